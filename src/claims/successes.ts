import { isInPercent, isShare } from "./agreement";
import type { Case } from "./case";
import { countsSteps } from "./counted-metrics";
import type { RunEvidence } from "./evidence";

/** What ends nearly whole has got there; what ends far from it has not. */
const [THERE, FAR] = [0.95, 0.9];
/** Who needed nearly as many steps as anybody never got there. */
const NEVER = 0.98;

/**
 * Whether a run got there on a data set, as one says of tasks that “grok”: by the share on unseen data with which it ends and the
 * steps that it needed. Undefined where neither is recorded or the two do not agree.
 */
export function succeeded({ evidence }: Case, run: RunEvidence, dataset: string): boolean | undefined {
  const value = (key: string) => {
    const measured = run.value(dataset, key);
    return measured ? [measured.mean] : [];
  };
  const shares = evidence.metrics
    .filter((metric) => isShare(metric) && !metric.words.has("train"))
    .flatMap((metric) => value(metric.key).map((share) => share / (isInPercent(metric) ? 100 : 1)));
  const counts = evidence.metrics
    .filter(countsSteps)
    .flatMap(({ key, sizes }) => value(key).map((count) => count / sizes[1]));
  if (shares.length === 0) return undefined;
  if (shares.every((share) => share >= THERE)) return true;
  return shares.every((share) => share < FAR) && counts.every((count) => count > NEVER) ? false : undefined;
}
