import { parsed } from "./parse";

/** A node of the syntax tree as plain data. Names of types are those of the grammar of @lezer/python. */
export type Node = {
  readonly type: string;
  readonly from: number;
  readonly to: number;
  /** Its place in the list of all nodes. */
  readonly index: number;
  readonly parent: Node | undefined;
  /** Its place among the children of `parent`. */
  readonly place: number;
  /** The module, class, function or comprehension it stands in; its own for one that is such. */
  readonly scope: Node;
  readonly children: readonly Node[];
};

export type Tree = {
  /** In the order of the text, the root first. */
  readonly nodes: readonly Node[];
  ofType(...types: readonly string[]): readonly Node[];
};

/** No program that is meant to be read goes deeper; what is below is left out, so that looking at a tree may be recursive. */
const DEEPEST = 300;

const SCOPES = new Set([
  "Script",
  "FunctionDefinition",
  "LambdaExpression",
  "ClassDefinition",
  "ComprehensionExpression",
  "ArrayComprehensionExpression",
  "SetComprehensionExpression",
  "DictionaryComprehensionExpression",
]);

const NONE: readonly Node[] = [];
const NOTHING = {} as Node;

/** The nodes of a text. Any text at all has a tree. */
export function treeOf(text: string): Tree {
  const nodes = nodesOf(text);
  const byType = new Map<string, Node[]>();
  for (const node of nodes) {
    const known = byType.get(node.type);
    if (known) known.push(node);
    else byType.set(node.type, [node]);
  }
  const ofType = (...types: readonly string[]) =>
    types.length === 1 ? (byType.get(types[0]!) ?? NONE) : types.flatMap((type) => byType.get(type) ?? NONE);
  return { nodes, ofType };
}

type Growing = { -readonly [Key in keyof Node]: Node[Key] };

function nodesOf(text: string): Node[] {
  const cursor = parsed(text).cursor();
  const nodes: Node[] = [];
  let parent: Growing | undefined;
  let depth = 0;
  for (;;) {
    const { type, from, to } = cursor;
    const node: Growing = {
      type: type.name,
      from,
      to,
      index: nodes.length,
      parent,
      place: 0,
      scope: NOTHING,
      children: NONE,
    };
    node.scope = parent && !SCOPES.has(type.name) ? parent.scope : node;
    nodes.push(node);
    if (parent) {
      node.place = parent.children.length;
      if (parent.children === NONE) parent.children = [node];
      else (parent.children as Node[]).push(node);
    }
    if (depth < DEEPEST && cursor.firstChild()) {
      parent = node;
      depth++;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return nodes;
      parent = parent?.parent as Growing | undefined;
      depth--;
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
