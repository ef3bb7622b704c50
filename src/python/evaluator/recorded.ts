import { argument, type Call, callOf } from "../calls";
import type { Program } from "../program";
import { elementsOf } from "../scopes";
import { targetsIn } from "../targets";
import { commaParts, type Node } from "../tree";
import { resultWritesIn } from "./result-writes";
import { isWrittenOut } from "./written-out";

/** An expression whose value goes into `final_info.json`, under these keys; `*` for one that is only known at run time. */
export type Recorded = { readonly keys: readonly string[]; readonly node: Node };

/** Everything that goes into the record, followed through names, functions of the program and what is put in later. */
export function recordedIn(program: Program): Recorded[] {
  const seen = new Set<Node>();
  const trail: Trail = (node, keys) => {
    if (!node || seen.has(node) || seen.size > 500 || keys.length > 8) return [];
    seen.add(node);
    return FOLLOW[node.type]?.(program, node, keys, trail) ?? [{ keys, node }];
  };
  return resultWritesIn(program).flatMap(({ content }) => content.flatMap((node) => trail(node, [])));
}

/** What is behind one expression; undefined stands for an expression that is not there. */
type Trail = (node: Node | undefined, keys: readonly string[]) => readonly Recorded[];
type Follow = (program: Program, node: Node, keys: readonly string[], trail: Trail) => readonly Recorded[];

const FOLLOW: Readonly<Record<string, Follow>> = {
  DictionaryExpression: entries,
  DictionaryComprehensionExpression: comprehension,
  ArrayExpression: list,
  TupleExpression: list,
  ParenthesizedExpression: (_, { children }, keys, trail) => trail(children[1], keys),
  ConditionalExpression: (_, { children }, keys, trail) => [...trail(children[0], keys), ...trail(children[4], keys)],
  VariableName: named,
  CallExpression: (program, node, keys, trail) => called(program, node, keys, trail, undefined),
};

function entries(program: Program, node: Node, keys: readonly string[], trail: Trail): Recorded[] {
  return commaParts(node.children).flatMap(([key, second, value]) =>
    key?.type === "**" ? trail(second, keys) : trail(value, [...keys, keyOf(program, key)]),
  );
}

function comprehension(program: Program, { children }: Node, keys: readonly string[], trail: Trail) {
  const colon = children.findIndex(({ type }) => type === ":");
  return trail(children[colon + 1], [...keys, keyOf(program, children[colon - 1])]);
}

/** A list of numbers is one value; one of dictionaries is looked into. */
function list(_: Program, node: Node, keys: readonly string[], trail: Trail): readonly Recorded[] {
  const elements = elementsOf(node) ?? [];
  const holds = elements.some((one) => one && /^(?:Dictionary|Array|Tuple)/.test(one.type));
  return holds ? elements.flatMap((one) => trail(one, keys)) : [{ keys, node }];
}

function keyOf(program: Program, node: Node | undefined): string {
  const constant = node && program.constant(node);
  return typeof constant === "string" ? constant : "*";
}

/** What a name is given, and what is put into it under a key. */
function named(program: Program, node: Node, keys: readonly string[], trail: Trail): readonly Recorded[] {
  if (isWrittenOut(program, node)) return [{ keys, node }];
  const name = program.code(node);
  const bindings = program.scopes.bindings(name, node) ?? [];
  const given = bindings.flatMap((binding) => {
    if (binding.type === "value") return trail(binding.node, keys);
    return binding.type === "element" ? called(program, binding.node, keys, trail, binding.index) : [];
  });
  const put = targetsIn(program).flatMap(({ node: statement, target }) => {
    const path = pathBelow(program, target, name);
    if (!path?.length || program.scopes.bindings(name, target)?.[0] !== bindings[0]) return [];
    return statement.type === "AssignStatement" ? trail(statement.children.at(-1), [...keys, ...path]) : [];
  });
  return [...given, ...put, ...program.calls.flatMap((call) => updated(program, call, name, keys, trail))];
}

/** The keys in `name[a][b]`; undefined when it does not begin with the name. */
function pathBelow(program: Program, target: Node, name: string): string[] | undefined {
  if (target.type === "VariableName") return program.code(target) === name ? [] : undefined;
  const [base, bracket, key] = target.children;
  if (target.type !== "MemberExpression" || bracket?.type !== "[" || !base) return undefined;
  const before = pathBelow(program, base, name);
  return before && [...before, keyOf(program, key)];
}

/** `name.update({…})`, `name["a"].update(b=…)`, `name.setdefault("a", …)`. */
function updated(program: Program, call: Call, name: string, keys: readonly string[], trail: Trail): Recorded[] {
  const [owner, , property] = call.callee.children;
  if (call.callee.type !== "MemberExpression" || !owner || !property) return [];
  const method = program.code(property);
  const path = method === "update" || method === "setdefault" ? pathBelow(program, owner, name) : undefined;
  if (!path) return [];
  const below = [...keys, ...path];
  const [first, second] = [argument(call, 0), argument(call, 1)];
  const named = call.arguments.filter(({ keyword }) => /^\w+$/.test(keyword));
  return [
    ...named.flatMap(({ keyword, value }) => trail(value, [...below, keyword])),
    ...(method === "update" ? trail(first, below) : trail(second, [...below, keyOf(program, first)])),
  ];
}

/** What a function of the program returns; `index` is the place in a tuple that it returns. */
function called(
  program: Program,
  node: Node,
  keys: readonly string[],
  trail: Trail,
  index: number | undefined,
): readonly Recorded[] {
  const call = callOf(node, program.text);
  if (!call) return [];
  const bindings = program.scopes.bindings(program.code(call.callee), call.callee);
  const own = bindings?.find(({ type, node: at }) => type === "definition" && at.type === "FunctionDefinition")?.node;
  if (own) return returnsOf(program, own).flatMap((value) => trail(partOf(value, index), keys));
  if (program.names(call.callee).includes("builtins.dict"))
    return call.arguments.flatMap(({ keyword, value }) =>
      trail(value, /^\w+$/.test(keyword) ? [...keys, keyword] : keys),
    );
  return index === undefined ? [{ keys, node }] : [];
}

/** What is returned, one list of expressions a statement. */
function returnsOf(program: Program, { from, to }: Node): Node[][] {
  const statements = program.ofType("ReturnStatement").filter((node) => node.from >= from && node.to <= to);
  return statements.map(({ children }) => commaParts(children.slice(1)).flatMap(([first]) => first ?? []));
}

function partOf(returned: readonly Node[], index: number | undefined): Node | undefined {
  const [only] = returned;
  if (index === undefined) return returned.length === 1 ? only : undefined;
  return returned.length === 1 && only ? elementsOf(only)?.[index] : returned[index];
}
