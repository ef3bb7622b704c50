import { type Measurement, meanOf } from "./metrics";
import { isMeasured, type Run } from "./run";
import { contrast, intervalOf } from "./statistics";
import type { TemplateManifest } from "./template";

/** What a run may have more of than what it is compared with, so that a gain need not be the idea's. */
export type CapacityKind =
  | "trainable parameters"
  | "training samples seen"
  | "training tokens seen"
  | "mean training time (s)"
  | "wall time (s)";
export type CapacityDifference = {
  readonly kind: CapacityKind;
  readonly own: number;
  readonly reference: number;
};

/** Beyond this share of the reference two runs are not matched. */
export const MATCHED_WITHIN = 0.05;

/**
 * Where a run and its reference differ by more than 5 % in parameters, samples, tokens or time, as far as both recorded it. Time is
 * the template's training time if it has such a metric, else the whole run's; where it was measured over seeds, a difference that
 * lies within their noise is none. Runs that took the same time but for a few seconds are matched in it: what else the machine
 * did slows all seeds of a run alike, so that their spread says nothing of it. Where both recorded how much they trained on, and it
 * is the same, only more time counts: no gain comes of less.
 */
export function unmatched(run: Run, reference: Run, manifest: Pick<TemplateManifest, "metrics">): CapacityDifference[] {
  const [own, other] = [run.environment, reference.environment];
  const recorded = [
    ["trainable parameters", own?.trainableParameters, other?.trainableParameters],
    ["training samples seen", own?.samplesSeen, other?.samplesSeen],
    ["training tokens seen", own?.tokensSeen, other?.tokensSeen],
  ] as const;
  const sizes = recorded.flatMap(([kind, mine, theirs]) =>
    mine === undefined || theirs === undefined ? [] : [{ kind, own: mine, reference: theirs }],
  );
  const amounts = sizes.filter(({ kind }) => kind !== "trainable parameters");
  const isTrainedAlike = amounts.length > 0 && !amounts.some(isBeyond);
  const times = timeOf(run, reference, manifest).filter(({ own, reference }) => !isTrainedAlike || own > reference);
  return [...sizes, ...times].filter(isBeyond);
}

/** Whether two runs are known to be alike in size and training, and only the time differs: the method may cost more, or the machine had other work. */
export function isTimeAlone(run: Run, reference: Run, differences: readonly CapacityDifference[]): boolean {
  const [own, other] = [run.environment, reference.environment];
  const isKnown = (key: "trainableParameters" | "samplesSeen" | "tokensSeen") =>
    own?.[key] !== undefined && other?.[key] !== undefined;
  return (
    isKnown("trainableParameters") &&
    (isKnown("samplesSeen") || isKnown("tokensSeen")) &&
    differences.length > 0 &&
    differences.every(({ kind }) => kind === "mean training time (s)" || kind === "wall time (s)")
  );
}

function isBeyond({ own, reference }: CapacityDifference): boolean {
  return Math.abs(own - reference) > MATCHED_WITHIN * Math.abs(reference) + 1e-9;
}

const TRAINING_TIME = /(?:^|_)(?:train(?:ing)?|fit)_(?:time|seconds)(?:_|$)/i;

function timeOf(run: Run, reference: Run, { metrics }: Pick<TemplateManifest, "metrics">): CapacityDifference[] {
  const [whole, otherWhole] = [run, reference].map((one) => one.environment?.wallSeconds ?? one.seconds);
  if (whole !== undefined && otherWhole !== undefined && isJitter(whole, otherWhole)) return [];
  const pairs = timesOf(run).flatMap((one) => {
    const other = timesOf(reference).find(({ dataset, metric }) => dataset === one.dataset && metric === one.metric);
    return other && metrics[one.metric]?.judged !== true ? [[one, other] as const] : [];
  });
  if (pairs.length > 0) {
    const [own, other] = [averaged(pairs.map(([one]) => one)), averaged(pairs.map(([, one]) => one))];
    const noise = intervalOf(contrast(own, other, { sameSeeds: false }));
    const isNoise = noise ? noise[0] <= 0 && noise[1] >= 0 : isJitter(own.mean, other.mean);
    return isNoise ? [] : [{ kind: "mean training time (s)", own: own.mean, reference: other.mean }];
  }
  if (whole === undefined || otherWhole === undefined) return [];
  return [{ kind: "wall time (s)", own: whole, reference: otherWhole }];
}

/** Seconds by which the time of a run may differ for what else the machine did. */
const JITTER = 5;

function isJitter(own: number, reference: number): boolean {
  return Math.abs(own - reference) <= JITTER;
}

function timesOf(run: Run): readonly Measurement[] {
  return isMeasured(run) ? run.outcome.measurements.filter(({ metric }) => TRAINING_TIME.test(metric)) : [];
}

/** The mean over the data sets: by seed where every one of them has the same number of seeds. */
function averaged(parts: readonly Measurement[]): Measurement {
  const seeds = parts[0]?.perSeed?.length ?? 0;
  const bySeed = seeds > 1 && parts.every(({ perSeed }) => perSeed?.length === seeds);
  const whole = { dataset: "all", metric: "training time", mean: meanOf(parts.map(({ mean }) => mean)) };
  if (!bySeed) return whole;
  return {
    ...whole,
    perSeed: Array.from({ length: seeds }, (_, seed) => meanOf(parts.map((part) => part.perSeed![seed]!))),
  };
}

/** `trainable parameters 2000 against 1000 (+100 %)`, one after the other. */
export function capacityWords(differences: readonly CapacityDifference[]): string {
  return differences
    .map(({ kind, own, reference }) => {
      const percent = reference === 0 ? "" : ` (${own > reference ? "+" : "-"}${share(own, reference)} %)`;
      return `${kind} ${plain(own)} against ${plain(reference)}${percent}`;
    })
    .join("; ");
}

function share(own: number, reference: number): string {
  return String(Number(Math.abs(100 * (own / reference - 1)).toPrecision(3)));
}

function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}
