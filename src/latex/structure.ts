import { type Environment, Pairing, type Trouble } from "./pairing";
import type { Scan } from "./scan";
import type { Span } from "./span";

export type Structure = {
  readonly environments: readonly Environment[];
  /** In order and without overlap; the delimiters or the `\begin` and `\end` are part of the span. */
  readonly maths: readonly Span[];
  /** From the offset of an opening brace to that of its closing one. */
  readonly braces: ReadonlyMap<number, number>;
  /** Where macros are defined, in order: what opens there need not close there. */
  readonly definitions: readonly Span[];
  readonly troubles: readonly Trouble[];
};

/** Pairs what opens with what closes, and says where that fails. Never throws; time grows linearly with the text. */
export function structureOf({ live, tokens }: Scan): Structure {
  const pairing = new Pairing(live, tokens);
  tokens.forEach((token, index) => {
    pairing.take(token, index);
  });
  pairing.finish();
  return {
    environments: pairing.environments.sort((one, other) => one.start - other.start),
    maths: outermost(pairing.maths),
    braces: pairing.braces,
    definitions: pairing.definitions,
    troubles: pairing.troubles.sort((one, other) => one.start - other.start),
  };
}

function outermost(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  }
  return kept;
}
