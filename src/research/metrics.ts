import * as z from "zod";

/** One number that a run produced, under its two names. `stderr` is that of the mean over `n` seeds, when known. */
export const Measurement = z.object({
  dataset: z.string(),
  metric: z.string(),
  mean: z.number(),
  stderr: z.number().optional(),
  perSeed: z.array(z.number()).optional(),
  /** Where some seeds gave no number, as those do that never get to where steps are counted to: what each gave. Then there is no `perSeed`. */
  withGaps: z.array(z.number().nullable()).optional(),
});
export type Measurement = z.infer<typeof Measurement>;

export type FinalInfo = { readonly measurements: readonly Measurement[]; readonly problems: readonly string[] };

/**
 * Reads the content of a `final_info.json` of any shape that templates are known to write: `{dataset: {means, stderrs?,
 * final_info_dict?}}`, `means` only, nested objects under `means`, lists with a value for each seed, bare numbers. Numbers that are not finite are problems,
 * never measurements. The standard error is computed here from the seeds when they are there: std(ddof=1)/sqrt(n).
 */
export function readFinalInfo(json: string): FinalInfo {
  const parsed = parsePythonJson(json);
  if (!isRecord(parsed)) return { measurements: [], problems: ["final_info.json does not hold a JSON object."] };
  const measurements: Measurement[] = [];
  const problems: string[] = [];
  for (const [dataset, content] of Object.entries(parsed)) readDataset(dataset, content, measurements, problems);
  if (measurements.length === 0) problems.push("final_info.json holds no finite number.");
  return { measurements, problems };
}

/** JSON with Python's `NaN` and `Infinity`, which `json.dump` writes and JSON.parse refuses. They become `null`. */
export function parsePythonJson(json: string): unknown {
  const strict = json.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) =>
    token.startsWith('"') ? token : "null",
  );
  try {
    return JSON.parse(strict);
  } catch {
    return undefined;
  }
}

function readDataset(dataset: string, content: unknown, into: Measurement[], problems: string[]): void {
  const means = isRecord(content) && "means" in content ? content.means : content;
  const stderrs = new Map(isRecord(content) ? leavesOf(content.stderrs) : []);
  const seeds = isRecord(content) && isRecord(content.final_info_dict) ? content.final_info_dict : {};
  for (const [metric, perSeed] of Object.entries(isRecord(means) ? means : {}))
    if (isOfSeeds(perSeed)) into.push(measurementOf(dataset, metric, meanOf(perSeed), perSeed, undefined));
  for (const [path, value] of leavesOf(means)) {
    const metric = (path || "value").replace(/_mean$/, "");
    if (value === undefined) problems.push(`${dataset} / ${metric} is not a finite number.`);
    else {
      const measured = measurementOf(dataset, metric, value, perSeedIn(seeds, path), errorIn(stderrs, path));
      const withGaps = gapsIn(seeds, path);
      into.push({ ...measured, ...(withGaps && { withGaps }) });
    }
  }
}

/** What stands under `stderrs`, where keys end in `_stderr`. A 0 is what templates write for one seed: it says nothing. */
function errorIn(stderrs: ReadonlyMap<string, number | undefined>, path: string): number | undefined {
  return stderrs.get(path) || stderrs.get(path.replace(/_mean$/, "_stderr")) || undefined;
}

function measurementOf(
  dataset: string,
  metric: string,
  mean: number,
  perSeed: number[] | undefined,
  given: number | undefined,
): Measurement {
  const stderr = perSeed === undefined ? given : perSeed.length > 1 ? standardError(perSeed) : undefined;
  return { dataset, metric, mean, ...(stderr === undefined ? {} : { stderr }), ...(perSeed ? { perSeed } : {}) };
}

/** A metric given as nothing but what each seed gave. Longer lists are curves. */
function isOfSeeds(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 1 && value.length <= 10 && value.every((one) => Number.isFinite(one));
}

/** What stands for a metric in `final_info_dict`. */
function listIn(seeds: Record<string, unknown>, path: string): unknown {
  return seeds[path] ?? seeds[path.replace(/_mean$/, "")];
}

function gapsIn(seeds: Record<string, unknown>, path: string): (number | null)[] | undefined {
  const values = listIn(seeds, path);
  if (!Array.isArray(values) || !values.includes(null)) return undefined;
  return values.every((value) => value === null || Number.isFinite(value)) ? values : undefined;
}

function perSeedIn(seeds: Record<string, unknown>, path: string): number[] | undefined {
  const values = listIn(seeds, path);
  if (!Array.isArray(values) || values.length === 0 || !values.every((value) => Number.isFinite(value)))
    return undefined;
  return values as number[];
}

/** Every number below `value` with its path, `undefined` for one that is not finite. Text and booleans are left out. */
function leavesOf(value: unknown, path = ""): [string, number | undefined][] {
  if (typeof value === "number") return [[path, Number.isFinite(value) ? value : undefined]];
  if (value === null) return [[path, undefined]];
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path ? `${path}.${key}` : key));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Standard error of the mean: sample standard deviation (n-1) over sqrt(n). `values` must hold at least two numbers. */
export function standardError(values: readonly number[]): number {
  return sampleDeviation(values) / Math.sqrt(values.length);
}

/** Sample standard deviation with n-1. */
export function sampleDeviation(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** Arithmetic mean; throws on an empty list. */
export function meanOf(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("The mean of no values is not defined.");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
