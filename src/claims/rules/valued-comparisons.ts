import { allows } from "../agreement";
import { clauseEnd, clauseStart, endOf } from "../binding";
import { type Candidate, describe, measuredIn, restsOn, shortly } from "../candidates";
import type { Case } from "../case";
import { type Comparison, comparisonAt } from "../comparison";
import { nameOf } from "../evidence";
import { inUnitOf, PLAIN } from "../look-up";
import { type PrintedNumber, significantDigits } from "../printed-number";
import { isReference } from "../references";
import { goes, type Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparesWithRun } from "./compared-with";
import { comparisonVerdict } from "./in-words";
import { isConditional } from "./plain-comparisons";
import { setsAt } from "./set-comparisons";

/**
 * “The shared mixer (0.9662) is slightly worse than the per-layer mixer (0.9683)”: the number is one of the run that is spoken of, so
 * that it tells in what the two are compared, and on what.
 */
export function valuedComparisons(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return relations.flatMap((relation) => {
    if (isConditional(sentence, relation) || setsAt(sentence, relation)) return [];
    if (!comparesWithRun(sentence, relation)) return [];
    const comparison = comparisonAt(one, sentence, relation);
    const [run] = comparison.runs;
    const { references } = comparison;
    if (!comparison.definite || !run || references.length === 0 || references.includes(run)) return [];
    const meant = valuesOf(one, sentence, relation, comparison);
    const answers = meant.flatMap(({ value, metric, dataset }) =>
      references.flatMap((reference) => {
        const from = dataset === undefined ? undefined : reference.value(dataset, metric.key)?.mean;
        return from === undefined ? [] : [{ fits: goes(relation.way, metric, value - from), reference, from }];
      }),
    );
    const [turned] = answers;
    if (!turned || answers.some(({ fits }) => fits !== false)) return [];
    const message = `“${relation.word}” does not fit: ${describe(meant[0]!)}, and ${nameOf(turned.reference)} has ${shortly(turned.from)}.`;
    const verdict = comparisonVerdict(sentence, "wrong-direction", relation.start, relation.end, message);
    return [{ ...verdict, ...restsOn([meant[0]!]) }];
  });
}

/** What the numbers of the clause are of the run that is spoken of. */
function valuesOf(one: Case, sentence: Sentence, relation: Relation, comparison: Comparison): Candidate[] {
  const { runs, metrics, measured, datasets } = comparison;
  const selection = {
    runs: runs.map(({ number }) => String(number)),
    datasets,
    metrics: measured ? metrics.map(({ key }) => key) : [],
  };
  const all = measuredIn(one.evidence, selection);
  return valuesBeside(sentence, relation).flatMap((number) =>
    all.filter((candidate) => inUnitOf(number, candidate, PLAIN).some((value) => allows(number, value))),
  );
}

/** The values that stand in the clause before the run it is compared with: no changes, no differences. */
function valuesBeside(sentence: Sentence, { start, end }: Relation): PrintedNumber[] {
  const { text, numbers, runs } = sentence;
  const [from, to] = [clauseStart(sentence, start), clauseEnd(sentence, end)];
  const reference = runs.find((mention) => mention.start >= end && isReference(text, mention))!;
  const inside = numbers.filter((number) => number.start >= from && number.end <= to);
  const [last] = inside.filter((number) => number.end <= start).slice(-1);
  const bracketed = inside.find(
    (number) => number.start > end && number.end < reference.start && /\(\s*$/.test(text.slice(0, number.start)),
  );
  return [last, bracketed].filter((number) => number !== undefined).filter((number) => isValue(sentence, number));
}

function isValue({ text }: Sentence, number: PrintedNumber): boolean {
  if (number.times || number.percent || significantDigits(number) < 3) return false;
  const before = text.slice(0, number.start);
  if (
    /\b(?:by|of|gain|to|from|with)\s+(?:about\s+|only\s+)?$/i.test(before) &&
    !/\b(?:loss|error|value|score|divergence)\s+(?:of\s+)?$/i.test(before)
  )
    return /\b(?:to|at)\s+$/i.test(before);
  return !/^\s*(?:\p{L}+\s+)?(?:fewer|more|less|lower|higher|longer|shorter|earlier|later|points?)\b/u.test(
    text.slice(endOf(number)),
  );
}
