import { isMeasured } from "../research/run";
import type { SeenResults, SeenValue } from "../research/seen-results";
import type { ClaimSources } from "./sources";

/** So many earlier values are kept of one number. */
const MOST = 3;

/** What is to be remembered once the results have been looked at again. A run that is gone is forgotten. */
export function seenAgain(before: SeenResults | undefined, { findings }: ClaimSources): SeenResults {
  const runs = [findings.baseline, ...findings.runs].filter(isMeasured);
  const current: Record<string, SeenValue[]> = {};
  const earlier: Record<string, SeenValue[]> = {};
  for (const { number, outcome } of runs) {
    const now = outcome.measurements.map(({ dataset, metric, mean }) => ({ dataset, metric, mean }));
    const known = [...(before?.current[number] ?? []), ...(before?.earlier[number] ?? [])];
    current[number] = now;
    earlier[number] = now.flatMap((one) => distinct(known.filter((then) => isOther(then, one))).slice(0, MOST));
  }
  return { current, earlier };
}

/** The results with what was remembered of them. */
export function withSeen(sources: ClaimSources, { earlier }: SeenResults): ClaimSources {
  const runs = new Set([...Object.keys(sources.earlier ?? {}), ...Object.keys(earlier)].map(Number));
  const both = [...runs].map((run) => [run, [...(sources.earlier?.[run] ?? []), ...(earlier[run] ?? [])]] as const);
  return { ...sources, earlier: Object.fromEntries(both) };
}

/** The same number with another value. */
function isOther(then: SeenValue, now: SeenValue): boolean {
  return (
    then.dataset === now.dataset &&
    then.metric === now.metric &&
    Math.abs(then.mean - now.mean) > 1e-9 * Math.abs(then.mean)
  );
}

function distinct(values: readonly SeenValue[]): SeenValue[] {
  return values.filter(({ mean }, index) => values.findIndex((one) => one.mean === mean) === index);
}
