import { factorsFor } from "./agreement";
import { type Bound, datasetsOf, endOf, metricsOf } from "./binding";
import type { Case } from "./case";
import type { Reading } from "./look-up";
import type { PrintedNumber } from "./printed-number";
import { runsOf } from "./run-binding";
import type { Sentence } from "./sentence";

/** What a number in running text is about, as far as the words tell. */
export type Subject = {
  readonly runs: Bound;
  readonly datasets: Bound;
  readonly metrics: Bound;
  readonly reading: Reading;
};

export function subjectOf(one: Case, sentence: Sentence, number: PrintedNumber): Subject {
  const metrics = metricsOf(sentence, number);
  const fitting = metrics.ids.filter((key) =>
    one.evidence.metrics.some((metric) => metric.key === key && factorsFor(number, metric).length > 0),
  );
  const counted = countedIn(sentence, number) !== undefined;
  const named =
    fitting.length > 0 && !(counted && fromUnit(one, sentence, number).ids.length > 0)
      ? { ids: fitting, how: metrics.how }
      : fromUnit(one, sentence, number);
  const perplexity = sentence.metrics.some(
    (mention) => mention.perplexity && mention.ids.some((id) => named.ids.includes(id)),
  );
  const datasets = datasetsOf(sentence, number);
  const summed = /\b(?:total|altogether|sum|taken together)\b/i.test(sentence.text);
  const averaged =
    datasets.how === "none" ||
    datasets.how === "carried" ||
    /\b(?:average|averaged|mean|overall|across|all)\b/i.test(sentence.text);
  const runs = runsOf(sentence, number);
  const ofShown = one.shown !== undefined && sentence.runs.every(({ own }) => own) && runs.how === "none";
  return {
    runs: ofShown ? { ids: [one.shown!], how: "near" } : runs,
    datasets,
    metrics: named,
    reading: { averaged, perplexity, summed },
  };
}

/** “day 97”, “40 rounds”: what a whole number counts. */
export function countedIn({ text }: Sentence, number: PrintedNumber): string | undefined {
  if (number.decimal || number.percent || number.measure !== undefined) return undefined;
  const before = /\b(day|week|month|round|generation|episode)s?\s*$/i.exec(text.slice(0, number.start))?.[1];
  const after = /^\s*(day|week|month|round|generation|episode)s?\b/i.exec(text.slice(endOf(number)))?.[1];
  return (before ?? after)?.toLowerCase();
}

/** Seconds are times and tokens per second are throughputs, whatever the words say. */
function fromUnit({ evidence }: Case, sentence: Sentence, number: PrintedNumber): Bound {
  const { numbers } = sentence;
  const counted = countedIn(sentence, number);
  const counting = evidence.metrics.filter(({ words }) => counted !== undefined && words.has(counted));
  if (counting.length > 0) return { ids: counting.map(({ key }) => key), how: "near" };
  const unit =
    number.measure ??
    (number.decimal || number.percent ? undefined : numbers.find(({ measure }) => measure !== undefined)?.measure);
  if (unit === undefined) return { ids: [], how: "none" };
  const ids = evidence.metrics
    .filter((metric) => factorsFor({ ...number, measure: unit }, metric).length > 0)
    .map(({ key }) => key);
  return ids.length > 0 ? { ids, how: "near" } : { ids: [], how: "none" };
}

/** Whether the words themselves say it, not what was said before. */
export function isTold({ how }: Bound): boolean {
  return how === "attached" || how === "near";
}
