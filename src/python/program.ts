import { type Call, callOf } from "./calls";
import { type Constant, constantIn } from "./constants";
import { namesIn } from "./names";
import { type Scopes, scopesOf } from "./scopes";
import { type Node, nodesOf } from "./tree";

/** A Python source, parsed, with what its names stand for. */
export type Program = {
  readonly text: string;
  /** In the order of the text, the root first. */
  readonly nodes: readonly Node[];
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

export function programOf(text: string): Program {
  const nodes = nodesOf(text);
  const names = new Map<Node, readonly string[]>();
  const constants = new Map<Node, Constant | undefined>();
  const program: Program = {
    text,
    nodes,
    scopes: scopesOf(nodes, text),
    calls: nodes.flatMap((node) => callOf(node, text) ?? []),
    code: ({ from, to }) => text.slice(from, to),
    names: (node) => remembered(names, node, [], () => namesIn(program, node)),
    constant: (node) => remembered(constants, node, undefined, () => constantIn(program, node)),
  };
  return program;
}

/** Asked for itself, which names that are bound to each other do, a node is `unknown`. */
function remembered<Value>(known: Map<Node, Value>, node: Node, unknown: Value, find: () => Value): Value {
  if (known.has(node)) return known.get(node)!;
  known.set(node, unknown);
  const found = find();
  known.set(node, found);
  return found;
}
