import { isInPercent, isShare } from "../agreement";
import { clauseEnd, clauseStart } from "../binding";
import { describe, measuredIn } from "../candidates";
import type { Case } from "../case";
import type { MetricEvidence } from "../metric-words";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";
import { saysAll } from "./universals";

const PERFECT = /\b((?:near|nearly|almost)[- ])?perfect(?:ly)?\b/gi;
/** What is printed as 100 %, and what may still be called nearly that. */
const [WHOLE, NEARLY] = [0.995, 0.95];

/** “All tasks reach perfect accuracy”, “near-perfect on every data set”: there has to be a run of which that is so. */
export function perfectShares(one: Case, sentence: Sentence): Verdict[] {
  return [...sentence.text.matchAll(PERFECT)].slice(0, 1).flatMap(({ 0: word, index }) => {
    const [from, to] = [clauseStart(sentence, index), clauseEnd(sentence, index)];
    const metrics = sharesBeside(one, sentence, index);
    const clause = sentence.text.slice(from, to);
    if (metrics.length === 0 || !saysAll(clause) || !isAsserted(sentence, index, index + word.length)) return [];
    if (sentence.datasets.some(({ start, end }) => start >= from && end <= to)) return [];
    const nearly = /(?:near|almost)/i.test(clause);
    const named = sentence.runs.filter(({ start, end }) => start >= from && end <= to).flatMap(({ ids }) => ids);
    const failures = metrics.flatMap((metric) =>
      one.evidence.runs
        .filter(({ number }) => named.length === 0 || named.includes(String(number)))
        .map((run) =>
          measuredIn(one.evidence, { runs: [String(run.number)], datasets: [], metrics: [metric.key] }).filter(
            ({ value }) => value / (isInPercent(metric) ? 100 : 1) < (nearly ? NEARLY : WHOLE),
          ),
        ),
    );
    if (failures.length === 0 || failures.some(({ length }) => length === 0)) return [];
    const [mildest] = failures.sort((some, other) => some.length - other.length);
    const said = mildest!.map(describe).join("; ");
    const message = `“${word}” on all of them is more than the data say: ${said}.`;
    return [comparisonVerdict(sentence, "overclaimed", from + leading(clause), to, message, said)];
  });
}

function leading(clause: string): number {
  return /^\s*/.exec(clause)![0].length;
}

/** The shares that are named right behind the word. */
function sharesBeside({ evidence }: Case, { metrics, text }: Sentence, at: number): MetricEvidence[] {
  const named = metrics.find(({ start }) => start >= at && !/[,;.]/.test(text.slice(at, start)) && start - at < 50);
  return evidence.metrics.filter((metric) => isShare(metric) && named?.ids.includes(metric.key));
}
