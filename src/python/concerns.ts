import type { FileEdit } from "../research/change";
import type { Concern } from "../research/concern";
import type { Policy } from "./policy";
import { type Program, programOf } from "./program";
import type { Finding, Rule } from "./rule";
import { rules } from "./rules";

/**
 * What the Python files of a change add that a careful reader would stop at. What stood there before, in whatever place and at
 * whatever indentation, is not new. Never throws, whatever the text is.
 */
export function pythonConcerns(changes: readonly FileEdit[], policy: Policy): Concern[] {
  const changed = changes.filter(({ path, before, after }) => path.endsWith(".py") && before !== after);
  const known = new Map<string, number>();
  const befores = changed.map(({ path, before }) => {
    const program = before === null ? undefined : programOf(before);
    for (const { key } of program ? findingsIn(program, path, policy, undefined) : [])
      known.set(key, (known.get(key) ?? 0) + 1);
    return program;
  });
  return changed.flatMap(({ path, after }, index) =>
    findingsIn(programOf(after), path, policy, befores[index])
      .filter(({ key }) => !isKnown(key, known))
      .map(({ rule, line, endLine, message }) => ({
        rule: rule.id,
        path,
        line,
        ...(endLine > line && { endLine }),
        message,
      })),
  );
}

type Found = {
  readonly rule: Rule;
  readonly line: number;
  readonly endLine: number;
  readonly message: string;
  readonly key: string;
};

function findingsIn(program: Program, path: string, policy: Policy, before: Program | undefined): Found[] {
  const lines = lineStarts(program.text);
  return rules
    .flatMap((rule) =>
      rule.check(program, { path, policy, before }).map((finding) => foundBy(rule, finding, program, lines)),
    )
    .sort((one, other) => one.line - other.line);
}

/** The key is the same for the same code, whatever its layout. */
function foundBy(rule: Rule, { node, message }: Finding, program: Program, lines: readonly number[]): Found {
  const line = lineAt(lines, node.from);
  const endLine = Math.max(line, lineAt(lines, Math.max(node.from, node.to - 1)));
  return { rule, line, endLine, message, key: `${rule.id}\n${message}\n${program.code(node).replace(/\s+/g, "")}` };
}

/** Takes one of the known ones away, so that a second copy of known code is new. */
function isKnown(key: string, known: Map<string, number>): boolean {
  const left = known.get(key) ?? 0;
  known.set(key, left - 1);
  return left > 0;
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** 1-based. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(1, low);
}
