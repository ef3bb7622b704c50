import type { Source } from "./program";
import { importsOf } from "./scopes";
import type { Node } from "./tree";

/** A place where something is mentioned that has dotted names; `node` is the whole call where it is called. */
export type Reference = {
  readonly node: Pick<Node, "from" | "to">;
  readonly names: readonly string[];
  /** Only imported here, called here, or used otherwise. */
  readonly how: "imported" | "called" | "used";
};

/** Every mention of something imported, built in, or reached through such, each at its outermost: `os.path.join`, not `os`. */
export function referencesIn(source: Source): Reference[] {
  return source.ofType(...MENTIONS).flatMap((node) => {
    if (node.type === "ImportStatement") return importedBy(source, node);
    if (node.type === "Decorator") return decorating(source, node);
    if (isNoMention(node)) return [];
    const names = source.names(node);
    if (names.length === 0) return [];
    const call = callAround(node);
    return [{ node: call ?? node, names, how: call ? ("called" as const) : ("used" as const) }];
  });
}

const MENTIONS = ["ImportStatement", "Decorator", "VariableName", "MemberExpression", "CallExpression"];

/** A name that is only written there: of a definition, a parameter, a keyword, or the first part of a longer expression. */
function isNoMention(node: Node): boolean {
  const { parent } = node;
  if (!parent || NAMING.has(parent.type)) return true;
  const at = node.place;
  if (parent.type === "MemberExpression") return at === 0;
  if (parent.type === "ArgList") return parent.children[at + 1]?.type === "AssignOp";
  if (parent.type === "FunctionDefinition" || parent.type === "ClassDefinition") return true;
  if (parent.type === "AssignStatement" || parent.type === "NamedExpression")
    return node.type === "VariableName" && isTarget(parent, at);
  if (parent.type === "ParamList") return parent.children[at - 1]?.type !== "AssignOp";
  return parent.children[at - 1]?.type === "as";
}

/** Whether the child at this place stands before an `=`. */
function isTarget({ children }: Node, at: number): boolean {
  for (let next = at + 1; next < children.length; next++) {
    const { type } = children[next]!;
    if (type === "AssignOp" || type === "TypeDef") return true;
    if (type !== "," && type !== "*" && !/^(?:VariableName|\w+Expression)$/.test(type)) return false;
  }
  return false;
}

const NAMING = new Set([
  "ImportStatement",
  "Decorator",
  "ScopeStatement",
  "CapturePattern",
  "AttributePattern",
  "TypeParam",
  "KeywordPattern",
]);

function callAround({ parent, place }: Node): Node | undefined {
  return parent?.type === "CallExpression" && place === 0 ? parent : undefined;
}

/** Modules by their full name, and what is taken from them. */
function importedBy(source: Source, statement: Node): Reference[] {
  return importsOf(statement, source.text).map(({ written, name, at }) => ({
    node: at,
    names: [name === "" || name === "*" ? written : `${written}.${name}`],
    how: "imported",
  }));
}

/** `@a.b(…)`: its name is no expression for the grammar. */
function decorating(source: Source, node: Node): Reference[] {
  const parts = node.children.filter(({ type }) => type === "VariableName").map(source.code);
  const [first = "", ...rest] = parts;
  const bindings = source.scopes.bindings(first, node) ?? [];
  const names = bindings.flatMap((binding) => (binding.type === "import" ? [[binding.name, ...rest].join(".")] : []));
  return names.length === 0 ? [] : [{ node, names, how: "called" }];
}
