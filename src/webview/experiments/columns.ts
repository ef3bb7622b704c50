import { duration } from "../../research/duration";
import { dollars } from "../../research/money";
import type { Experiments, MetricColumn, Row, Words } from "../contract/experiments";
import { ideaOf, type ViewState } from "./view-state";

/** A column of the table: how it is named, what it is sorted by, and how wide its widest content is, in characters. */
export type Column = {
  readonly key: string;
  readonly label: string;
  /** The second line of the head. */
  readonly detail: string;
  readonly numeric: boolean;
  readonly width: number;
  readonly metric?: MetricColumn;
  /** Undefined goes to the end, whichever way it is sorted. */
  readonly value: (row: Row) => string | number | undefined;
};

const GUARDS_WIDTH = 10;

/** Every column that there is: what a run is, its metrics, and what it took. */
export function allColumns(model: Experiments, words: Words): Column[] {
  const text = (key: string, label: string, width: number, value: Column["value"]): Column => {
    return { key, label, detail: "", numeric: false, width, value };
  };
  return [
    text("run", words.run, 24, ({ number, slug }) => `${slug} ${String(number).padStart(4, "0")}`),
    ...(model.ideas.length > 1 ? [text("idea", words.idea, 22, ({ idea }) => idea)] : []),
    text("state", words.state, 20, ({ state }) => state),
    ...model.columns.map((column) => metricColumn(model, column)),
    text("change", words.change, 34, ({ change }) => change.toLowerCase()),
    text("guards", words.guards, GUARDS_WIDTH, ({ guards }) => guards && guards.failed * 1000 - guards.passed),
    { ...text("time", words.time, 12, timeOf), numeric: true },
    { ...text("cost", words.cost, 9, ({ dollars: cost }) => cost), numeric: true },
    text("host", words.host, 20, ({ host }) => host),
    text("commit", words.commit, 10, ({ commit }) => commit),
  ];
}

function metricColumn({ rows }: Experiments, metric: MetricColumn): Column {
  const { key, dataset, unit } = metric;
  const widest = Math.max(8, ...rows.map(({ cells }) => (cells[key] ? numberWidth(cells[key]) : 0)));
  const label = metric.metric;
  const detail = unit ? `${dataset} · ${unit}` : dataset;
  const width = Math.min(30, Math.max(widest + 2, label.length + 5, detail.length + 2));
  return { key, label, detail, numeric: true, width, metric, value: ({ cells }) => cells[key]?.mean };
}

function numberWidth({ text, plusMinus }: { readonly text: string; readonly plusMinus: string }): number {
  return text.length + plusMinus.length + 1;
}

/** Those that are shown: as chosen, else the primary metrics, or the first few where none is primary. */
export function shownColumns(model: Experiments, view: ViewState, words: Words): Column[] {
  const all = allColumns(model, words);
  const { columns } = view;
  if (columns) return all.filter(({ key }) => key === "run" || columns.includes(key));
  const primary = all.filter(({ metric }) => metric?.primary);
  const metrics = (primary.length > 0 ? primary : all.filter(({ metric }) => metric)).slice(0, FIRST_METRICS);
  const hasGuards = model.rows.some(({ guards }) => guards);
  const several = ideaOf(model, view) === undefined;
  const hidden = new Set([...(several ? [] : ["idea"]), ...(hasGuards ? [] : ["guards"])]);
  return all.filter((column) => (column.metric ? metrics.includes(column) : !hidden.has(column.key)));
}

const FIRST_METRICS = 6;

function timeOf({ seconds, since }: Row): number | undefined {
  return seconds ?? (since === undefined ? undefined : Number.MAX_SAFE_INTEGER);
}

/** Seconds of a run that has ended, or of one that is running, of those it may take. */
export function timeText({ seconds, since, limit }: Row, now: number): readonly [string, string] {
  if (seconds !== undefined) return [duration(seconds), ""];
  if (since === undefined) return ["", ""];
  return [duration((now - since) / 1000), limit === undefined ? "" : duration(limit)];
}

export function costText({ dollars: cost }: Row): string {
  return cost === undefined ? "" : dollars(cost);
}
