import { type Findings, measuredRuns, metricNames } from "../../research/findings";
import type { Measurement } from "../../research/metrics";
import type { Run } from "../../research/run";
import { type Comparison, compare, interval95, pairedInterval95 } from "../../research/statistics";
import type { TemplateManifest } from "../../research/template";

/**
 * Every pair of measured results in the primary metric (in all judged ones where none is primary), later minus earlier, with
 * Welch's interval and the one paired by seed.
 */
export function contrastTable(findings: Findings, manifest: TemplateManifest): string {
  const runs = measuredRuns(findings);
  const names = metricNames(findings, manifest).filter((metric) => isJudged(metric, manifest));
  const primary = names.filter((metric) => manifest.metrics[metric]?.primary);
  const metrics = primary.length > 0 ? primary : names;
  const rows = metrics.flatMap((metric) =>
    runs.flatMap((later, index) => runs.slice(0, index).flatMap((earlier) => contrastRows(metric, later, earlier))),
  );
  return table(["dataset", "contrast", "difference", "95 % (Welch)", "95 % paired by seed"], rows);
}

function contrastRows(metric: string, later: Run, earlier: Run): string[][] {
  return measurementsOf(later).flatMap((one) => {
    const other = measurementsOf(earlier).find((two) => two.metric === metric && two.dataset === one.dataset);
    if (one.metric !== metric || !other) return [];
    const { difference, low, high } = compare(one, other, undefined);
    const paired = pairedInterval95(one.perSeed ?? [], other.perSeed ?? []);
    const contrast = `${metric}: ${later.name} minus ${earlier.name}`;
    return [[one.dataset, contrast, signed(difference), bounds(low, high), bounds(paired?.[0], paired?.[1])]];
  });
}

function bounds(low: number | undefined, high: number | undefined): string {
  return low === undefined || high === undefined ? "–" : `[${signed(low)}, ${signed(high)}]`;
}

/** The judged numbers of one run beside those of a reference: the baseline, or another result that it is compared with. */
export function comparisonTable(run: Run, reference: Run, manifest: TemplateManifest): string {
  const judged = measurementsOf(run).filter(({ metric }) => isJudged(metric, manifest));
  return table(
    headFor(reference),
    judged.map((measurement) => comparisonRow(run.name, measurement, reference, manifest)),
  );
}

/** What a run cost, in one line: metrics that the template does not want judged, such as wall time. Empty when there are none. */
export function costLine(run: Run, manifest: TemplateManifest): string {
  const costs = measurementsOf(run).filter(({ metric }) => !isJudged(metric, manifest));
  const one = ({ dataset, metric, mean }: Measurement) =>
    `${metric} on ${dataset} ${short(mean, 3)} ${manifest.metrics[metric]?.unit ?? ""}`.trim();
  return costs.length ? `Costs on this machine, not judged: ${costs.map(one).join("; ")}` : "";
}

function isJudged(metric: string, manifest: TemplateManifest): boolean {
  return manifest.metrics[metric]?.judged !== false;
}

function headFor(reference: Run): string[] {
  const difference = `difference to ${reference.number === 0 ? "baseline" : reference.name}`;
  return [
    "dataset",
    "metric",
    "run",
    "mean",
    "± 95 %",
    "each seed",
    difference,
    "95 % interval of it",
    "verdict",
    "95 % paired by seed",
  ];
}

/** `kl_divergence (nats, lower is better, primary)` */
export function metricTitle(metric: string, manifest: TemplateManifest): string {
  const info = manifest.metrics[metric];
  const direction = info?.direction ? `${info.direction} is better` : "direction not stated";
  return `${metric} (${[info?.unit, direction, info?.primary ? "primary" : ""].filter(Boolean).join(", ")})`;
}

function comparisonRow(name: string, measured: Measurement, other: Run, manifest: TemplateManifest): string[] {
  const seeds = measured.perSeed ?? [];
  const half = seeds.length > 1 ? interval95(seeds).half : undefined;
  const same = (one: Measurement) => one.dataset === measured.dataset && one.metric === measured.metric;
  const reference = name === other.name ? undefined : measurementsOf(other).find(same);
  const direction = manifest.metrics[measured.metric]?.direction;
  const paired = reference && pairedInterval95(seeds, reference.perSeed ?? []);
  return [
    measured.dataset,
    measured.metric,
    name,
    short(measured.mean),
    half === undefined ? "–" : short(half),
    seeds.map((value) => short(value)).join(", ") || "one value",
    ...cells(reference && compare(measured, reference, direction)),
    bounds(paired?.[0], paired?.[1]),
  ];
}

function cells(comparison: Comparison | undefined): string[] {
  if (!comparison) return ["–", "–", "–"];
  const { difference, percent, low, high, verdict } = comparison;
  const change = `${signed(difference)}${percent === undefined ? "" : ` (${signed(percent, 3)} %)`}`;
  return [change, bounds(low, high), verdict];
}

function measurementsOf(run: Run): readonly Measurement[] {
  return run.outcome.type === "measured" ? run.outcome.measurements : [];
}

/** Four significant digits, as a person would write them. */
export function short(value: number, digits = 4): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(digits - 1);
  return Number.isInteger(value)
    ? String(value)
    : value.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
}

function signed(value: number, digits = 4): string {
  return value > 0 ? `+${short(value, digits)}` : short(value, digits);
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
