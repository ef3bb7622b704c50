import { allowsSize } from "../agreement";
import type { Case } from "../case";
import { averageOver } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import type { Sentence } from "../sentence";
import type { Subject } from "../subject";

/** “Averaged over the modular tasks”, and not over all data sets. */
const OVER_SOME = /\b(?:averag\w+|means?)\s+(?:over|across|of|on)\s+(?!all\b|(?:the\s+)?(?:\w+\s+)?data\s?sets\b)/i;
/** Of more data sets some choice has nearly every mean. */
const MOST = 6;

/** Whether a number is the mean of a run over some of the data sets, where the words speak of such a mean. */
export function isPartialMean(
  { evidence }: Case,
  { text }: Sentence,
  number: PrintedNumber,
  { runs, metrics }: Subject,
): boolean {
  if (!OVER_SOME.test(text) || evidence.datasets.length > MOST) return false;
  const keys = metrics.ids.length > 0 ? metrics.ids : evidence.metrics.map(({ key }) => key);
  const own = evidence.runs.filter((run) => runs.ids.length === 0 || runs.ids.includes(String(run.number)));
  return own.some((run) =>
    keys.some((key) =>
      choicesOf(evidence.datasets).some((sets) => {
        const mean = averageOver(run, key, sets);
        return mean !== undefined && allowsSize(number, mean);
      }),
    ),
  );
}

/** Every choice of some of them. */
function choicesOf(names: readonly string[]): string[][] {
  return Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_, at) => (bits >> at) % 2 === 1));
}
