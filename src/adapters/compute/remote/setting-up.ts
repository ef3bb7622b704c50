import { quoted } from "./quote";

/** What was set before the setup tells what it brought. A line that fails does not end it; the last one's code is told. */
export function settingUp(setup: string): string[] {
  return [
    `AI_SCIENTIST_BEFORE="$(env | sed -n 's/^\\([A-Za-z_][A-Za-z_0-9]*\\)=.*/\\1/p' | tr '\\n' ' ')"`,
    `eval ${quoted(setup)} </dev/null >&2`,
    "AI_SCIENTIST_SETUP=$?",
    "export AI_SCIENTIST_BEFORE AI_SCIENTIST_SETUP",
  ];
}
