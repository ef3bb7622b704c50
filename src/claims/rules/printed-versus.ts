import { allows } from "../agreement";
import { endOf } from "../binding";
import { type Candidate, describe, measuredIn, restsOn } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { inUnitOf } from "../look-up";
import type { PrintedNumber } from "../printed-number";
import { goes, type Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict } from "./in-words";

const READING = { averaged: false, perplexity: false };

/**
 * “an improvement on division (99.9% vs 100%)”: where the two numbers are those of the run that is named and of another, there has
 * to be a metric in which they differ as the word says, whichever of the two is the run's.
 */
export function printedVersus(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return relations.flatMap((relation) => {
    const pair = numbersBehind(sentence, relation);
    const { runs, definite, datasets, placed } = comparisonAt(one, sentence, relation);
    const [run] = runs;
    if (!pair || !definite || !run || runs.length !== 1 || !placed) return [];
    const all = measuredIn(one.evidence, { runs: [], datasets, metrics: [] });
    const shown = (number: PrintedNumber) => (candidate: Candidate) =>
      inUnitOf(number, candidate, READING).some((value) => allows(number, value));
    const readings = [pair, [pair[1], pair[0]] as const].flatMap(([mine, other]) => {
      const own = all.filter((candidate) => candidate.run === run && shown(mine)(candidate));
      const rest = all.filter((candidate) => candidate.run !== run && shown(other)(candidate));
      return own.flatMap((to) =>
        rest
          .filter((from) => from.metric === to.metric && from.dataset === to.dataset)
          .map((from) => ({ from, to, fits: goes(relation.way, to.metric, to.value - from.value) })),
      );
    });
    if (readings.length === 0 || readings.some(({ fits }) => fits !== false)) return [];
    const { from, to } = readings[0]!;
    const message = `“${relation.word}” does not fit: ${describe(to)}; ${describe(from)}.`;
    const verdict = comparisonVerdict(sentence, "wrong-direction", relation.start, relation.end, message);
    return [{ ...verdict, ...restsOn([to, from]) }];
  });
}

/** The two numbers in the bracket that follows, set against each other. */
function numbersBehind(
  { text, numbers }: Sentence,
  { start, end, way }: Relation,
): readonly [PrintedNumber, PrintedNumber] | undefined {
  if (
    way === "changed" ||
    /\b(?:no|not|without|little|negligible|never)\s+(?:\p{L}+\s+)?$/iu.test(text.slice(0, start))
  )
    return undefined;
  const [first, second] = numbers.filter((number) => number.start >= end);
  if (!first || !second || first.percent !== second.percent || first.measure !== second.measure) return undefined;
  const opens = /^\s+[^().;:,\d]{0,50}\(\s*$/u.test(text.slice(end, first.start));
  const between = /^\s*%?\s*(?:vs\.?|versus|against|compared (?:to|with))\s+$/i.test(
    text.slice(endOf(first), second.start),
  );
  return opens && between && /^\s*%?\s*\)/.test(text.slice(endOf(second))) ? [first, second] : undefined;
}
