import { isOtherHardware } from "./environment-differences";
import type { Measurement } from "./metrics";
import { type NoiseFloor, noiseFloors } from "./noise-floor";
import type { ReproducedNumber, ReproductionReason } from "./reproduction";
import { isMeasured, type Run } from "./run";
import { contrast, intervalOf } from "./statistics";
import type { TemplateManifest } from "./template";

type Known = Pick<TemplateManifest, "metrics"> & { readonly runs: readonly Run[] };

/** Every number that a run has in the paper, beside that of the run made again. */
export function reproducedNumbers(paper: Run, again: Run, { metrics, runs }: Known): ReproducedNumber[] {
  const floorOf = noiseFloors(runs);
  const otherHardware = isOtherHardware(paper.environment, again.environment);
  const found = isMeasured(again) ? again.outcome.measurements : undefined;
  return (isMeasured(paper) ? paper.outcome.measurements : []).map((one) => {
    const unit = metrics[one.metric]?.unit ?? "";
    const other = found?.find(({ metric, dataset }) => metric === one.metric && dataset === one.dataset);
    const { reason, tolerance } = comparison(one, other, {
      measured: found !== undefined,
      timedElsewhere: otherHardware && isTime(one.metric, unit),
      floor: floorOf(one),
    });
    return {
      ...{ metric: one.metric, dataset: one.dataset, unit, paper: one.mean },
      ...(other ? { again: other.mean } : {}),
      seeds: { paper: one.perSeed?.length ?? 1, again: other?.perSeed?.length ?? 1 },
      ...(tolerance === undefined ? {} : { tolerance }),
      ...{ verdict: VERDICT[reason], reason },
    };
  });
}

const VERDICT = {
  same: "reproduced",
  "within-noise": "reproduced",
  "beyond-noise": "differs",
  "no-chance": "differs",
  "noise-unknown": "not-comparable",
  "not-reported": "not-comparable",
  "not-measured": "not-comparable",
  "other-hardware": "not-comparable",
} as const satisfies Record<ReproductionReason, ReproducedNumber["verdict"]>;

type Circumstances = {
  readonly measured: boolean;
  readonly timedElsewhere: boolean;
  readonly floor: NoiseFloor | undefined;
};

/**
 * How far two numbers may lie apart comes from the seeds of both (Welch) and from what repeats of programs showed. Seeds are not
 * paired, though they are the same: another machine rounds otherwise, and what that adds has one sign for all of them.
 */
function comparison(
  paper: Measurement,
  again: Measurement | undefined,
  { measured, timedElsewhere, floor }: Circumstances,
): { readonly reason: ReproductionReason; readonly tolerance?: number } {
  if (!measured) return { reason: "not-measured" };
  if (!again) return { reason: "not-reported" };
  if (timedElsewhere) return { reason: "other-hardware" };
  const compared = contrast(again, paper, { sameSeeds: false, floor });
  const interval = intervalOf(compared);
  const tolerance = interval && (interval[1] - interval[0]) / 2;
  const far = Math.abs(compared.difference);
  const known = tolerance === undefined ? {} : { tolerance };
  if (far <= ROUNDING * Math.max(Math.abs(paper.mean), Math.abs(again.mean))) return { reason: "same", ...known };
  if (tolerance !== undefined) return { reason: far <= tolerance ? "within-noise" : "beyond-noise", tolerance };
  return { reason: hasSeeds(paper) && hasSeeds(again) ? "no-chance" : "noise-unknown" };
}

/** Relative. Sums of single-precision numbers taken in another order differ by about this much. */
const ROUNDING = 1e-6;

function hasSeeds({ perSeed }: Measurement): boolean {
  return perSeed !== undefined && perSeed.length > 1;
}

/** Whether a metric says how fast something was, by its unit or its name: that belongs to the hardware. */
export function isTime(metric: string, unit: string): boolean {
  if (/^(?:[mµun]?s|secs?|seconds?|min(?:utes?)?|h|hours?|days?)$/i.test(unit) || /\/\s*s(?:ec(?:ond)?)?$/i.test(unit))
    return true;
  const words = metric
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => TIME_WORDS.has(word)) || /per[_ ]second/i.test(metric);
}

const TIME_WORDS = new Set([
  ...["time", "times", "seconds", "secs", "sec", "minutes", "hours", "duration", "latency", "runtime", "walltime"],
  ...["throughput", "speed", "speedup", "fps"],
]);
