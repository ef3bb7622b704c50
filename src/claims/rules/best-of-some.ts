import { measuredIn } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { COUNT, countOf } from "../counts";
import { nameOf, type RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";
import { wantsLow } from "./leaders";
import { universalBehind } from "./universals";

const BEST = new RegExp(`\\bthe\\s+(best|worst|fastest|slowest)\\s+of\\s+(?:the|all|these)\\s+(${COUNT})\\b`, "giu");

/** “X, the best of the three on every task”: there have to be so many, whichever they are, none of which is ahead anywhere, and all behind somewhere. */
export function bestOfSome(one: Case, sentence: Sentence): Verdict[] {
  return [...sentence.text.matchAll(BEST)].flatMap(({ 0: words, 1: word = "", 2: count = "", index: start }) => {
    const everywhere = universalBehind(one, sentence, start + words.length);
    const way = /fastest|slowest/i.test(word) ? "faster" : "better";
    const { runs, definite, metrics } = comparisonAt(one, sentence, { way, word, start, end: start + words.length });
    const [run] = runs;
    const told = metrics.filter(({ direction }) => direction !== undefined);
    if (!everywhere || everywhere.sets.length === 0 || !definite || !run || told.length === 0) return [];
    if (!isAsserted({ ...sentence, text: sentence.text.slice(0, everywhere.end) }, start, everywhere.end)) return [];
    const ahead = told.map((metric) => aheadOf(one, run, metric, everywhere.sets, word));
    const beaten = told.map((metric, index) =>
      one.evidence.runs.filter(
        (other) => !ahead[index]!.includes(other) && aheadOf(one, other, metric, everywhere.sets, word).includes(run),
      ),
    );
    if (beaten.some(({ length }) => length >= countOf(count) - 1)) return [];
    const leading = ahead.find(({ length }) => length > 0);
    if (!leading) return [];
    const said = leading.map(nameOf).join(", ");
    const message = `“${words}” is more than the data say: somewhere ${said} ${leading.length === 1 ? "is" : "are"} ahead.`;
    return [comparisonVerdict(sentence, "overclaimed", start, everywhere.end, message, said)];
  });
}

/** The runs that are ahead of a run on one of the data sets. */
function aheadOf(
  { evidence }: Case,
  run: RunEvidence,
  { key }: MetricEvidence,
  datasets: readonly string[],
  word: string,
): RunEvidence[] {
  const own = measuredIn(evidence, { runs: [String(run.number)], datasets, metrics: [key] });
  return evidence.runs.filter((other) =>
    own.some((mine) => {
      const theirs = other.value(mine.dataset!, key)?.mean;
      return (
        other !== run && theirs !== undefined && (wantsLow(word, mine) ? theirs < mine.value : theirs > mine.value)
      );
    }),
  );
}
