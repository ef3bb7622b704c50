import { callOf } from "./calls";
import type { Program } from "./program";
import { elementsOf } from "./scopes";
import { childOf, commaParts, type Node } from "./tree";

/** Enough for any program that is meant to be read. */
const MOST_NAMES = 8;
const DEEPEST = 60;

/** The dotted names that an expression may stand for; `Program.names` asks this once a node. */
export function namesIn(program: Program, node: Node): readonly string[] {
  return [...new Set(found(program, node))].slice(0, MOST_NAMES);
}

function found(program: Program, node: Node): readonly string[] {
  const [first, second, third] = node.children;
  switch (node.type) {
    case "VariableName":
      return boundTo(program, node);
    case "MemberExpression":
      return second?.type === "[" ? itemOf(program, node) : memberOf(program, node);
    case "CallExpression":
      return resultOf(program, node);
    case "ParenthesizedExpression":
    case "AwaitExpression":
      return second ? program.names(second) : [];
    case "NamedExpression":
      return third ? program.names(third) : [];
    case "ConditionalExpression":
      return [first, node.children[4]].flatMap((one) => (one ? program.names(one) : []));
    case "BinaryExpression":
      return second?.type === "or" || second?.type === "and"
        ? [first, third].flatMap((one) => (one ? program.names(one) : []))
        : [];
    default:
      return [];
  }
}

function boundTo(program: Program, node: Node): readonly string[] {
  const name = program.code(node);
  if (isDeep(node)) return [];
  const bindings = program.scopes.bindings(name, node);
  if (!bindings) {
    if (name === "__builtins__") return ["builtins"];
    return [`builtins.${name}`, ...program.scopes.stars.map((module) => `${module}.${name}`)];
  }
  return bindings.flatMap((binding) => {
    if (binding.type === "import") return [binding.name];
    return binding.type === "value" ? program.names(binding.node) : [];
  });
}

/** Brackets within brackets without end are nothing that anybody runs. */
function isDeep(node: Node): boolean {
  let depth = 0;
  for (let outer = node.parent; outer && depth <= DEEPEST * 10; outer = outer.parent) depth++;
  return depth > DEEPEST * 10;
}

/** `a.b` */
function memberOf(program: Program, { children }: Node): readonly string[] {
  const [base, , property] = children;
  if (!base || property?.type !== "PropertyName") return [];
  return program.names(base).map((name) => `${name}.${program.code(property)}`);
}

/** `a[b]`: a module by its name, an attribute by its name, an element of what is written out. */
function itemOf(program: Program, { children }: Node): readonly string[] {
  const [base, , index] = children;
  if (!base || !index) return [];
  const key = program.constant(index);
  if (typeof key === "string") {
    const owners = program.names(base);
    if (owners.includes("sys.modules")) return [key];
    if (owners.includes("builtins.globals()") || owners.includes("builtins.locals()"))
      return byName(program, key, base);
    const spaces = owners.filter((owner) => owner.endsWith(".__dict__"));
    if (spaces.length > 0) return spaces.map((owner) => `${owner.slice(0, -".__dict__".length)}.${key}`);
  }
  return valuesWithin(program, base).flatMap((value) => program.names(value));
}

function byName(program: Program, name: string, at: Node): readonly string[] {
  if (name === "__builtins__") return ["builtins"];
  return (program.scopes.bindings(name, at) ?? []).flatMap((binding) => {
    if (binding.type === "import") return [binding.name];
    return binding.type === "value" ? program.names(binding.node) : [];
  });
}

/** The values of a list, tuple or dictionary that is written out, here or where the name is bound. */
function valuesWithin(program: Program, node: Node): readonly Node[] {
  if (node.type === "VariableName") {
    const bindings = program.scopes.bindings(program.code(node), node) ?? [];
    return bindings.flatMap((one) =>
      one.type === "value" && one.node.type !== "VariableName" ? valuesWithin(program, one.node) : [],
    );
  }
  if (node.type === "DictionaryExpression")
    return commaParts(node.children).flatMap((part) => (part.length === 3 && part[2] ? [part[2]] : []));
  return (elementsOf(node) ?? []).flatMap((element) => element ?? []);
}

/** What a call gives: an attribute or a module that is named by a text, else `name()`. */
function resultOf(program: Program, node: Node): readonly string[] {
  const call = callOf(node, program.text);
  if (!call) return [];
  const first = call.arguments[0]?.value;
  const second = call.arguments[1]?.value;
  const text = (value: Node | undefined) => {
    const constant = value && program.constant(value);
    return typeof constant === "string" ? constant : undefined;
  };
  return program.names(call.callee).flatMap((name) => {
    if (name === "builtins.getattr" || name === "inspect.getattr_static")
      return attributeOf(program, first, text(second));
    if (name === "builtins.vars" && first) return program.names(first).map((one) => `${one}.__dict__`);
    if (name === "builtins.__import__") return [text(first)?.split(".")[0] ?? `${name}()`];
    if (name === "importlib.import_module" || name === "importlib.__import__") return [text(first) ?? `${name}()`];
    if (name === "functools.partial" && first) return program.names(first);
    if (/\.(?:__getattribute__|__getattr__)$/.test(name) && text(first) !== undefined)
      return [`${name.replace(/\.\w+$/, "")}.${text(first)}`];
    if (/\.__dict__\.(?:get|pop|__getitem__)$/.test(name) && text(first) !== undefined)
      return [`${name.replace(/\.__dict__\.\w+$/, "")}.${text(first)}`];
    if (/^sys\.modules\.(?:get|__getitem__)$/.test(name)) return [text(first) ?? `${name}()`];
    if (/^operator\.(?:attrgetter|methodcaller)\(\)$/.test(name))
      return attributeOf(program, first, textOfGetter(program, call.callee));
    return [`${name}()`];
  });
}

function attributeOf(program: Program, owner: Node | undefined, attribute: string | undefined): readonly string[] {
  if (!owner) return [];
  return program.names(owner).map((name) => `${name}.${attribute ?? "?"}`);
}

/** The name in `attrgetter("name")`. */
function textOfGetter(program: Program, node: Node): string | undefined {
  const list = childOf(node, "ArgList");
  const first = list && commaParts(list.children)[0]?.[0];
  const constant = first && program.constant(first);
  return typeof constant === "string" ? constant : undefined;
}
