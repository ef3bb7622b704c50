import { argument, type Call } from "../calls";
import type { Program } from "../program";
import type { Node } from "../tree";
import { writesIn } from "../writes";

/**
 * Whether a call goes to a function of the program that surely writes nothing: every definition of that name is here, and nothing in it
 * writes, opens a file in a way that cannot be told, or hands on to what is not known.
 */
export function onlyReads(program: Program, { callee }: Call, within: readonly Node[] = []): boolean {
  if (callee.type !== "VariableName") return false;
  const bindings = program.scopes.bindings(program.code(callee), callee) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every(
      ({ type, node }) =>
        type === "definition" &&
        node.type === "FunctionDefinition" &&
        (within.includes(node) || writesNothing(program, node, [...within, node])),
    )
  );
}

function writesNothing(program: Program, definition: Node, within: readonly Node[]): boolean {
  const inside = ({ from, to }: Node) => from >= definition.from && to <= definition.to;
  return (
    !writesIn(program).some(({ node }) => inside(node)) &&
    program.calls.filter(({ node }) => inside(node)).every((call) => isHarmless(program, call, within))
  );
}

const WRITES = /^(?:write|writelines|write_\w+|dump|save\w*|to_\w+|touch|rename|replace|tofile|unlink|open)$/;

/** Modules whose functions compute or read, but for those that `WRITES` names. */
const READS = /^(?:os\.path|json|math|statistics|numpy|pathlib|csv)\./;

function last(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** Built in, and no way to code that is not there to be read. */
const PLAIN = new Set(
  "abs all any bool dict enumerate float int isinstance len list max min next print range reversed round set sorted str sum tuple zip".split(
    " ",
  ),
);

function isHarmless(program: Program, call: Call, within: readonly Node[]): boolean {
  const { callee } = call;
  const names = program.names(callee);
  if (names.some((name) => /(?:^|\.)open$/.test(name))) return isOpenedToRead(program, argument(call, 1, "mode"));
  if (callee.type === "MemberExpression") {
    const property = callee.children[2];
    return property !== undefined && !WRITES.test(program.code(property));
  }
  if (names.length > 0 && names.every((name) => READS.test(name)))
    return !names.some((name) => WRITES.test(last(name)));
  const name = program.code(callee);
  const isOwn = program.scopes.bindings(name, callee) !== undefined;
  return isOwn ? onlyReads(program, call, within) : PLAIN.has(name);
}

function isOpenedToRead(program: Program, mode: Node | undefined): boolean {
  if (!mode) return true;
  const text = program.constant(mode);
  return typeof text === "string" && /^[rbtU]+$/.test(text);
}
