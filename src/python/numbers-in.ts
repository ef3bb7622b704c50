import { number, valueIn } from "./arithmetic";
import { callOf } from "./calls";
import type { Node } from "./tree";

/** The numbers that an expression may come to: `5000 if small else 100_000` may be either. What is compared is not one of them. */
export function numbersIn(node: Node, text: string): number[] {
  const value = valueIn(node, text);
  if (value !== undefined) return [value];
  if (node.type === "CallExpression") return numbersOfCall(node, text);
  if (node.type === "LambdaExpression" || isComparison(node, text)) return [];
  return node.children.flatMap((child) => numbersIn(child, text));
}

function isComparison({ type, children }: Node, text: string): boolean {
  const operator = children[1];
  return (
    type === "BinaryExpression" &&
    operator !== undefined &&
    /[<>=!]|in|is|and|or/.test(text.slice(operator.from, operator.to))
  );
}

/** `int(os.environ.get("STEPS", "400"))` and `max(1, 3)` come to what stands in them; other calls come to anything. */
function numbersOfCall(node: Node, text: string): number[] {
  const call = callOf(node, text);
  if (!call || !/^(?:int|float|get|getenv|min|max|dict|field)$/.test(lastName(call.callee, text))) return [];
  return call.arguments.flatMap(({ value }) =>
    value.type === "String" ? (number(textOf(value, text)) ?? []) : numbersIn(value, text),
  );
}

/** `torch.nn.Linear` is `Linear`, `self.width` is `width`. */
export function lastName({ from, to }: Node, text: string): string {
  return text.slice(from, to).split(".").at(-1)!;
}

/** What stands between the quotes. */
export function textOf({ from, to }: Node, text: string): string {
  return text.slice(from, to).replace(/^\w*(?:"""|'''|["'])|(?:"""|'''|["'])$/g, "");
}
