import { isTime } from "../agreement";
import { type Candidate, describe, restsOn, shortly } from "../candidates";
import type { MetricEvidence } from "../metric-words";
import { type Prose, sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import type { Verdict } from "../verdict";

/** What stands after ± must be a spread of the value that was found. `scale`: the printed value is the measured one times this. */
export function spreadVerdict(
  prose: Prose,
  { spread, percent }: PrintedNumber,
  fitting: readonly Candidate[],
  scale = 1,
): Verdict | undefined {
  const [first] = fitting;
  if (!spread || !first) return undefined;
  const known = fitting.flatMap(({ spreads }) => spreads());
  const fits = ({ spreads, metric }: Candidate) =>
    spreads().some((one) =>
      unitsOf(metric, percent).some((unit) => Math.abs(one * unit * scale - spread.value) <= spread.unit * 1.0001),
    );
  if (fitting.some(fits) || (spread.value === 0 && known.length === 0)) return undefined;
  const message =
    known.length === 0
      ? `Nothing gives the ± ${spread.text}: ${describe(first)}, measured once.`
      : `The ± ${spread.text} is none of the spreads of these values (${[...new Set(known.map(shortly))].slice(0, 4).join(", ")}).`;
  return {
    kind: known.length === 0 ? "not-found" : "contradicted",
    about: "number",
    spread: true,
    ...sourceSpan(prose, spread.start, spread.end),
    message,
    ...restsOn([first]),
  };
}

/** In what units a spread may be printed: shares in percent, times in ms or minutes. */
function unitsOf(metric: MetricEvidence, percent: boolean): readonly number[] {
  if (percent) return [100, 1];
  return isTime(metric) ? [1, 1000, 1 / 60] : [1];
}
