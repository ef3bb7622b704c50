import type { Program } from "../program";
import type { Context, Finding } from "../rule";
import { lockedName } from "./locked-names";

/** The program handed something to the evaluator before, and does no longer. */
export function missingEvaluation(program: Program, { text, before, policy }: Context): Finding[] {
  if (!before || !callsFewer(text, before.text)) return [];
  const used = new Set(program.references.flatMap(({ names, how }) => (how === "imported" ? [] : names)));
  const gone = [...judgedBy(before.program(), policy)].filter((name) => !used.has(name));
  return gone.map((name) => ({
    node: placeFor(program, text, before.text, name),
    message: `No longer calls ${name}, which the template locks: what is recorded is then not what all other runs are judged by. Reject this unless something else calls it.`,
  }));
}

/** Whether something that was called by its name before is not called now: only then it is worth a closer look. */
function callsFewer(after: string, before: string): boolean {
  const called = (text: string) => [...text.matchAll(/\b\w+(?=\s*\()/g)].map(([name]) => name);
  const now = new Set(called(after));
  return called(before).some((name) => !now.has(name));
}

/** The functions of locked modules that are called with something. */
function judgedBy(program: Program, policy: Context["policy"]): Set<string> {
  const calls = program.calls.filter((call) => call.arguments.length > 0);
  const names = calls.flatMap(({ callee }) => lockedName(program, callee, policy) ?? []);
  return new Set(names);
}

/** Where the call would be: behind the lines before it that both programs have. Both texts have the same lines. */
function placeFor({ text: shown }: Program, text: string, before: string, name: string): { from: number; to: number } {
  const [lines, old] = [text.split("\n"), before.split("\n")];
  const call = old.findLastIndex((line) => line.includes(`${name.split(".").at(-1)}(`));
  let at = call - 1;
  while (at >= 0 && (old[at]!.trim() === "" || !lines.includes(old[at]!))) at--;
  let line = at < 0 ? 0 : lines.indexOf(old[at]!);
  for (; at >= 0 && at < call && line < lines.length - 1 && lines[line] === old[at]; line++) at++;
  const from = shown.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
  return { from, to: from };
}
