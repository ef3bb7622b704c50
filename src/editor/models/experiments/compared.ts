import { type Compared as Comparison, comparisonsAmong } from "../../../research/comparisons";
import type { Measurement } from "../../../research/metrics";
import type { Run } from "../../../research/run";
import type { TemplateManifest } from "../../../research/template";
import type { Compared, ComparedMetric, DiffLine } from "../../../webview/contract/experiments";
import type { BoardState } from "../board-state";
import { comparisonsIn } from "../run-comparison";
import type { L10n } from "../tree-node";
import { cellOf, differenceOf, metricKey } from "./cell";

/** Two runs metric by metric, `one` being the reference, with the code that is not the same in both. `diff` is git's. */
export function comparedRuns(
  l10n: L10n,
  state: BoardState,
  one: string,
  other: string,
  diff: string,
): Compared | undefined {
  const [first, second] = [runAt(state, one), runAt(state, other)];
  if (!first || !second) return undefined;
  const { manifest } = state.template;
  const lines = diffLines(diff, (path) => isCode(path, manifest));
  const shown = lines.slice(0, MOST_LINES);
  const rest = lines.length - shown.length;
  const note = rest > 0 ? l10n.t("{0} more lines: see the diff in the editor.", rest) : "";
  return { one, other, metrics: metricsOf(l10n, state, first, second), diff: shown, note };
}

/** A run by the key of its row, among all of its idea. */
export function runAt({ begun }: BoardState, key: string): KnownRun | undefined {
  for (const { slug, record } of begun)
    for (const run of record.view.runs)
      if (`${slug}/${run.number}` === key) return { slug, run, runs: record.view.runs };
  return undefined;
}

export type KnownRun = { readonly slug: string; readonly run: Run; readonly runs: readonly Run[] };

const MOST_LINES = 2000;

function metricsOf(l10n: L10n, { template }: BoardState, one: KnownRun, other: KnownRun): ComparedMetric[] {
  const { manifest } = template;
  const comparisons = comparisonsBetween(one, other, manifest);
  const [left, right] = [one.run, other.run].map((run) => comparisonsIn(run, [], manifest)) as [Own, Own];
  const keys = [...new Set([...left, ...right].map(keyOf))];
  return keys.map((key) => {
    const [first, second] = [left, right].map((all) => all.find((row) => keyOf(row) === key));
    const { measurement, primary, unit } = (second ?? first)!;
    const compared = comparisons.find((row) => keyOf(row) === key);
    return {
      metric: measurement.metric,
      dataset: measurement.dataset,
      primary,
      ...(first ? { one: cellOf(l10n, first) } : {}),
      ...(second ? { other: cellOf(l10n, second) } : {}),
      ...(compared ? { difference: differenceOf(l10n, compared.comparison, unit) } : {}),
    };
  });
}

type Own = ReturnType<typeof comparisonsIn>;

function keyOf({ measurement }: { readonly measurement: Measurement }): string {
  return metricKey(measurement.dataset, measurement.metric);
}

/**
 * As the idea compares them, whichever is named first, corrected for all that it compares; two that it does not compare are
 * compared by themselves.
 */
function comparisonsBetween(one: KnownRun, other: KnownRun, manifest: TemplateManifest): Comparison[] {
  const all = comparisonsAmong(other.runs, manifest);
  const known = all.filter(({ run, reference }) => run === other.run && reference === one.run);
  if (known.length > 0) return known;
  const reversed = all.filter(({ run, reference }) => run === one.run && reference === other.run);
  if (reversed.length > 0) return reversed.map(turned);
  const again = one.slug === other.slug && programOf(one.run) === programOf(other.run);
  return comparisonsAmong(
    [
      { ...one.run, number: 0, repeatOf: undefined },
      { ...other.run, number: 1, repeatOf: again ? 0 : undefined },
    ],
    manifest,
  );
}

/** The same comparison from its other side. The per cent are of the other number. */
function turned({ run, reference, measurement, other, comparison }: Comparison): Comparison {
  const { low, high, corrected, verdict } = comparison;
  const difference = -comparison.difference;
  const opposite = { better: "worse", worse: "better" } as const;
  return {
    ...{ run: reference, reference: run, measurement: other, other: measurement },
    comparison: {
      ...comparison,
      difference,
      percent: measurement.mean === 0 ? undefined : (100 * difference) / Math.abs(measurement.mean),
      low: high === undefined ? undefined : -high,
      high: low === undefined ? undefined : -low,
      corrected: corrected && { ...corrected, low: -corrected.high, high: -corrected.low },
      verdict: verdict === "better" || verdict === "worse" ? opposite[verdict] : verdict,
    },
  };
}

/** The run whose program it is: a run that repeats a third one is no repeat of what it is compared with. */
function programOf({ number, repeatOf }: Run): number {
  return repeatOf ?? number;
}

/** Programs, not what runs left. */
function isCode(path: string, { editable }: TemplateManifest): boolean {
  return editable.includes(path) || (path.endsWith(".py") && !/^run_\d+\//.test(path));
}

/** A unified diff of git's as lines, the files that are wanted. */
export function diffLines(diff: string, wanted: (path: string) => boolean): DiffLine[] {
  const lines: DiffLine[] = [];
  let inFile = false;
  let inHunk = false;
  for (const line of diff.split("\n")) {
    if (line.startsWith("diff --git ")) {
      const path = /^diff --git (?:a\/)?(.+) (?:b\/)?\1$/.exec(line)?.[1] ?? "";
      inFile = wanted(path);
      inHunk = false;
      if (inFile) lines.push({ kind: "file", text: path });
    } else if (inFile && line.startsWith("@@")) {
      inHunk = true;
      lines.push({ kind: "hunk", text: line });
    } else if (inFile && inHunk && line !== "") lines.push({ kind: kindOf(line), text: line.slice(1) });
  }
  return lines;
}

function kindOf(line: string): DiffLine["kind"] {
  return line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
}

/** The files of code that a diff of git's is about. */
export function changedCode(diff: string, manifest: TemplateManifest): string[] {
  return diffLines(diff, (path) => isCode(path, manifest)).flatMap(({ kind, text }) => (kind === "file" ? [text] : []));
}
