import { childOf, commaParts, type Node } from "./tree";

export type Call = { readonly node: Node; readonly callee: Node; readonly arguments: readonly Argument[] };

/** `keyword` is "" for a place, `*` or `**` for what is spread out. */
export type Argument = { readonly keyword: string; readonly value: Node };

/** The call that a node is. */
export function callOf(node: Node, text: string): Call | undefined {
  if (node.type !== "CallExpression") return undefined;
  const [callee] = node.children;
  const list = childOf(node, "ArgList");
  if (!callee || !list) return undefined;
  return { node, callee, arguments: commaParts(list.children).flatMap((part) => argumentOf(part, text) ?? []) };
}

function argumentOf(part: readonly Node[], text: string): Argument | undefined {
  const [first, second, third] = part;
  if (!first) return undefined;
  if (first.type === "*" || first.type === "**") return second && { keyword: first.type, value: second };
  if (second?.type === "AssignOp" && third) return { keyword: text.slice(first.from, first.to), value: third };
  return { keyword: "", value: first };
}

/** The value of an argument by its keyword or its place. */
export function argument(call: Call, place: number, keyword?: string): Node | undefined {
  const named = keyword && call.arguments.find((one) => one.keyword === keyword);
  if (named) return named.value;
  const before = call.arguments.slice(0, place + 1);
  const found = before[place];
  return found?.keyword === "" && before.every((one) => one.keyword === "") ? found.value : undefined;
}
