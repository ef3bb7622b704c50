import { callOf } from "./calls";
import type { Texts } from "./named-texts";
import { lastName } from "./numbers-in";
import { ownerOf } from "./overridden";
import { around, commaParts, type Node, type Tree } from "./tree";

const CLASSES = new Set(["ClassDefinition"]);
/** Classes that hold the settings of a whole program. */
const OF_ALL = /config|arg|param|setting|option/i;

/** The functions and classes whose parameters and fields these names are, for those that are nowhere else given a value. All in small letters. */
export function homesIn(tree: Tree, text: string, names: ReadonlySet<string>): Texts {
  const given = [
    ...tree.ofType("ParamList").flatMap((node) => parametersIn(node, text)),
    ...tree.ofType("AssignStatement").map((node) => assignedIn(node, text)),
    ...tree.ofType("CallExpression").flatMap((node) => keywordsIn(node, text)),
  ].filter(({ name }) => names.has(name));
  const outside = new Set(given.flatMap(({ name, home }) => (home === "" || OF_ALL.test(home) ? [name] : [])));
  for (const [, option = ""] of text.matchAll(/["']--?([A-Za-z][\w-]*)["']/g))
    outside.add(option.replace(/-/g, "_").toLowerCase());
  const homes = new Map<string, Set<string>>();
  for (const { name, home } of given)
    if (!outside.has(name)) homes.set(name, (homes.get(name) ?? new Set()).add(home.toLowerCase()));
  return homes;
}

type Given = { readonly name: string; readonly home: string };

function parametersIn(node: Node, text: string): Given[] {
  const withDefault = commaParts(node.children).filter((part) => part.some(({ type }) => type === "AssignOp"));
  return withDefault.map(([name]) => ({ name: lastName(name!, text).toLowerCase(), home: ownerOf(node, text) ?? "" }));
}

function assignedIn(node: Node, text: string): Given {
  const [target] = node.children;
  const owner = around(node, CLASSES)?.children.find(({ type }) => type === "VariableName");
  const name = target ? lastName(target, text).toLowerCase() : "";
  return { name, home: owner ? text.slice(owner.from, owner.to) : "" };
}

function keywordsIn(node: Node, text: string): Given[] {
  const written = callOf(node, text)?.arguments.filter(
    ({ keyword, value }) => keyword !== "" && value.type === "Number",
  );
  return (written ?? []).map(({ keyword }) => ({ name: keyword.toLowerCase(), home: "" }));
}
