import { clauseStart } from "../binding";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { COUNT, countOf } from "../counts";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { everyReference } from "./exceptions";
import { comparisonVerdict, nearestIn } from "./in-words";
import { SETS } from "./universals";

/** “three of the four data sets” */
export const PARTIAL = new RegExp(
  `\\b(${COUNT})\\s+(?:out\\s+)?of\\s+(?:the\\s+)?(${COUNT})\\s+(?:[\\p{L}\\d-]+\\s+){0,2}?${SETS}\\b`,
  "giu",
);

/** “better on three of the four data sets” */
export function partials(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  return [...sentence.text.matchAll(PARTIAL)].flatMap(({ 0: words, 1: some = "", 2: all = "", index }) => {
    const relation = leadingTo(sentence, relations, index, index + words.length);
    if (!relation || countOf(all) !== one.evidence.datasets.length) return [];
    const { runs, references, metrics } = comparisonAt(one, sentence, relation);
    const answers = runs.flatMap((run) =>
      metrics.map((metric) =>
        one.evidence.datasets.map((dataset) => everyReference(relation, run, references, metric, dataset)),
      ),
    );
    const counts = answers
      .filter((told) => told.some((answer) => answer !== undefined))
      .map((told) => told.filter((answer) => answer === true).length);
    if (counts.length === 0 || counts.includes(countOf(some))) return [];
    return [
      comparisonVerdict(
        sentence,
        "contradicted",
        index,
        index + words.length,
        `It is so on ${[...new Set(counts)].sort().join(" or ")} of ${all} data sets, not on ${some}.`,
      ),
    ];
  });
}

/** The word right before, as in “lower on 2 of 3 data sets, higher on 1”. */
function leadingTo(
  sentence: Sentence,
  relations: readonly Relation[],
  start: number,
  end: number,
): Relation | undefined {
  const before = relations.findLast(
    (one) => one.end <= start && start - one.end <= 40 && one.start >= clauseStart(sentence, start),
  );
  return before ?? nearestIn(sentence, relations, start, end);
}
