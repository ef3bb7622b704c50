import { OPERATIONS, valueIn } from "./arithmetic";
import type { Values } from "./collected";
import { lastName } from "./numbers-in";
import type { Node } from "./tree";

/** Whether an expression is two things put together that are not both numbers. */
export function isSum(value: Node, text: string): boolean {
  return value.type === "BinaryExpression" && value.children.length > 2 && valueIn(value, text) === undefined;
}

export function sumIn({ children: [left, operator, right] }: Node, text: string, named: Values): number | undefined {
  const [one, other] = [sizeIn(left!, text, named), sizeIn(right!, text, named)];
  const operation = OPERATIONS[text.slice(operator!.from, operator!.to)];
  return one === undefined || other === undefined ? undefined : operation?.(one, other);
}

/** The value of a number, or of a name that was given only one. */
function sizeIn(node: Node, text: string, named: Values): number | undefined {
  const values = named.get(lastName(node, text).toLowerCase());
  return valueIn(node, text) ?? (values?.size === 1 ? [...values][0] : undefined);
}
