import type { Experiments, MetricColumn, Row } from "../../../webview/contract/experiments";
import type { BegunShown, BoardState } from "../board-state";
import type { L10n } from "../tree-node";
import { metricKey } from "./cell";
import { picturesOf, type RunFiles } from "./run-files";
import { type NumbersOf, rememberedNumbers } from "./run-numbers";
import { pendingRow, runRow } from "./run-row";

/** All runs of all ideas as the Experiments panel shows them, those of the shown idea first. */
export function experimentsOf(
  l10n: L10n,
  state: BoardState,
  files: RunFiles,
  numbersOf: NumbersOf = rememberedNumbers(l10n),
): Experiments {
  const begun = [...state.begun].sort(
    (one, other) => Number(other.slug === state.shown) - Number(one.slug === state.shown),
  );
  const rows = begun.flatMap((idea) => rowsOf(l10n, state, idea, numbersOf));
  return {
    title: l10n.t("Experiments"),
    ideas: begun.map(({ slug, idea }) => ({ slug, title: idea.Title })),
    ...(state.shown === undefined ? {} : { shown: state.shown }),
    columns: columnsOf(state),
    rows,
    pictures: begun.flatMap((idea) => picturesOf(idea, files)),
    nothing: nothingYet(l10n, state),
  };
}

function rowsOf(l10n: L10n, state: BoardState, idea: BegunShown, numbersOf: NumbersOf): Row[] {
  const { runs } = idea.record.view;
  const { cells, best } = numbersOf(runs, state.template.manifest);
  const made = [...runs]
    .sort((one, other) => one.number - other.number)
    .map((run) =>
      runRow(l10n, state.template.manifest, idea, {
        run,
        cells: cells.get(run.number) ?? {},
        isBest: run.number === best,
      }),
    );
  const pending = pendingRow(l10n, state, idea);
  return pending ? [...made.filter(({ key }) => key !== pending.key), pending] : made;
}

/** A column for each metric on each data set that any run measured, the primary ones first. */
function columnsOf({ begun, template }: BoardState): MetricColumn[] {
  const columns = new Map<string, MetricColumn>();
  for (const { record } of begun)
    for (const { outcome } of record.view.runs)
      for (const { dataset, metric } of outcome.type === "measured" ? outcome.measurements : []) {
        const info = template.manifest.metrics[metric];
        const key = metricKey(dataset, metric);
        const direction = info?.direction ? { direction: info.direction } : {};
        columns.set(key, {
          key,
          metric,
          dataset,
          unit: info?.unit ?? "",
          primary: info?.primary ?? false,
          ...direction,
        });
      }
  const all = [...columns.values()];
  return [...all.filter(({ primary }) => primary), ...all.filter(({ primary }) => !primary)];
}

function nothingYet(l10n: L10n, { begun }: BoardState): string {
  return begun.length === 0
    ? l10n.t("No runs yet: start an idea, and its baseline will be the first row here.")
    : l10n.t("No runs yet: the first row comes when the baseline is launched.");
}

/** What became different: the rows that did, or that more than rows did. */
export function changeBetween(before: Experiments, after: Experiments): Row[] | "everything" {
  const frame = ({ rows, ...rest }: Experiments) => JSON.stringify([rest, rows.map(({ key }) => key)]);
  if (frame(before) !== frame(after)) return "everything";
  const known = new Map(before.rows.map((row) => [row.key, row]));
  return after.rows.filter((row) => !isSame(row, known.get(row.key)!));
}

/** Numbers are the same when they are the same objects: they are remembered as long as the runs are the same. */
function isSame({ cells, ...rest }: Row, { cells: before, ...other }: Row): boolean {
  return cells === before && JSON.stringify(rest) === JSON.stringify(other);
}
