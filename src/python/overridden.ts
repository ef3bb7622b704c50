import { type Call, callOf } from "./calls";
import { around, type Node } from "./tree";

/** Whether the default of a parameter, or of a field of a class, is passed over by every call that there is. Names are in small letters. */
export type Overridden = (parameter: Node, name: string) => boolean;

/** A call by what it gives: names, and how many values by their place. */
type Given = { readonly names: ReadonlySet<string>; readonly places: number };

const OWNERS = new Set(["FunctionDefinition", "ClassDefinition"]);

/**
 * `GPTConfig` may have `n_layer: int = 12` where it is only made by `GPTConfig(n_layer=6)`: no run has 12 layers. What is spread
 * out, `GPTConfig(**arguments)`, gives every name that some call of the program gives by keyword. `parameters` are those of what the
 * program defines itself.
 */
export function overriddenBy(
  calls: readonly Node[],
  text: string,
  parameters: ReadonlyMap<string, readonly string[]>,
): Overridden {
  const byCallee = new Map<string, Given[]>();
  const keywords = new Set<string>();
  for (const node of calls) {
    const call = callOf(node, text);
    if (!call) continue;
    const names = new Set(call.arguments.map(({ keyword }) => keyword.toLowerCase()));
    const callee = text.slice(call.callee.from, call.callee.to).split(".").at(-1)!;
    byCallee.set(callee, [...(byCallee.get(callee) ?? []), { names, places: placesIn(call) }]);
    for (const keyword of names) keywords.add(keyword);
  }
  return (parameter, name) => {
    const owner = ownerOf(parameter, text) ?? "";
    const made = byCallee.get(owner) ?? [];
    const place = parameters.get(owner.toLowerCase())?.findIndex((one) => one.toLowerCase() === name) ?? -1;
    const gives = ({ names, places }: Given) =>
      names.has(name) || (names.has("**") && keywords.has(name)) || (place >= 0 && place < places);
    return made.length > 0 && made.every(gives);
  };
}

/** How many values a call gives by their place, as far as nothing is spread out. */
function placesIn({ arguments: given }: Call): number {
  const end = given.findIndex(({ keyword }) => keyword !== "");
  return end < 0 ? given.length : end;
}

/** The function, or the class whose parts it is made by. */
export function ownerOf(node: Node, text: string): string | undefined {
  const owner = around(node, OWNERS);
  const name = owner && nameOf(owner, text);
  if (name !== "__init__") return name;
  const whole = around(owner?.parent, OWNERS);
  return whole && nameOf(whole, text);
}

function nameOf({ children }: Node, text: string): string | undefined {
  const name = children.find(({ type }) => type === "VariableName");
  return name && text.slice(name.from, name.to);
}
