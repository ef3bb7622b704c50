import type { ModelFacts } from "./model-facts";
import type { Price } from "./usage";

/** A model that an endpoint offers, with what the endpoint's list says about it. */
export type OfferedModel = {
  /** As it is asked for. */
  readonly id: string;
  readonly facts: ModelFacts;
  /** Whether it holds a conversation: a list has models for speech, pictures and embeddings, too. */
  readonly talks: boolean;
};

/** With what it costs: as the settings, its endpoint or the built-in list say; undefined when nobody knows. */
export type PricedModel = OfferedModel & { readonly price: Price | undefined };

/** The names among `known` that are most like `name`, the nearest first, and none that is nothing like it. */
export function closestNames(name: string, known: readonly string[], most = 3): string[] {
  return known
    .map((one) => ({ one, likeness: likeness(name.toLowerCase(), one.toLowerCase()) }))
    .filter((candidate) => candidate.likeness >= 0.4)
    .sort((one, other) => other.likeness - one.likeness || one.one.length - other.one.length)
    .slice(0, most)
    .map(({ one }) => one);
}

/** Twice the pairs of letters that both have, by the pairs of both (Dice, 1945): 1 for the same name, 0 for nothing in common. */
function likeness(one: string, other: string): number {
  const left = pairsOf(other);
  const all = pairsOf(one).length + left.length;
  const shared = pairsOf(one).filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return all === 0 ? 0 : (2 * shared.length) / all;
}

function pairsOf(name: string): string[] {
  return Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => name.slice(at, at + 2));
}
