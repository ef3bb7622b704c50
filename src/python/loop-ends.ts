import { OPERATIONS, valueIn } from "./arithmetic";
import { callOf } from "./calls";
import type { Values } from "./collected";
import { lastName } from "./numbers-in";
import type { Node } from "./tree";

const LOOPS = new Set(["ForStatement", "ArrayComprehensionExpression", "ComprehensionExpression"]);

/**
 * What an expression comes to at both ends of the loop that it stands in: 0.1 and 0.3 for `0.1 + 0.2 * i / (n - 1)` within
 * `for i in range(n)`. Nothing where it depends on anything else that has not one value.
 */
export function valuesAtEnds(node: Node, text: string, named: Values): number[] {
  const loop = loopAround(node, text);
  const end = loop && sizeOf(loop.end, text, named);
  if (!loop || end === undefined || !Number.isInteger(end) || end < 2) return [];
  if (!new RegExp(`(?<![\\w.])${loop.variable}(?!\\w)`).test(text.slice(node.from, node.to))) return [];
  const at = (value: number) =>
    sizeOf(node, text, new Map([...named, [loop.variable.toLowerCase(), new Set([value])]]));
  const ends = [at(0), at(end - 1)];
  return ends.every((value) => value !== undefined && Number.isFinite(value)) ? [...new Set(ends as number[])] : [];
}

/** The nearest loop over `range(n)`. */
function loopAround(node: Node, text: string): { readonly variable: string; readonly end: Node } | undefined {
  for (let around = node.parent; around; around = around.parent) {
    if (!LOOPS.has(around.type)) continue;
    const at = around.children.findIndex(({ type }) => type === "in");
    const [variable, call] = [around.children[at - 1], callOf(around.children[at + 1] ?? node, text)];
    const [end, ...others] = call?.arguments ?? [];
    if (at < 1 || variable?.type !== "VariableName" || !call || !end || others.length > 0) return undefined;
    if (lastName(call.callee, text) !== "range") return undefined;
    return { variable: text.slice(variable.from, variable.to), end: end.value };
  }
  return undefined;
}

/** Arithmetic over numbers and names that have one value each. */
function sizeOf(node: Node, text: string, named: Values): number | undefined {
  const known = valueIn(node, text);
  if (known !== undefined) return known;
  const [first, second, third] = node.children;
  if (node.type === "ParenthesizedExpression") return second && sizeOf(second, text, named);
  if (node.type === "BinaryExpression" && first && second && third) {
    const [left, right] = [sizeOf(first, text, named), sizeOf(third, text, named)];
    const operation = OPERATIONS[text.slice(second.from, second.to)];
    return left === undefined || right === undefined ? undefined : operation?.(left, right);
  }
  if (!/^[\w.]+$/.test(text.slice(node.from, node.to))) return undefined;
  const values = named.get(lastName(node, text).toLowerCase());
  return values?.size === 1 ? [...values][0] : undefined;
}
