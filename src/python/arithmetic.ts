import type { Node } from "./tree";

/** The value of a number or of plain arithmetic on numbers. */
export function valueIn(node: Node, text: string): number | undefined {
  if (node.type === "Number") return number(text.slice(node.from, node.to));
  const [first, second, third] = node.children;
  if (node.type === "ParenthesizedExpression" && second) return valueIn(second, text);
  if (node.type === "UnaryExpression" && second) {
    const value = valueIn(second, text);
    return value === undefined || text[node.from] !== "-" ? value : -value;
  }
  if (node.type !== "BinaryExpression" || !first || !second || !third) return undefined;
  const [left, right] = [valueIn(first, text), valueIn(third, text)];
  const operation = OPERATIONS[text.slice(second.from, second.to)];
  return left === undefined || right === undefined ? undefined : operation?.(left, right);
}

/** What the signs of arithmetic do. */
export const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "//": (left, right) => Math.floor(left / right),
  "**": (left, right) => left ** right,
};

/** A number as Python writes it. */
export function number(text: string): number | undefined {
  const value = Number(text.replaceAll("_", "") || Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}
