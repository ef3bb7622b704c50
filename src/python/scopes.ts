import { childOf, commaParts, type Node, type Tree } from "./tree";

/** What a name was given: by an import (the dotted name it stands for), an expression, an element of one, a definition, or otherwise. */
export type Binding =
  | { readonly type: "import"; readonly name: string; readonly node: Node }
  | { readonly type: "value"; readonly node: Node }
  | { readonly type: "element"; readonly node: Node; readonly index: number }
  | { readonly type: "definition"; readonly node: Node }
  | { readonly type: "other"; readonly node: Node };

export type Scopes = {
  /** Everything the name may stand for where `at` is; undefined when nothing in the file binds it. */
  bindings(name: string, at: Node): readonly Binding[] | undefined;
  /** What the module itself binds, by name. */
  readonly module: ReadonlyMap<string, readonly Binding[]>;
  /** Modules of which everything was imported. */
  readonly stars: readonly string[];
};

/** Which names the scopes of a program bind, and to what. The order of statements does not count: a name has all its values. */
export function scopesOf(tree: Tree, text: string): Scopes {
  const root = tree.nodes[0]!;
  const tables = new Map<Node, Map<string, Binding[]>>([[root, new Map()]]);
  const globals = globalsOf(tree, text);
  const bind: Bind = (name, scope, binding) => {
    const home = globals.get(scope)?.has(name) ? root : scope;
    const table = tables.get(home) ?? new Map<string, Binding[]>();
    tables.set(home, table);
    const known = table.get(name);
    if (known) known.push(binding);
    else table.set(name, [binding]);
  };
  for (const node of tree.ofType(...Object.keys(BINDERS)).toSorted((one, other) => one.index - other.index))
    BINDERS[node.type]!(node, text, bind);
  const imports = tree.ofType("ImportStatement").flatMap((node) => importsOf(node, text));
  const stars = imports.filter(({ name }) => name === "*").map(({ module }) => module);
  return { module: tables.get(root)!, stars, bindings: (name, at) => lookUp(tables, name, at) };
}

type Bind = (name: string, scope: Node, binding: Binding) => void;

/** A class binds names for its own body, not for the functions in it. */
function lookUp(tables: ReadonlyMap<Node, ReadonlyMap<string, Binding[]>>, name: string, at: Node) {
  let inner = true;
  for (let scope: Node | undefined = at.scope; scope; scope = scope.parent?.scope) {
    const found = scope.type === "ClassDefinition" && !inner ? undefined : tables.get(scope)?.get(name);
    if (found) return found;
    inner = false;
  }
  return undefined;
}

/** The names that each function declares to be the module's. */
function globalsOf(tree: Tree, text: string): Map<Node, Set<string>> {
  const globals = new Map<Node, Set<string>>();
  for (const node of tree.ofType("ScopeStatement")) {
    if (node.children[0]?.type !== "global") continue;
    const { scope } = node;
    const names = node.children
      .filter(({ type }) => type === "VariableName")
      .map(({ from, to }) => text.slice(from, to));
    globals.set(scope, new Set([...(globals.get(scope) ?? []), ...names]));
  }
  return globals;
}

const BINDERS: Readonly<Record<string, (node: Node, text: string, bind: Bind) => void>> = {
  ImportStatement: bindImports,
  AssignStatement: bindAssignment,
  NamedExpression: bindNamed,
  UpdateStatement: (node, text, bind) => node.children[0] && bindTarget(node.children[0], undefined, text, bind),
  FunctionDefinition: bindDefinition,
  ClassDefinition: bindDefinition,
  ParamList: bindParameters,
  for: bindLoop,
  as: bindAs,
  CapturePattern: (node, text, bind) => node.children[0] && bindTarget(node.children[0], undefined, text, bind),
};

function bindImports(node: Node, text: string, bind: Bind): void {
  for (const { module, name, as, at } of importsOf(node, text)) {
    if (name === "*") continue;
    bind(as, node.scope, { type: "import", name: name === "" ? module : `${module}.${name}`, node: at });
  }
}

function bindNamed({ children }: Node, text: string, bind: Bind): void {
  const [target, , value] = children;
  if (target && value) bindTarget(target, value, text, bind);
}

function bindDefinition(node: Node, text: string, bind: Bind): void {
  const name = childOf(node, "VariableName");
  if (name) bind(text.slice(name.from, name.to), node.parent?.scope ?? node.scope, { type: "definition", node });
}

export type Imported = {
  /** Dotted, with the leading dots of a relative import. */
  readonly module: string;
  /** What is taken from the module; "" when the module itself is imported. */
  readonly name: string;
  /** The name it is bound to; for `import a.b` that is `a`, and `module` is `a` too. */
  readonly as: string;
  readonly at: Node;
  /** The module as it is written. */
  readonly written: string;
};

/** What an import statement binds. */
export function importsOf(statement: Node, text: string): Imported[] {
  const written = (nodes: readonly Node[]) => nodes.map(({ from, to }) => text.slice(from, to)).join("");
  const at = statement.children.findIndex(({ type }) => type === "import");
  const isFrom = statement.children[0]?.type === "from";
  const from = isFrom ? written(statement.children.slice(1, at)) : "";
  return commaParts(statement.children.slice(at + 1)).flatMap((part) => {
    const alias = part.findIndex(({ type }) => type === "as");
    const name = written(alias < 0 ? part : part.slice(0, alias));
    const as = alias < 0 ? "" : written(part.slice(alias + 1));
    const place = { ...part[0]!, to: part.at(-1)!.to };
    if (isFrom) return [{ module: from, name, as: as || name, at: place, written: from }];
    const first = name.split(".")[0]!;
    return [{ module: as ? name : first, name: "", as: as || first, at: place, written: name }];
  });
}

function bindAssignment(node: Node, text: string, bind: Bind): void {
  const sides: Node[][] = [[]];
  for (const child of node.children) {
    if (child.type === "AssignOp") sides.push([]);
    else if (child.type !== "TypeDef") sides.at(-1)!.push(child);
  }
  if (sides.length < 2) return;
  const values = commaParts(sides.pop()!).map((part) => (part.length === 1 ? part[0] : undefined));
  for (const side of sides) bindParts(commaParts(side), values, text, bind);
}

/** `a, b = values`: one value for several targets is taken apart where it is written out. */
function bindParts(targets: readonly Node[][], values: readonly (Node | undefined)[], text: string, bind: Bind): void {
  const [only] = values;
  const apart = targets.length > 1 && values.length === 1 && only ? elementsOf(only) : values;
  if (apart === undefined && only) bindElements(targets, only, text, bind);
  else
    targets.forEach((target, index) => {
      const value = targets.length === 1 && values.length > 1 ? undefined : apart?.[index];
      if (target[0]) bindTarget(target.at(-1)!, target.length === 1 ? value : undefined, text, bind);
    });
}

/** `a, b = f()` */
function bindElements(targets: readonly Node[][], value: Node, text: string, bind: Bind): void {
  targets.forEach(([target], index) => {
    if (target?.type !== "VariableName") return;
    bind(text.slice(target.from, target.to), target.scope, { type: "element", node: value, index });
  });
}

const SEQUENCES = new Set(["TupleExpression", "ArrayExpression", "SetExpression"]);

/** The elements of a list, tuple or set that is written out. */
export function elementsOf(node: Node): (Node | undefined)[] | undefined {
  if (!SEQUENCES.has(node.type)) return undefined;
  return commaParts(node.children).map((part) => (part.length === 1 ? part[0] : undefined));
}

function bindTarget(target: Node, value: Node | undefined, text: string, bind: Bind): void {
  if (target.type === "VariableName") {
    const name = text.slice(target.from, target.to);
    bind(name, target.scope, value ? { type: "value", node: value } : { type: "other", node: target });
  } else if (target.type === "ParenthesizedExpression" && target.children[1]) {
    bindTarget(target.children[1], value, text, bind);
  } else if (SEQUENCES.has(target.type)) {
    bindParts(commaParts(target.children), value ? [value] : [undefined], text, bind);
  }
}

/** A parameter has its default and whatever it is called with. */
function bindParameters(node: Node, text: string, bind: Bind): void {
  for (const part of commaParts(node.children)) {
    const name = part.find(({ type }) => type === "VariableName");
    if (!name) continue;
    const at = part.findIndex(({ type }) => type === "AssignOp");
    const value = at < 0 ? undefined : part[at + 1];
    if (value) bindTarget(name, value, text, bind);
    bindTarget(name, undefined, text, bind);
  }
}

/** The targets between `for` and `in`, of a loop or in a comprehension. */
function bindLoop(node: Node, text: string, bind: Bind): void {
  const all = node.parent?.children ?? [];
  const start = node.place;
  const end = all.findIndex(({ type }, index) => index > start && type === "in");
  const targets = commaParts(all.slice(start + 1, end < 0 ? undefined : end));
  const over = end < 0 ? undefined : all[end + 1];
  for (const element of (over && elementsOf(over)) ?? [undefined])
    bindParts(targets, element ? [element] : [undefined], text, bind);
}

/** `with value as name`, `except error as name`, and names in patterns. */
function bindAs(node: Node, text: string, bind: Bind): void {
  const all = node.parent?.children ?? [];
  const at = node.place;
  const target = all[at + 1];
  const value = node.parent?.type === "WithStatement" ? all[at - 1] : undefined;
  if (target && node.parent?.type !== "ImportStatement") bindTarget(target, value, text, bind);
}
