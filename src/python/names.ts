import { callOf } from "./calls";
import type { Source } from "./program";
import { elementsOf } from "./scopes";
import { childOf, commaParts, type Node } from "./tree";

/** Enough for any program that is meant to be read. */
const MOST_NAMES = 8;

/** The dotted names that an expression may stand for; `Program.names` asks this once a node. */
export function namesIn(source: Source, node: Node): readonly string[] {
  return [...new Set(found(source, node))].slice(0, MOST_NAMES);
}

function found(source: Source, node: Node): readonly string[] {
  const [first, second, third] = node.children;
  switch (node.type) {
    case "VariableName":
      return boundTo(source, node);
    case "MemberExpression":
      return second?.type === "[" ? itemOf(source, node) : memberOf(source, node);
    case "CallExpression":
      return resultOf(source, node);
    case "ParenthesizedExpression":
    case "AwaitExpression":
      return second ? source.names(second) : [];
    case "NamedExpression":
      return third ? source.names(third) : [];
    case "ConditionalExpression":
      return [first, node.children[4]].flatMap((one) => (one ? source.names(one) : []));
    case "BinaryExpression":
      return second?.type === "or" || second?.type === "and"
        ? [first, third].flatMap((one) => (one ? source.names(one) : []))
        : [];
    default:
      return [];
  }
}

function boundTo(source: Source, node: Node): readonly string[] {
  const name = source.code(node);
  const bindings = source.scopes.bindings(name, node);
  if (!bindings) {
    if (name === "__builtins__") return ["builtins"];
    const starred = source.scopes.stars.map((module) => `${module}.${name}`);
    return BUILT_IN.has(name) ? [`builtins.${name}`, ...starred] : starred;
  }
  return bindings.flatMap((binding) => {
    if (binding.type === "import") return [binding.name];
    return binding.type === "value" ? source.names(binding.node) : [];
  });
}

/** `a.b` */
function memberOf(source: Source, { children }: Node): readonly string[] {
  const [base, , property] = children;
  if (!base || property?.type !== "PropertyName") return [];
  return source.names(base).map((name) => `${name}.${source.code(property)}`);
}

/** `a[b]`: a module by its name, an attribute by its name, an element of what is written out. */
function itemOf(source: Source, { children }: Node): readonly string[] {
  const [base, , index] = children;
  if (!base || !index) return [];
  const key = source.constant(index);
  if (typeof key === "string") {
    const owners = source.names(base);
    if (owners.includes("sys.modules")) return [key];
    if (owners.includes("builtins.globals()") || owners.includes("builtins.locals()")) return byName(source, key, base);
  }
  const spaces = source.names(base).filter((owner) => owner.endsWith(".__dict__"));
  if (spaces.length > 0)
    return spaces.map((owner) => `${owner.slice(0, -".__dict__".length)}.${typeof key === "string" ? key : "?"}`);
  return valuesWithin(source, base).flatMap((value) => source.names(value));
}

function byName(source: Source, name: string, at: Node): readonly string[] {
  if (name === "__builtins__") return ["builtins"];
  return (source.scopes.bindings(name, at) ?? []).flatMap((binding) => {
    if (binding.type === "import") return [binding.name];
    return binding.type === "value" ? source.names(binding.node) : [];
  });
}

/** The values of a list, tuple or dictionary that is written out, here or where the name is bound. */
function valuesWithin(source: Source, node: Node): readonly Node[] {
  if (node.type === "VariableName") {
    const bindings = source.scopes.bindings(source.code(node), node) ?? [];
    return bindings.flatMap((one) =>
      one.type === "value" && one.node.type !== "VariableName" ? valuesWithin(source, one.node) : [],
    );
  }
  if (node.type === "DictionaryExpression")
    return commaParts(node.children).flatMap((part) => (part.length === 3 && part[2] ? [part[2]] : []));
  return (elementsOf(node) ?? []).flatMap((element) => element ?? []);
}

/** What a call gives: an attribute or a module that is named by a text, else `name()`. */
function resultOf(source: Source, node: Node): readonly string[] {
  const call = callOf(node, source.text);
  if (!call) return [];
  const first = call.arguments[0]?.value;
  const second = call.arguments[1]?.value;
  const text = (value: Node | undefined) => {
    const constant = value && source.constant(value);
    return typeof constant === "string" ? constant : undefined;
  };
  return source.names(call.callee).flatMap((name) => {
    if (name === "builtins.getattr" || name === "inspect.getattr_static")
      return attributeOf(source, first, text(second));
    if (name === "builtins.vars" && first) return source.names(first).map((one) => `${one}.__dict__`);
    if (name === "builtins.__import__") return [text(first)?.split(".")[0] ?? `${name}()`];
    if (name === "importlib.import_module" || name === "importlib.__import__") return [text(first) ?? `${name}()`];
    if (name === "functools.partial" && first) return source.names(first);
    if (/\.(?:__getattribute__|__getattr__)$/.test(name) && text(first) !== undefined)
      return [`${name.replace(/\.\w+$/, "")}.${text(first)}`];
    if (/\.__dict__\.(?:get|pop|__getitem__)$/.test(name) && text(first) !== undefined)
      return [`${name.replace(/\.__dict__\.\w+$/, "")}.${text(first)}`];
    if (/^sys\.modules\.(?:get|__getitem__)$/.test(name)) return [text(first) ?? `${name}()`];
    if (/^operator\.(?:attrgetter|methodcaller)\(\)$/.test(name))
      return attributeOf(source, first, textOfGetter(source, call.callee));
    return [`${name}()`];
  });
}

function attributeOf(source: Source, owner: Node | undefined, attribute: string | undefined): readonly string[] {
  if (!owner) return [];
  return source.names(owner).map((name) => `${name}.${attribute ?? "?"}`);
}

/** The name in `attrgetter("name")`. */
function textOfGetter(source: Source, node: Node): string | undefined {
  const list = childOf(node, "ArgList");
  const first = list && commaParts(list.children)[0]?.[0];
  const constant = first && source.constant(first);
  return typeof constant === "string" ? constant : undefined;
}

/** The functions and types of Python itself that a rule asks for. */
const BUILT_IN = new Set(
  `__import__ abs bytes chr compile delattr dict dir eval exec execfile exit float getattr globals hasattr id int isinstance locals max min object open quit
  repr round setattr str sum type vars`.split(/\s+/),
);
