import { allowsSize } from "./agreement";
import { averagesIn, type Candidate, measuredIn, type Selection } from "./candidates";
import type { Case } from "./case";
import { groupedBy } from "./grouped-by";
import type { PrintedNumber } from "./printed-number";
import type { Sentence } from "./sentence";

const GAIN =
  "(?:gains?|gaps?|improvements?|reductions?|differences?|benefits?|advantages?|changes?|effects?|increases?|decreases?|drops?|savings?|margins?)\\b";
const WHOLE = `(?:of|in)\\s+(?:the|its|this|that|their|our)\\s+(?:(?:whole|total|entire|full|overall|combined|joint)\\s+)?(?:[\\p{L}-]+\\s+){0,2}?${GAIN}`;
const BEHIND = new RegExp(`^\\s*%?(?:\\s*(?:,|and|or|,\\s*and)\\s*[\\d.]+\\s*%?){0,4}\\s*${WHOLE}`, "iu");
/** “76% of the 19.02 between A and B” */
const OF_AMOUNT = /^\s*%?\s*of\s+the\s+\d[\d.,]*\s+(?:points?\s+)?between\b/i;
const BEFORE = new RegExp(
  `\\b(?:shares?|fractions?|parts?|portions?|proportions?)\\s+${WHOLE}(?:[^.;\\d]|\\d|(?<=\\d)\\.(?=\\d)){0,60}$`,
  "iu",
);
const HEAD = new RegExp(
  `\\b(?:shares?|fractions?|parts?|portions?|proportions?|percent(?:age)?|%)\\s+of\\s+(?:(?:the|its|whole|total|entire|full|overall)\\s+)*${GAIN}`,
  "iu",
);

/** “97.3% and 2.75% of the whole gain”, “its share of the gap is 12%”: a part of a change, and no change itself. */
export function isPartOfChange({ text }: Pick<Sentence, "text">, { start, end, percent }: PrintedNumber): boolean {
  const behind = text.slice(end);
  return percent && (BEHIND.test(behind) || OF_AMOUNT.test(behind) || BEFORE.test(text.slice(0, start)));
}

/** “Share of the gain” over a column. */
export function headsPartsOfChanges(heads: string): boolean {
  return HEAD.test(heads);
}

/**
 * Whether a percentage is what one step is of the way from one run to another, by way of a third: of a way that begins or ends at
 * one of `ends`. With `amount`, the step has that size.
 */
export function isSomePartOfChange(
  { evidence }: Pick<Case, "evidence">,
  number: PrintedNumber,
  selection: Omit<Selection, "runs">,
  ends: readonly string[],
  amount?: PrintedNumber,
): boolean {
  const all = { ...selection, runs: [] };
  const values = [...measuredIn(evidence, all), ...averagesIn(evidence, all)];
  return [...groupedBy(values, ({ metric, dataset }) => `${metric.key}\n${dataset ?? ""}`).values()].some((runs) =>
    partsIn(runs, ends).some(
      ({ step, whole }) =>
        allowsSize(number, (100 * step) / whole) && (amount === undefined || allowsSize(amount, step)),
    ),
  );
}

/** Every step to or from a run on the way between two others. */
function partsIn(runs: readonly Candidate[], ends: readonly string[]): { step: number; whole: number }[] {
  const isEnd = ({ run }: Candidate) => ends.includes(String(run.number));
  return runs.flatMap((from) =>
    runs
      .filter((to) => to.run !== from.run && to.value !== from.value && (isEnd(from) || isEnd(to)))
      .flatMap((to) =>
        runs
          .filter(({ run }) => run !== from.run && run !== to.run)
          .map((between) => ({ step: between.value - from.value, whole: to.value - from.value })),
      ),
  );
}
