import { OPERATIONS, valueIn } from "./arithmetic";
import { callOf } from "./calls";
import type { Collected } from "./collected";
import { lastName } from "./numbers-in";
import { isSum } from "./sums";
import type { Node, Tree } from "./tree";

/** A name with more values than these is anything, and so is what is made of it. */
const MOST = 4;

/** `min_lr = learning_rate / 10` and `shifted = int(0.25 * width)` come to what the names in them are known to be. */
export function readAssignedSums({ ofType }: Tree, text: string, named: Collected): void {
  for (const { children } of ofType("AssignStatement")) {
    const sign = children.findIndex(({ type }) => type === "AssignOp");
    const [name, ...others] = children.slice(0, sign).filter(({ type }) => type !== "TypeDef");
    const [value, ...more] = children.slice(sign + 1);
    if (sign < 1 || !name || !value || others.length + more.length > 0) continue;
    const own = lastName(name, text).toLowerCase();
    const sum = withoutRounding(value, text);
    if (isSum(sum, text))
      named.add(
        own,
        resultsOf(sum, text, (other) => (other === own ? [] : valuesOf(named, other))),
      );
  }
}

function valuesOf(named: Collected, name: string): readonly number[] {
  const values = [...(named.values.get(name) ?? [])];
  return values.length > MOST ? [] : values;
}

function withoutRounding(value: Node, text: string): Node {
  const call = value.type === "CallExpression" ? callOf(value, text) : undefined;
  const only = call?.arguments.length === 1 ? call.arguments[0]!.value : undefined;
  return call && only && /^(?:int|round|float)$/.test(lastName(call.callee, text)) ? only : value;
}

/** All that a sum may come to; none where a part of it is not known. */
function resultsOf(node: Node, text: string, of: (name: string) => readonly number[]): number[] {
  const value = valueIn(node, text);
  if (value !== undefined) return [value];
  if (node.type === "ParenthesizedExpression") return node.children.flatMap((child) => resultsOf(child, text, of));
  if (node.type === "VariableName" || node.type === "MemberExpression")
    return [...of(lastName(node, text).toLowerCase())];
  const [left, operator, right, ...more] = node.children;
  const operation = node.type === "BinaryExpression" && operator && OPERATIONS[text.slice(operator.from, operator.to)];
  if (!operation || !right || more.length > 0) return [];
  const [ones, others] = [resultsOf(left!, text, of), resultsOf(right, text, of)];
  return ones.flatMap((one) => others.map((other) => operation(one, other))).filter(Number.isFinite);
}
