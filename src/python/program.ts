import { type Call, callOf } from "./calls";
import { type Constant, constantIn } from "./constants";
import { namesIn } from "./names";
import { type Reference, referencesIn } from "./references";
import { type Scopes, scopesOf } from "./scopes";
import { type Node, type Tree, treeOf } from "./tree";

/** A Python source, parsed, with what its names stand for. */
export type Source = Tree & {
  readonly text: string;
  readonly scopes: Scopes;
  readonly calls: readonly Call[];
  code(node: Pick<Node, "from" | "to">): string;
  /**
   * The dotted names that an expression may stand for, followed through imports, assignments and `getattr`: `os.system`,
   * `builtins.open`. What a call returns ends with `()`. Empty when it is nothing known.
   */
  names(node: Node): readonly string[];
  /** The value of an expression that is written out, as far as it can be told. */
  constant(node: Node): Constant | undefined;
};

/** A source with every mention of what it has from elsewhere. */
export type Program = Source & { readonly references: readonly Reference[] };

export function programOf(text: string): Program {
  const tree = treeOf(text);
  const names = remembering<readonly string[]>(tree.nodes.length, []);
  const constants = remembering<Constant | undefined>(tree.nodes.length, undefined);
  const source: Source = {
    ...tree,
    text,
    scopes: scopesOf(tree, text),
    calls: tree.ofType("CallExpression").flatMap((node) => callOf(node, text) ?? []),
    code: ({ from, to }) => text.slice(from, to),
    names: (node) => names(node, () => namesIn(source, node)),
    constant: (node) => constants(node, () => constantIn(source, node)),
  };
  return { ...source, references: referencesIn(source) };
}

/** No expression that is meant to be read goes deeper. */
const DEEPEST = 200;

/** Finds once what is asked for often. It is `unknown` for what goes too deep, and for what is asked for while it is looked for. */
function remembering<Value>(count: number, unknown: Value): (node: Node, find: () => Value) => Value {
  const known = new Array<Value>(count).fill(unknown);
  const asked = new Uint8Array(count);
  let depth = 0;
  return (node, find) => {
    if (asked[node.index]) return known[node.index]!;
    if (depth >= DEEPEST) return unknown;
    asked[node.index] = 1;
    depth++;
    const found = find();
    depth--;
    known[node.index] = found;
    return found;
  };
}
