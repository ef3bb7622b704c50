import type { PlacedPart } from "../../research/passage";
import type { ShownPassage } from "./passage-rows";

/** A sentence that waits to be decided, at its place in the text. */
export type DrawnSentence = PlacedPart & { readonly proposal: ShownPassage["proposal"] };

/**
 * The sentences of a file that are marked in its text. Where several passages have other words for the same sentence only the
 * last that was asked for is: words of two at once are nobody's, and “Accept” would not say which is meant.
 */
export function drawnSentences(passages: readonly ShownPassage[], file: string): DrawnSentence[] {
  const drawn: DrawnSentence[] = [];
  for (const { proposal, placed } of passages.toSorted((one, other) =>
    one.proposal.at < other.proposal.at ? 1 : -1,
  )) {
    if (proposal.file !== file) continue;
    const waiting = placed.filter(({ state }) => state === "undecided");
    const free = waiting.filter(({ start, end }) => !drawn.some((one) => start < one.end && one.start < end));
    drawn.push(...free.map((one) => ({ ...one, proposal })));
  }
  return drawn;
}
