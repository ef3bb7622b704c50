import { callOf } from "./calls";
import { around, type Node } from "./tree";

/** Whether the default of a parameter, or of a field of a class, is passed over by every call that there is. Names are in small letters. */
export type Overridden = (parameter: Node, name: string) => boolean;

const OWNERS = new Set(["FunctionDefinition", "ClassDefinition"]);

/**
 * `GPTConfig` may have `n_layer: int = 12` where it is only made by `GPTConfig(n_layer=6)`: no run has 12 layers. What is spread
 * out, `GPTConfig(**arguments)`, gives every name that some call of the program gives by keyword.
 */
export function overriddenBy(calls: readonly Node[], text: string): Overridden {
  const byCallee = new Map<string, Set<string>[]>();
  const keywords = new Set<string>();
  for (const node of calls) {
    const call = callOf(node, text);
    if (!call) continue;
    const given = new Set(call.arguments.map(({ keyword }) => keyword.toLowerCase()));
    const callee = text.slice(call.callee.from, call.callee.to).split(".").at(-1)!;
    byCallee.set(callee, [...(byCallee.get(callee) ?? []), given]);
    for (const keyword of given) keywords.add(keyword);
  }
  return (parameter, name) => {
    const made = byCallee.get(ownerOf(parameter, text) ?? "") ?? [];
    return made.length > 0 && made.every((given) => given.has(name) || (given.has("**") && keywords.has(name)));
  };
}

/** The function, or the class whose parts it is made by. */
function ownerOf(node: Node, text: string): string | undefined {
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
