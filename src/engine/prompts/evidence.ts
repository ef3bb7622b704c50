import { isTimeAlone, unmatched } from "../../research/capacity";
import { type Compared, type Comparison, comparisonsAmong, haveSameSeeds } from "../../research/comparisons";
import { allRuns, type Findings, methodRuns, metricNames } from "../../research/findings";
import type { Measurement } from "../../research/metrics";
import { noiseFloors } from "../../research/noise-floor";
import { isMeasured, type Run } from "../../research/run";
import { contrast, interval95, intervalOf } from "../../research/statistics";
import type { TemplateManifest } from "../../research/template";

/** The judged numbers of one run, with the plain difference to the baseline. It says nothing that a later run could change. */
export function resultTable(run: Run, baseline: Run, manifest: TemplateManifest): string {
  const judged = measurementsOf(run).filter(({ metric }) => isJudged(metric, manifest));
  const rows = judged.map((measured) => {
    const seeds = measured.perSeed ?? [];
    const half = seeds.length > 1 ? interval95(seeds).half : undefined;
    const other = run.number === baseline.number ? undefined : twinOf(measured, baseline);
    const percent = other && other.mean !== 0 ? (100 * (measured.mean - other.mean)) / Math.abs(other.mean) : undefined;
    return [
      measured.dataset,
      measured.metric,
      run.name,
      half === undefined ? short(measured.mean) : meanBeside(half, measured.mean),
      half === undefined ? "–" : short(half),
      seeds.map((value) => short(value)).join(", ") || "one value",
      other ? change(measured.mean - other.mean, percent) : "–",
    ];
  });
  return table(["dataset", "metric", "run", "mean", "± 95 %", "each seed", "difference to baseline"], rows);
}

/**
 * What the differences between results come to, all that were planned, as things stand: intervals, what the correction for the
 * number of comparisons makes of them, and verdicts. Every new run may change it.
 */
export function comparisonTable(
  findings: Findings,
  manifest: TemplateManifest,
  isShown: (metric: string) => boolean = () => true,
): string {
  const judged = comparisonsAmong(allRuns(findings), manifest).filter(
    ({ comparison, measurement }) => comparison.verdict !== "not judged" && isShown(measurement.metric),
  );
  return table(
    [
      "dataset",
      "metric",
      "run",
      "compared with",
      "difference",
      "95 % interval of it",
      "by",
      "p",
      "p corrected",
      "corrected interval",
      "verdict",
      "capacity",
    ],
    judged.map((one) => [...comparisonRow(one), capacityCell(one, manifest)]),
  );
}

function comparisonRow({ run, reference, measurement, other, comparison }: Compared): string[] {
  const { difference, percent, low, high, p, corrected, among, method, verdict } = comparison;
  return [
    measurement.dataset,
    measurement.metric,
    run.name,
    reference.name,
    change(difference, percent),
    bounds(low, high),
    methodWords(method),
    p === undefined ? "–" : probability(p),
    corrected ? `${probability(corrected.p)} (${among} compared)` : "–",
    bounds(corrected?.low, corrected?.high),
    verdict === "one measurement, noise unknown" && hasSeeds(measurement) && hasSeeds(other)
      ? "seeds do not vary, noise unknown"
      : verdict,
  ];
}

function hasSeeds({ perSeed = [] }: Measurement): boolean {
  return perSeed.length > 1;
}

function capacityCell({ run, reference }: Compared, manifest: TemplateManifest): string {
  const differences = unmatched(run, reference, manifest);
  if (differences.length === 0) return "matched";
  return isTimeAlone(run, reference, differences) ? "time alone differs" : "not matched";
}

/** What running a program again said about the noise, metric by metric; empty where nothing was repeated. */
export function noiseTable(findings: Findings, manifest: TemplateManifest): string {
  const floorOf = noiseFloors(allRuns(findings));
  const rows = measurementsOf(findings.baseline)
    .filter(({ metric }) => isJudged(metric, manifest))
    .flatMap((measurement) => {
      const floor = floorOf(measurement);
      return floor ? [[measurement.dataset, measurement.metric, short(floor.deviation), String(floor.freedom)]] : [];
    });
  return rows.length > 0 ? table(["dataset", "metric", "between runs of one program", "degrees of freedom"], rows) : "";
}

/**
 * Every other pair of methods in the primary metric (in all judged ones where none is primary), later minus earlier, with the
 * interval of it alone. Nobody planned these comparisons: they get no verdict.
 */
export function contrastTable(findings: Findings, manifest: TemplateManifest): string {
  const runs = methodRuns(findings);
  const planned = new Set(
    comparisonsAmong(allRuns(findings), manifest).map(({ run, reference }) => pairKey(run, reference)),
  );
  const names = metricNames(findings, manifest).filter((metric) => isJudged(metric, manifest));
  const primary = names.filter((metric) => manifest.metrics[metric]?.primary);
  const metrics = primary.length > 0 ? primary : names;
  const floorOf = noiseFloors(allRuns(findings));
  const rows = metrics.flatMap((metric) =>
    runs.flatMap((later, index) =>
      runs
        .slice(0, index)
        .filter((earlier) => !planned.has(pairKey(later, earlier)))
        .flatMap((earlier) => contrastRows(metric, later, earlier, manifest, floorOf)),
    ),
  );
  return rows.length > 0 ? table(["dataset", "contrast", "difference", "95 % interval of it", "by"], rows) : "";
}

function pairKey(one: Run, other: Run): string {
  return `${one.number} ${other.number}`;
}

function contrastRows(
  metric: string,
  later: Run,
  earlier: Run,
  manifest: TemplateManifest,
  floorOf: ReturnType<typeof noiseFloors>,
): string[][] {
  return measurementsOf(later).flatMap((one) => {
    const other = twinOf(one, earlier);
    if (one.metric !== metric || !other) return [];
    const known = { sameSeeds: haveSameSeeds(later, earlier, one, manifest), floor: floorOf(one) };
    const found = contrast(one, other, known);
    const name = `${metric}: ${later.name} minus ${earlier.name}`;
    return [
      [one.dataset, name, signed(found.difference), bounds(...(intervalOf(found) ?? [])), methodWords(found.method)],
    ];
  });
}

function twinOf({ dataset, metric }: Measurement, other: Run): Measurement | undefined {
  return measurementsOf(other).find((one) => one.dataset === dataset && one.metric === metric);
}

function methodWords(method: Comparison["method"]): string {
  return { paired: "paired by seed", unpaired: "unpaired (Welch)", repeats: "repeats", none: "–" }[method];
}

function change(difference: number, percent: number | undefined): string {
  return `${signed(difference)}${percent === undefined ? "" : ` (${signed(percent, 3)} %)`}`;
}

function bounds(low?: number, high?: number): string {
  return low === undefined || high === undefined ? "–" : `[${signed(low)}, ${signed(high)}]`;
}

function probability(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** What a run cost, in one line: metrics that the template does not want judged, such as wall time. Empty when there are none. */
export function costLine(run: Run, manifest: TemplateManifest): string {
  const costs = measurementsOf(run).filter(({ metric }) => !isJudged(metric, manifest));
  const one = ({ dataset, metric, mean }: Measurement) =>
    `${metric} on ${dataset} ${short(mean, 3)} ${manifest.metrics[metric]?.unit ?? ""}`.trim();
  return costs.length ? `Costs on this machine, not judged: ${costs.map(one).join("; ")}` : "";
}

/** Rows of kept numbers that are shown; the others stand in the run's record. */
const MOST_KEPT = 40;

/** What the run's own program kept beside its results; nothing where it kept nothing. */
export function diagnosticTable({ environment, number }: Run): string {
  const kept = environment?.diagnostics ?? [];
  if (kept.length === 0) return "";
  const rows = kept
    .slice(0, MOST_KEPT)
    .map(({ dataset, metric, mean, perSeed = [] }) => [
      dataset,
      metric,
      short(mean),
      perSeed.map((value) => short(value)).join(", "),
    ]);
  const left = kept.length - rows.length;
  return [
    "Diagnostics that its program kept besides: how they are measured is that program's affair, and no verdict rests on them.",
    table(["dataset", "diagnostic", "mean", "each seed"], rows),
    left > 0 ? `${left} more stand in run_${number}/env.json.` : "",
  ]
    .filter(Boolean)
    .join("\n");
}

function isJudged(metric: string, manifest: TemplateManifest): boolean {
  return manifest.metrics[metric]?.judged !== false;
}

/** `kl_divergence (nats, lower is better, primary)` */
export function metricTitle(metric: string, manifest: TemplateManifest): string {
  const info = manifest.metrics[metric];
  const direction = info?.direction ? `${info.direction} is better` : "direction not stated";
  return `${metric} (${[info?.unit, direction, info?.primary ? "primary" : ""].filter(Boolean).join(", ")})`;
}

function measurementsOf(run: Run): readonly Measurement[] {
  return isMeasured(run) ? run.outcome.measurements : [];
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

/**
 * A mean with at least the decimals of two digits of its interval: who reads 2.462 ± 0.0088 would print 2.4620 where 2.4623 was
 * measured. At most ten.
 */
export function meanBeside(half: number, mean: number): string {
  const plain = short(mean);
  const size = half > 0 && Number.isFinite(half) ? 1 - Math.floor(Math.log10(half)) : 0;
  const decimals = plain.split(".")[1]?.length ?? 0;
  return plain.includes("e") || size <= decimals || size > 10 ? plain : mean.toFixed(size);
}

function signed(value: number, digits = 4): string {
  return value > 0 ? `+${short(value, digits)}` : short(value, digits);
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
