import type { Program } from "./program";
import { commaParts, type Node } from "./tree";

/** Everything that is assigned to, updated or deleted, with the statement that does. */
export function targetsIn(program: Program): { readonly node: Node; readonly target: Node }[] {
  return program.ofType("AssignStatement", "UpdateStatement", "DeleteStatement").flatMap((node) => {
    if (node.type === "DeleteStatement") return node.children.slice(1).map((target) => ({ node, target }));
    const end = node.children.findLastIndex(({ type }) => type === "AssignOp" || type === "UpdateOp");
    const sides = node.children.slice(0, Math.max(0, end)).filter(({ type }) => type !== "AssignOp");
    return sidesOf(sides).map((target) => ({ node, target }));
  });
}

function sidesOf(nodes: readonly Node[]): Node[] {
  return commaParts(nodes)
    .flat()
    .flatMap((node) => (/^(?:Tuple|Array)Expression$/.test(node.type) ? sidesOf(node.children) : [node]));
}
