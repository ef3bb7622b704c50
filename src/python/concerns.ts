import type { FileEdit } from "../research/change";
import type { Concern } from "../research/concern";
import { focused } from "./focus";
import { LinesOf } from "./lines";
import type { Policy } from "./policy";
import { type Program, programOf } from "./program";
import type { Context, Earlier, Finding } from "./rule";
import { rules } from "./rules";
import { textOf } from "./rules/code-from-text";

/**
 * What the Python files of a change add that a careful reader would stop at. What stood there before, in whatever place and at
 * whatever indentation, is not new. Never throws, whatever the text is.
 */
export function pythonConcerns(changes: readonly FileEdit[], policy: Policy): Concern[] {
  const changed = changes.filter(({ path, before, after }) => path.endsWith(".py") && before !== after);
  const own = { ...policy, files: [...policy.files, ...changed.map(({ path }) => path)] };
  const looks = changed.map((change) => lookAt(change, own));
  const found = looks.flatMap(({ after, context }) => findingsIn(programOf(after), context));
  if (found.length === 0) return [];
  const known = new Tally();
  for (const { context } of looks) {
    const before = context.before?.program();
    for (const { key } of before ? findingsIn(before, { ...context, before: undefined }) : []) known.add(key);
  }
  return found
    .filter(({ key }) => !known.take(key))
    .map(({ rule, path, line, endLine, message }) => ({
      rule,
      path,
      line,
      ...(endLine > line && { endLine }),
      message,
    }));
}

/** What has to be read of a change, and what is known around it. */
function lookAt(
  { path, before, after: text }: FileEdit,
  policy: Policy,
): { readonly after: string; readonly context: Context } {
  if (before === null) return { after: text, context: { path, policy, text, before: undefined } };
  const sides = focused({ before, after: text });
  let program: Program | undefined;
  const earlier: Earlier = {
    text: before,
    program: () => {
      program ??= programOf(sides.before);
      return program;
    },
  };
  return { after: sides.after, context: { path, policy, text, before: earlier } };
}

/** How often each piece of code is known, so that a second copy of known code is new. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Whether one was left. */
  take(key: string): boolean {
    const left = this.#counts.get(key) ?? 0;
    if (left > 0) this.#counts.set(key, left - 1);
    return left > 0;
  }
}

type Found = {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly message: string;
  /** The same for the same code, whatever its layout. */
  readonly key: string;
};

function findingsIn(program: Program, context: Context): Found[] {
  const lines = new LinesOf(program.text);
  const found = objectionsIn(program, context, 0).map(({ rule, node, message }): Found => {
    const line = lines.at(node.from);
    const endLine = Math.max(line, lines.at(Math.max(node.from, node.to - 1)));
    return {
      rule,
      path: context.path,
      line,
      endLine,
      message,
      key: `${rule}\n${message}\n${program.code(node).replace(/\s+/g, "")}`,
    };
  });
  const places = new Map(found.map((one) => [`${one.rule}:${one.line}:${one.message}`, one]));
  return [...places.values()].sort((one, other) => one.line - other.line);
}

/** How deep texts within texts are read as code. */
const DEEPEST = 3;

/** The findings of all rules, those in texts that the program runs included. */
function objectionsIn(program: Program, context: Context, depth: number): (Finding & { readonly rule: string })[] {
  const own = rules.flatMap((rule) => rule.check(program, context).map((finding) => ({ ...finding, rule: rule.id })));
  if (depth === DEEPEST) return own;
  const within = program.calls.flatMap((call) => {
    const text = textOf(program, call);
    const inner = text === undefined ? [] : objectionsIn(programOf(text), { ...context, before: undefined }, depth + 1);
    return inner.map(({ rule, message }) => ({ rule, message, node: call.node }));
  });
  return [...own, ...within];
}
