import type { Case } from "../case";
import { type Comparison, comparisonAt, holds, isClear } from "../comparison";
import { type Relation, relationsIn } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";
import { allRunsBefore } from "./universals";

const SIGNIFICANT = /\b(?:statistically\s+)?significan(?:t|tly|ce)\b/gi;

const OURS = /\b(?:we|our|ours|results?|experiments?|findings|this (?:work|paper|study))\b/i;

/** “significantly” needs an interval that excludes zero. */
export function significances(one: Case, sentence: Sentence): Verdict[] {
  const all = relationsIn(sentence.text);
  return [...sentence.text.matchAll(SIGNIFICANT)].flatMap(({ 0: word, index }) => {
    const end = index + word.length;
    if (
      !isOfTests(sentence.text, index, end) ||
      !isAsserted(sentence, index, end) ||
      (!OURS.test(sentence.text) && sentence.runs.length + sentence.metrics.length + sentence.datasets.length === 0)
    )
      return [];
    const relation = all.find(
      (one) =>
        (one.start >= end && one.start - end <= 30 && !/[.;]/.test(sentence.text.slice(end, one.start))) ||
        (one.end <= index && index - one.end <= 14),
    );
    if (relation && isOfUnknown(sentence, relation)) return [];
    const bare = /^\s+(?:differences?|effects?|impact)\b/i.exec(sentence.text.slice(end));
    if (!relation && !bare && !/statistically/i.test(word)) return [];
    const comparison = comparisonAt(one, sentence, relation ?? { way: "better", start: index, end, word });
    const everyRun = relation !== undefined && allRunsBefore(one, sentence, relation) !== undefined;
    const clear = everyRun ? clearnessOfAll(one, comparison, relation) : clearness(one, comparison, relation);
    if (clear === "clear" || clear === "unknown") return [];
    const message =
      clear === "once"
        ? `“${word}” needs an interval, and each number was measured once.`
        : `“${word}” is more than the data say: no 95 % interval of the difference, corrected for the comparisons that were made, excludes zero.`;
    return [
      comparisonVerdict(
        sentence,
        "overclaimed",
        Math.min(index, relation?.start ?? index),
        Math.max(end, relation?.end ?? end),
        message,
      ),
    ];
  });
}

/** Twice as long, or a third less: nobody asks for an interval there. */
const PLAIN = 1 / 3;

function isPlain({ way, share }: { readonly way: boolean; readonly share: number }): boolean {
  return way && share >= PLAIN;
}

/** “The most significant gains” are the largest ones, and “a significant step forward” is praise: neither says that anything was tested. */
function isOfTests(text: string, start: number, end: number): boolean {
  if (/\b(?:most|more|less|least)\s+$/i.test(text.slice(0, start))) return false;
  return !/^\s+(?:steps?|advance(?:s|ments?)?|contributions?|progress|milestones?|challenges?|potential|promise|implications|interest|attention|leap|breakthrough)\b/i.test(
    text.slice(end),
  );
}

/** “significant improvements in sample quality”: what is seen rather than measured, unless a metric is called so. */
const QUALITY =
  /^\s+in\s+(?:the\s+|its\s+|our\s+)?(?:[\p{L}-]+\s+){0,3}?(?:quality|capture|diversity|fidelity|realism|stability|robustness|interpretability|expressiveness)\b/iu;

/** “a significant reduction in MDL”: of something that no run measured. */
function isOfUnknown({ text, metrics }: Sentence, { end }: Relation): boolean {
  const behind = text.slice(end);
  const object =
    /^\s+(?:in|of)\s+(?:the\s+|its\s+|our\s+)?([\p{Lu}\d]{2,}[\p{L}\d-]*)/u.exec(behind) ?? QUALITY.exec(behind);
  const stop = end + (object?.[0].length ?? 0);
  return object !== null && !metrics.some((metric) => metric.start < stop && metric.end > end);
}

type Clearness = "clear" | "unclear" | "once" | "unknown";

/** “all strategies significantly outperformed the baseline”: as clear as the least clear of them. */
function clearnessOfAll(one: Case, comparison: Comparison, relation: Relation): Clearness {
  const others = one.evidence.runs.filter(({ number }) => number !== 0);
  const answers = others.map((run) => clearness(one, { ...comparison, runs: [run], definite: true }, relation));
  return answers.find((answer) => answer === "unclear" || answer === "once") ?? answers[0] ?? "unknown";
}

function clearness(
  { evidence }: Case,
  { runs, references, metrics, datasets, definite }: Comparison,
  relation: Relation | undefined,
): Clearness {
  const answers = runs.flatMap((run) =>
    references.flatMap((reference) =>
      metrics.flatMap((metric) =>
        datasets.flatMap((dataset) => {
          if (run === reference || !run.value(dataset, metric.key) || !reference.value(dataset, metric.key)) return [];
          const way = relation === undefined ? true : holds(relation.way, run, reference, metric, dataset) !== false;
          const [value, from] = [run, reference].map((each) => each.value(dataset, metric.key)!.mean);
          return [
            { clear: isClear(evidence, [run, reference], metric, dataset), way, share: Math.abs(value! / from! - 1) },
          ];
        }),
      ),
    ),
  );
  if (answers.length === 0) return "unknown";
  // “We demonstrate significant improvements” names no run: something large of some run is enough.
  if (!definite && answers.some(isPlain)) return "clear";
  if (answers.every(({ clear }) => clear === undefined)) return answers.every(isPlain) ? "clear" : "once";
  return answers.some(({ clear, way }) => clear === true && way) ? "clear" : "unclear";
}
