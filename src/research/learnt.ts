import { type Compared, type ComparisonVerdict, comparisonsAmong } from "./comparisons";
import { describeOutcome, isMeasured, type Run } from "./run";
import type { TemplateManifest } from "./template";

/**
 * What an idea taught, one line a run, for an idea that goes on from it. Verdicts and lessons, and no table: numbers against
 * another baseline are no evidence. `code` is the run whose code the new idea begins with.
 */
export function learntFrom(runs: readonly Run[], manifest: TemplateManifest, code: Run | undefined): string[] {
  const compared = comparisonsAmong(runs, manifest).filter(({ reference }) => reference.number === 0);
  const later = runs.filter(({ number }) => number > 0).sort((a, b) => a.number - b.number);
  const start = code
    ? [code.number === 0 ? "The code is the one that it began with." : `The code is that of its run “${code.name}”.`]
    : [];
  return [...start, ...later.map((run) => lineOf(run, compared, manifest))];
}

function lineOf(run: Run, compared: readonly Compared[], manifest: TemplateManifest): string {
  const what = `“${run.name}”${run.description ? ` (${shortened(run.description, 200)})` : ""}`;
  const outcome = isMeasured(run) ? verdicts(run, compared, manifest) : shortened(describeOutcome(run.outcome), 160);
  const lesson = run.lesson ? `${shortened(run.lesson, 700)}.` : "";
  return [`${what}: ${outcome || "measured, without a verdict"}.`, lesson].filter(Boolean).join(" ");
}

/** `kl better on dino, line; no clear difference on moons`, in the metrics that decide, against that idea's own baseline. */
function verdicts(run: Run, compared: readonly Compared[], manifest: TemplateManifest): string {
  const own = compared.filter((one) => one.run.number === run.number);
  const primary = (metric: string) => manifest.metrics[metric]?.primary ?? false;
  const some = own.some(({ measurement }) => primary(measurement.metric));
  const told = own
    .filter(
      ({ measurement, comparison }) => comparison.verdict !== "not judged" && (!some || primary(measurement.metric)),
    )
    .map(({ measurement: { metric, dataset }, comparison: { verdict } }) => ({ metric, verdict, dataset }));
  return grouped(told).join("; ");
}

type Told = { readonly metric: string; readonly verdict: ComparisonVerdict; readonly dataset: string };

function grouped(told: readonly Told[]): string[] {
  const heads = [...new Set(told.map(({ metric, verdict }) => `${metric}: ${verdict}`))];
  return heads.map((head) => {
    const datasets = told
      .filter(({ metric, verdict }) => `${metric}: ${verdict}` === head)
      .map(({ dataset }) => dataset);
    return `${head} on ${datasets.join(", ")}`;
  });
}

function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.length <= most ? line : `${line.slice(0, most).replace(/\s+\S*$/, "")} …`;
}
