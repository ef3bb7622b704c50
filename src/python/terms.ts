import { valueIn } from "./arithmetic";
import type { Collected } from "./collected";
import type { Node, Tree } from "./tree";

/** The name under which it is kept how often programs do something. */
export const REMAINDER = "%";

const WEIGHTED = /(?:loss|penalty|regulari[sz]ation|regulari[sz]er|entropy|divergence)$/i;

/** Settings that have no name: the 100 of `step % 100 == 0`, and the 0.1 of `mse + 0.1 * style_loss`, as `style_loss_weight`. */
export function readTerms({ ofType }: Tree, text: string, named: Collected, positional: Collected): void {
  for (const { children } of ofType("BinaryExpression")) {
    const [left, operator, right] = children;
    if (!left || !operator || !right) continue;
    const sign = text.slice(operator.from, operator.to);
    const rhythm = sign === "%" ? valueIn(right, text) : undefined;
    if (rhythm !== undefined) positional.add(REMAINDER, [rhythm]);
    if (sign !== "*") continue;
    readWeight(left, right, text, named);
    readWeight(right, left, text, named);
  }
}

function readWeight(weight: Node, term: Node, text: string, named: Collected): void {
  const value = valueIn(weight, text);
  const name = /^[\w.]+$/.exec(text.slice(term.from, term.to))?.[0].split(".").at(-1) ?? "";
  if (value !== undefined && WEIGHTED.test(name)) named.add(`${name}_weight`, [value]);
}
