import { around, childOf, commaParts, type Node, type Tree } from "./tree";

const OWNERS = new Set(["FunctionDefinition", "ClassDefinition"]);

/** The parameters of what a program defines itself, by its name in small letters: a class has those that it is made by. */
export function ownParameters({ ofType }: Tree, text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    ofType("FunctionDefinition").flatMap((node): [string, string[]][] => {
      const list = childOf(node, "ParamList");
      const owner = around(node.parent, OWNERS);
      const name = nameOf(node, text);
      const made = name === "__init__" && owner ? nameOf(owner, text) : name;
      const parameters = commaParts(list?.children ?? []).map(([first]) => text.slice(first!.from, first!.to));
      return [[made.toLowerCase(), parameters.filter((each) => each !== "self" && each !== "cls")]];
    }),
  );
}

function nameOf({ children }: Node, text: string): string {
  const name = children.find(({ type }) => type === "VariableName");
  return name ? text.slice(name.from, name.to) : "";
}
