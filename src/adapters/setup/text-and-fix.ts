import type { SetupItem } from "../../engine/setup";

/** The first sentence says what is missing, the others what to do. */
export function textAndFix(sentences: string): Pick<SetupItem, "text" | "fix"> {
  const [text = "", ...fix] = sentences.split(/(?<=[.!?]) (?=\p{Lu}|“)/u);
  return { text, fix: fix.join(" ") };
}
