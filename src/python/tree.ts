import { parser } from "@lezer/python";

/** A node of the syntax tree as plain data. Names of types are those of the grammar of @lezer/python. */
export type Node = {
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly isError: boolean;
  readonly parent: Node | undefined;
  readonly children: readonly Node[];
};

/** All nodes in the order of the text, the root first. Any text at all has a tree. */
export function nodesOf(text: string): Node[] {
  const cursor = parser.parse(text).cursor();
  const nodes: Node[] = [];
  const open: { readonly node: Node; readonly children: Node[] }[] = [];
  for (;;) {
    const children: Node[] = [];
    const { name: type, from, to } = cursor;
    const node = { type, from, to, isError: cursor.type.isError, parent: open.at(-1)?.node, children };
    nodes.push(node);
    open.at(-1)?.children.push(node);
    open.push({ node, children });
    if (cursor.firstChild()) continue;
    for (;;) {
      open.pop();
      if (cursor.nextSibling()) break;
      if (!cursor.parent()) return nodes;
    }
  }
}

/** The nearest node around this one that has one of the types, itself included. */
export function around(node: Node | undefined, types: ReadonlySet<string>): Node | undefined {
  let found = node;
  while (found && !types.has(found.type)) found = found.parent;
  return found;
}

export function childOf(node: Node, type: string): Node | undefined {
  return node.children.find((child) => child.type === type);
}

/** The children between commas, each a list of nodes; brackets and comments are left out. */
export function commaParts(children: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]];
  for (const child of children) {
    if (child.type === ",") parts.push([]);
    else if (!/^(?:[()[\]{}]|Comment)$/.test(child.type)) parts.at(-1)!.push(child);
  }
  return parts.filter((part) => part.length > 0);
}
