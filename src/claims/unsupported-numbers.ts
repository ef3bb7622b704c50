import { type Findings, measuredRuns } from "../research/findings";
import { type Measurement, meanOf, sampleDeviation } from "../research/metrics";
import { compare, interval95, pairedInterval95 } from "../research/statistics";
import type { TemplateManifest } from "../research/template";

/** A decimal number or percentage in a text that nothing measured or written in the code explains. `start` is its offset. */
export type UnsupportedNumber = { readonly text: string; readonly start: number };

/**
 * The decimal numbers of a LaTeX text that match no measured value, interval, difference, ratio or percentage of any run,
 * no recorded fact of a machine and no literal of the code. Integers are left alone: they are counts, years and sizes more often than results. A printed number
 * matches when it is within one unit of its last digit.
 */
export function unsupportedNumbers(
  latex: string,
  findings: Findings,
  manifest: TemplateManifest,
  code: readonly string[],
): readonly UnsupportedNumber[] {
  const known = [...evidenceValues(findings, manifest), ...code.flatMap(literalsIn), ...COMMON].sort((a, b) => a - b);
  const recorded = recordedNumbers(findings);
  return numbersIn(latex).filter(({ text }) => !recorded.has(Number(text)) && !isSupported(text, known));
}

/** The numbers of the recorded environments, as they stand there: memory, clock rates, versions. */
function recordedNumbers({ baseline, runs }: Findings): ReadonlySet<number> {
  const environments = [baseline, ...runs].map(({ environment }) => JSON.stringify(environment ?? {}));
  return new Set(environments.flatMap((text) => [...text.matchAll(/\d+\.\d+/g)].map(([number]) => Number(number))));
}

/** Confidence levels and the like. */
const COMMON = [0.05, 0.5, 0.95, 0.975, 97.5, 0.25, 0.75, 0.1, 1, 2];

function isSupported(text: string, known: readonly number[]): boolean {
  const [mantissa, exponent = "0"] = text.split("e");
  const scale = 10 ** Number(exponent);
  const value = Math.abs(Number(mantissa)) * scale;
  const tolerance = 10 ** -(mantissa?.split(".")[1]?.length ?? 0) * scale * 1.0000001;
  const factors = [1, 100, 0.01, 1000, 0.001, 1 / 60];
  return factors.some((factor) => hasWithin(known, value / factor, tolerance / factor));
}

/** Whether the sorted list has a value within `tolerance` of `value`. */
function hasWithin(sorted: readonly number[], value: number, tolerance: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value - tolerance) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low]! <= value + tolerance;
}

/** Absolute values of all that a paper may derive from the runs. */
export function evidenceValues(findings: Findings, manifest: TemplateManifest): number[] {
  const runs = measuredRuns(findings).map((run) => run.outcome.measurements);
  const single = runs.flat().flatMap(valuesOf);
  const pairs = runs.flatMap((run) =>
    runs.flatMap((other) => (run === other ? [] : comparisons(run, other, manifest))),
  );
  return [...single, ...pairs, ...runs.flatMap(averages)].filter(Number.isFinite).map(Math.abs);
}

function valuesOf({ mean, stderr, perSeed = [] }: Measurement): number[] {
  const spread = perSeed.length > 1 ? [interval95(perSeed).half, sampleDeviation(perSeed)] : [];
  return [mean, ...(stderr === undefined ? [] : [stderr]), ...perSeed, ...spread];
}

function comparisons(run: readonly Measurement[], other: readonly Measurement[], manifest: TemplateManifest): number[] {
  return run.flatMap((one) => {
    const reference = other.find((two) => two.dataset === one.dataset && two.metric === one.metric);
    if (!reference) return [];
    const { difference, percent, low, high } = compare(one, reference, manifest.metrics[one.metric]?.direction);
    const paired = pairedInterval95(one.perSeed ?? [], reference.perSeed ?? []) ?? [];
    return [difference, percent ?? 0, one.mean / reference.mean, ...withHalf(low, high), ...withHalf(...paired)];
  });
}

/** Both bounds of an interval and half of its width; nothing where there is no interval. */
function withHalf(low?: number, high?: number): number[] {
  return low === undefined || high === undefined ? [] : [low, high, (high - low) / 2];
}

/** The mean of each metric over the data sets. */
function averages(run: readonly Measurement[]): number[] {
  const metrics = [...new Set(run.map(({ metric }) => metric))];
  return metrics.map((metric) => meanOf(run.filter((one) => one.metric === metric).map(({ mean }) => mean)));
}

function literalsIn(code: string): number[] {
  return [...code.matchAll(/(?<![\w.])\d+(?:_\d+)*(?:\.\d+)?(?:e[+-]?\d+)?/gi)].map(([text]) =>
    Number(text.replaceAll("_", "")),
  );
}

/** Decimals and percentages in the text that reaches the page, lengths and file names left out. Offsets refer to `latex`. */
function numbersIn(latex: string): UnsupportedNumber[] {
  const visible = latex.replace(INVISIBLE, (text) => " ".repeat(text.length));
  return [...visible.matchAll(NUMBER)].map((match) => {
    const exponent = match[2] ? `e${match[2].replace(/[{}\s]/g, "")}` : "";
    return { text: `${match[1]}${exponent}`, start: match.index };
  });
}

const INVISIBLE =
  /(?<!\\)%.*$|\\(?:includegraphics|cite[a-z]*|label|[cC]?ref|eqref|url|href|vspace|hspace|input|usepackage|setlength)\*?(?:\[[^\]]*\])*(?:\{[^}]*\})*|\d+\.\d+\s*(?:\\(?:linewidth|textwidth|columnwidth|baselineskip)|pt|em|ex|cm|mm|in)\b|\\begin\{(?:tabular|minipage|subfigure)\}(?:\[[^\]]*\])?(?:\{[^}]*\})?/gm;
const NUMBER = /(?<![\w.\d])(\d+\.\d+)(?:\s*(?:\\times|\\cdot)\s*10\^\{?(-?\d+)\}?)?(?![\d.]*\d)/g;
