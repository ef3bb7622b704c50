import { factorsFor } from "./agreement";
import { type Bound, datasetsOf, metricsOf } from "./binding";
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
  const named = fitting.length > 0 ? { ids: fitting, how: metrics.how } : fromUnit(one, sentence, number);
  const perplexity = sentence.metrics.some(
    (mention) => mention.perplexity && mention.ids.some((id) => named.ids.includes(id)),
  );
  const datasets = datasetsOf(sentence, number);
  const averaged =
    datasets.how === "none" ||
    datasets.how === "carried" ||
    /\b(?:average|averaged|mean|overall|across|all)\b/i.test(sentence.text);
  return { runs: runsOf(sentence, number), datasets, metrics: named, reading: { averaged, perplexity } };
}

/** Seconds are times and tokens per second are throughputs, whatever the words say. */
function fromUnit({ evidence }: Case, { numbers }: Sentence, number: PrintedNumber): Bound {
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
