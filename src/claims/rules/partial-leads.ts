import { describe, measuredIn } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { countOf } from "../counts";
import type { RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict } from "./in-words";
import { leaderOf, leads, rivals, wantsLow } from "./leaders";
import { PARTIAL } from "./partials";
import { superlativesIn } from "./superlatives";

/** “the fastest on three of the four tasks”: on so many it has to lead. */
export function partialLeads(one: Case, sentence: Sentence): Verdict[] {
  return [...sentence.text.matchAll(PARTIAL)].flatMap(({ 0: words, 1: some = "", 2: all = "", index }) => {
    const best = superlativesIn(one, sentence).find(
      ({ end }) => end <= index && /^\s+(?:on|in|for|of)?\s*$/.test(sentence.text.slice(end, index)),
    );
    if (!best || countOf(all) !== one.evidence.datasets.length) return [];
    const way = /fastest|slowest/.test(best.word) ? "faster" : "better";
    const { runs, definite, metrics } = comparisonAt(one, sentence, { ...best, way });
    const [run] = runs;
    if (!definite || !run || metrics.length === 0) return [];
    const counts = metrics.map((metric) => ledBy(one, run, metric, best.word).length);
    if (counts.includes(countOf(some))) return [];
    const message = `It is the ${best.word} on ${[...new Set(counts)].sort().join(" or ")} of ${all}, not on ${some}.`;
    return [
      comparisonVerdict(
        sentence,
        "overclaimed",
        best.start,
        index + words.length,
        message,
        aheadOf(one, run, metrics[0]!, best.word),
      ),
    ];
  });
}

/** The data sets on which a run leads. */
function ledBy(one: Case, run: RunEvidence, metric: MetricEvidence, word: string) {
  return measuredIn(one.evidence, { runs: [String(run.number)], datasets: [], metrics: [metric.key] }).filter((own) =>
    leads(own, rivals(one, own), wantsLow(word, own) === true),
  );
}

function aheadOf(one: Case, run: RunEvidence, metric: MetricEvidence, word: string): string {
  const led = new Set(ledBy(one, run, metric, word).map(({ dataset }) => dataset));
  return one.evidence.datasets
    .filter((dataset) => !led.has(dataset))
    .flatMap((dataset) => {
      const all = measuredIn(one.evidence, { runs: [], datasets: [dataset], metrics: [metric.key] });
      const leader = all[0] && leaderOf(all, wantsLow(word, all[0]) === true);
      return leader ? [describe(leader)] : [];
    })
    .join("; ");
}
