import { averagesIn, type Candidate, measuredIn } from "../candidates";
import type { Case } from "../case";

/** Whether the best by such a word is the lowest; undefined where the metric's direction is not known. */
export function wantsLow(word: string, { metric }: Candidate): boolean | undefined {
  if (/^(?:lowest|smallest|shortest)/i.test(word)) return true;
  if (/^(?:highest|largest|greatest|longest)/i.test(word)) return false;
  if (metric.direction === undefined) return undefined;
  const lower = metric.direction === "lower";
  return /slowest|worst|poorest|least/i.test(word) ? !lower : lower;
}

/** The other runs in the same metric. */
export function rivals({ evidence }: Case, { metric, dataset, run }: Candidate): Candidate[] {
  const selection = { runs: [], datasets: dataset === undefined ? [] : [dataset], metrics: [metric.key] };
  const all = dataset === undefined ? averagesIn(evidence, selection) : measuredIn(evidence, selection);
  return all.filter((other) => other.run !== run);
}

/** Whether nothing among others lies further on the side that is wanted. */
export function leads(candidate: Candidate, others: readonly Candidate[], low: boolean): boolean {
  return others.every(({ value }) => (low ? value >= candidate.value : value <= candidate.value));
}

/** The one that lies furthest on the side that is wanted. */
export function leaderOf(candidates: readonly Candidate[], low: boolean): Candidate | undefined {
  return candidates.toSorted((one, other) => (low ? one.value - other.value : other.value - one.value))[0];
}
