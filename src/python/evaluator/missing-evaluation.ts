import type { Program } from "../program";
import type { Context, Finding } from "../rule";
import { lockedName } from "./locked-names";

/** The program handed something to the evaluator before, and does no longer. */
export function missingEvaluation(program: Program, { before, policy }: Context): Finding[] {
  if (!before || !callsFewer(program.text, before.text)) return [];
  const used = new Set(program.references.flatMap(({ names, imports }) => (imports ? [] : names)));
  const gone = [...judgedBy(before.program(), policy)].filter((name) => !used.has(name));
  return gone.map((name) => ({
    node: placeFor(program, before.text, name),
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
  return new Set(names.filter((name) => !name.includes("()")));
}

/** Where the call would be: after the last line before it that both programs have. */
function placeFor(program: Program, before: string, name: string): { from: number; to: number } {
  const last = name.split(".").at(-1) ?? name;
  const lines = before.split("\n");
  const at = lines.findLastIndex((line) => line.includes(`${last}(`));
  for (const line of lines.slice(0, Math.max(0, at)).reverse()) {
    const found = line.trim() === "" ? -1 : program.text.indexOf(line);
    if (found >= 0) return { from: found + line.length, to: found + line.length };
  }
  return { from: 0, to: 0 };
}
