import type { Measured } from "../results";
import { isUnknown, meanAndHalf, metricLabel, tally } from "../wording";
import { capital, count, dataSet, listed, runName, tex } from "./latex-text";
import { type Material, ofMetric, type Variant } from "./material";

/** `$0.47 \pm 0.15$`, with the unit where there is one. */
export function value(row: Measured, unit = ""): string {
  return `$${meanAndHalf(row, "\\pm")}$${unit && unit.length < 8 ? `~${tex(unit)}` : ""}`;
}

/** What a variant is, as a phrase: `the noise schedule set to cosine instead of linear`. */
export function whatItIs({ move, description }: Variant): string {
  if (move) return tex(move.phrase);
  const text = tex(description.replace(/\.$/, ""));
  return `the following change: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** One sentence on a variant in the primary metric over all data sets. */
export function verdictSentence(variant: Variant, { primary }: Material): string {
  const rows = ofMetric(variant.rows, primary.name);
  return `In ${tex(metricLabel(primary.name))}, ${runName(variant.name)} is ${tally(rows)}.`;
}

/** The row of a variant that moved most, relative to the baseline. */
export function strongest(variant: Variant, { primary }: Material): Measured | undefined {
  return [...ofMetric(variant.rows, primary.name)].sort((a, b) => relative(b) - relative(a))[0];
}

function relative({ mean, difference = 0 }: Measured): number {
  return Math.abs(difference) / Math.max(1e-12, Math.abs(mean - difference));
}

/** The two values that decide, side by side: `from … to … on circle`. */
export function decidingValues(variant: Variant, material: Material): string {
  const row = strongest(variant, material);
  const before = ofMetric(material.baseline, material.primary.name).find(({ dataset }) => dataset === row?.dataset);
  if (!row || !before) return "";
  const unit = material.primary.unit;
  const verdict = isUnknown(row.verdict) ? "one measurement each, noise unknown" : row.verdict;
  return `The largest relative change is on ${dataSet(row.dataset)}, from ${value(before, unit)} to ${value(row, unit)} (${verdict}).`;
}

/** The variants by name: `A and B`. */
export function variantNames({ variants }: Material): string {
  return listed(variants.map(({ name }) => runName(name)));
}

export function dataSets({ datasets }: Material): string {
  return datasets.length === 1 ? "one data set" : `${count(datasets.length)} data sets`;
}

/** Whether the main variant's verdicts in the primary metric point one way. */
export function direction(
  variant: Variant | undefined,
  { primary }: Material,
): "better" | "worse" | "mixed" | "unclear" {
  const verdicts = ofMetric(variant?.rows ?? [], primary.name).map(({ verdict }) => verdict);
  const [better, worse] = [verdicts.includes("better"), verdicts.includes("worse")];
  if (better && worse) return "mixed";
  if (better) return "better";
  return worse ? "worse" : "unclear";
}

/** How many repetitions stand behind a number. */
export function repetitions({ seeds }: Material): string {
  return seeds > 1 ? `${count(seeds)} seeds` : "one recorded value";
}

export function directionWords({ direction: way }: { readonly direction: "lower" | "higher" | undefined }): string {
  return way ? `${capital(way)} is better.` : "Its direction is not stated.";
}
