import { type CodeFacts, codeFacts, mergedFacts } from "../python/code-facts";
import { type Compared, comparisonsAmong } from "../research/comparisons";
import type { Environment } from "../research/environment";
import { type Measurement, meanOf } from "../research/metrics";
import { isMeasured, type Run } from "../research/run";
import { type MetricEvidence, metricEvidence } from "./metric-words";
import { type Names, regrouping } from "./regrouping";
import { wordsByRun } from "./run-notes";
import type { ClaimSources } from "./sources";

/** What one run measured and what it is called. */
export type RunEvidence = {
  readonly number: number;
  readonly names: readonly string[];
  readonly commit: string;
  readonly environment: Environment | undefined;
  readonly earlier: readonly Measurement[];
  /** The code that it executed, where it is known. */
  readonly code: CodeFacts | undefined;
  /** What the notes say of it in words, its title first. */
  readonly noted: string;
  value(dataset: string, metric: string): Measurement | undefined;
};

/** Everything that a claim can be held against. */
export type Evidence = {
  /** The measured runs, the baseline first. */
  readonly runs: readonly RunEvidence[];
  readonly datasets: readonly string[];
  readonly metrics: readonly MetricEvidence[];
  /** What the files of the runs call a measurement. */
  asWritten(dataset: string, metric: string): Names;
  /** All code together, and the notes. */
  readonly code: CodeFacts;
  readonly notes: string;
  /** What the template says that its experiment is about. */
  readonly description: string;
  /** Numbers that the scales of the template set: limits of time and the like. */
  readonly limits: readonly number[];
  readonly environments: readonly Environment[];
  readonly seeds: ReadonlySet<number>;
  /** The comparisons that the runs were made for, with their verdicts. */
  readonly compared: readonly Compared[];
};

export function evidenceOf(sources: ClaimSources): Evidence {
  const { findings, manifest, programs, notes = [] } = sources;
  const facts = new Map(programs.map((program) => [program, codeFacts(program.text)]));
  const all = [findings.baseline, ...findings.runs];
  const written = all.filter(isMeasured).flatMap(({ outcome }) => outcome.measurements);
  const named = regrouping(written);
  const noted = wordsByRun(notes.map(({ text }) => text).join("\n"));
  const runs = all.filter(isMeasured).map((run) => runEvidence(run, sources, facts, named, noted));
  const measurements = [...written.flatMap((one) => named(one) ?? []), ...all.flatMap(keptBesides)];
  const original = new Map(
    written.flatMap((one) => {
      const read = named(one);
      return read ? [[`${read.dataset}\n${read.metric}`, one] as const] : [];
    }),
  );
  const metrics = [...new Set(measurements.map(({ metric }) => metric))];
  return {
    runs,
    datasets: [...new Set(measurements.map(({ dataset }) => dataset))],
    metrics: metrics.map((key) => metricEvidence(key, manifest, sizesOf(measurements, key))),
    asWritten: (dataset, metric) => original.get(`${dataset}\n${metric}`) ?? { dataset, metric },
    code: mergedFacts([...facts.values()]),
    notes: [...notes.map(({ text }) => text), ...all.flatMap(({ description, diff }) => [description, diff])].join(
      "\n",
    ),
    description: manifest.description,
    limits: limitsIn(manifest, all),
    environments: all.flatMap(({ environment }) => environment ?? []),
    compared: comparisonsAmong(all, manifest),
    seeds: new Set(written.map(({ perSeed }) => perSeed?.length ?? 1)),
  };
}

function limitsIn({ scales, timeLimitSeconds }: ClaimSources["manifest"], runs: readonly Run[]): number[] {
  const texts = Object.values(scales).flatMap(({ env }) => Object.values(env));
  const seconds = [
    timeLimitSeconds,
    ...Object.values(scales).map((scale) => scale.timeLimitSeconds),
    ...runs.map((run) => run.seconds),
  ];
  return [...texts.map(Number), ...seconds].filter(
    (value) => value !== undefined && Number.isFinite(value),
  ) as number[];
}

function sizesOf(measurements: readonly Measurement[], key: string): number[] {
  return measurements.filter(({ metric }) => metric === key).map(({ mean }) => Math.abs(mean));
}

function runEvidence(
  run: Run,
  sources: ClaimSources,
  facts: ReadonlyMap<object, CodeFacts>,
  named: ReturnType<typeof regrouping>,
  noted: ReadonlyMap<number, string>,
): RunEvidence {
  const own = sources.programs.filter(({ runs }) => runs?.includes(run.number)).flatMap((one) => facts.get(one) ?? []);
  const measurements = isMeasured(run) ? run.outcome.measurements.flatMap((one) => named(one) ?? []) : [];
  const table = new Map<string, Map<string, Measurement>>();
  for (const one of [...keptBesides(run), ...measurements])
    table.set(one.dataset, (table.get(one.dataset) ?? new Map()).set(one.metric, one));
  return {
    number: run.number,
    names: [...new Set([run.name, ...(sources.names?.[run.number] ?? [])])].filter((name) => !/^run_?\d+$/.test(name)),
    commit: run.commit,
    environment: run.environment,
    earlier: (sources.earlier?.[run.number] ?? []).flatMap((one) => named(one) ?? []),
    code: own.length > 0 ? mergedFacts(own) : undefined,
    noted: [noted.get(run.number), run.description].filter(Boolean).join("\n"),
    value: (dataset, metric) => table.get(dataset)?.get(metric),
  };
}

/** What a measured run's own program kept beside its results: a paper may print it, and nothing is judged by it. */
function keptBesides(run: Run): readonly Measurement[] {
  return isMeasured(run) ? (run.environment?.diagnostics ?? []) : [];
}

/** The mean of a metric over data sets; undefined unless the run measured it on all of them, two at least. */
export function averageOver(run: RunEvidence, metric: string, datasets: readonly string[]): number | undefined {
  const values = datasets.map((dataset) => run.value(dataset, metric)?.mean);
  return values.length > 1 && values.every((value) => value !== undefined) ? meanOf(values) : undefined;
}

/** What to call a run in a sentence for the author. */
export function nameOf(run: RunEvidence): string {
  return run.names.length > 0 ? `“${run.names.at(-1)}”` : `run_${run.number}`;
}
