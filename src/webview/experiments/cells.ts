import type { Cell, Difference, Row, Verdict, Words } from "../contract/experiments";
import { type Column, costText, timeText } from "./columns";
import { el, fill } from "./dom";

/** What the cells need beside the row: the texts, the widths of a column's parts, and the moment. */
export type CellContext = {
  readonly words: Words;
  readonly now: number;
  /** Characters of the longest `± …` of a column, and the farthest end of its intervals. */
  readonly measures: ReadonlyMap<string, { readonly plusMinus: number; readonly reach: number }>;
};

/** The content of one cell. */
export function cellContent(row: Row, column: Column, context: CellContext): Node[] {
  if (column.metric) return metricContent(row, column, context);
  switch (column.key) {
    case "idea":
      return [line(row.idea)];
    case "state":
      return stateContent(row, context);
    case "change":
      return [el("span", { class: "clamp", text: row.change, title: row.change })];
    case "guards":
      return guardsContent(row, context);
    case "time":
      return timeContent(row, context);
    case "cost":
      return [el("span", { class: "quiet", text: costText(row) })];
    case "host":
      return hostContent(row);
    default:
      return [el("code", { class: "quiet", text: row.commit.slice(0, 8), title: row.commit })];
  }
}

/** Name, what it is (baseline, best) and what to know of its numbers. */
export function nameContent(row: Row, { words }: CellContext): Node[] {
  const badge = row.isBest ? words.best : row.isBaseline ? words.baseline : "";
  const second = [badge, ...row.remarks].filter(Boolean).join(" · ");
  return [
    el("span", { class: "name", title: row.name }, el("span", { text: row.name })),
    el("span", { class: row.isBest ? "second best" : "second", text: second, title: second }),
  ];
}

function metricContent(row: Row, { key }: Column, { words, measures }: CellContext): Node[] {
  const cell = row.cells[key];
  if (!cell) return [el("span", { class: "quiet", text: row.state === "measured" ? "–" : "" })];
  const { plusMinus = 0, reach = 0 } = measures.get(key) ?? {};
  const interval = el("span", { class: "pm", text: cell.plusMinus });
  interval.style.width = `${plusMinus}ch`;
  const value = el("span", { class: "value" }, el("span", { text: cell.text }), plusMinus > 0 ? interval : undefined);
  const second = cell.difference && differenceContent(cell.difference, reach, words);
  return second ? [value, second] : [value];
}

/** The difference in per cent with its verdict as a sign, a word for who cannot see it, and where the interval lies about zero. */
export function differenceContent(difference: Difference, reach: number, words: Words): HTMLElement {
  const { verdict, text, title } = difference;
  return el(
    "span",
    { class: `difference ${verdict}`, title },
    intervalGlyph(difference, reach),
    el("span", { class: "sign", "aria-hidden": "true", text: SIGNS[verdict] }),
    el("span", { text }),
    el("span", { class: "unseen", text: ` ${verdictWord(verdict, words)}` }),
  );
}

const SIGNS: Record<Verdict, string> = {
  better: "✓",
  worse: "✗",
  unclear: "≈",
  unknown: "?",
  repeat: "↺",
  unjudged: "",
};

export function verdictWord(verdict: Verdict, words: Words): string {
  return {
    better: words.verdictBetter,
    worse: words.verdictWorse,
    unclear: words.verdictUnclear,
    unknown: words.verdictUnknown,
    repeat: words.verdictRepeat,
    unjudged: "",
  }[verdict];
}

/** A whisker from `low` to `high` on a line whose middle is zero and whose ends are the farthest interval of the column. */
function intervalGlyph({ low, high, value }: Difference, reach: number): HTMLElement | undefined {
  if (low === undefined || high === undefined || reach === 0) return undefined;
  const place = (at: number) => 50 + (48 * at) / reach;
  const bar = el("i", { class: "bar" });
  bar.style.left = `${place(low)}%`;
  bar.style.width = `${Math.max(2, place(high) - place(low))}%`;
  const dot = el("i", { class: "dot" });
  dot.style.left = `${place(value)}%`;
  return el("span", { class: "glyph", "aria-hidden": "true" }, bar, dot);
}

function stateContent(row: Row, { words }: CellContext): Node[] {
  const detail = row.line || row.reason;
  const state = el("span", { class: `state ${row.state}` }, el("i", { "aria-hidden": "true" }), row.stateText);
  const title = row.reason ? `${row.stateText}: ${row.reason}` : row.stateText;
  state.title = NO_NUMBERS.has(row.state) && !row.reason ? `${title}, ${words.notCounted}` : title;
  return detail ? [state, el("span", { class: "second", text: detail, title: detail })] : [state];
}

/** Ends that leave no numbers. What is under way may still bring some. */
const NO_NUMBERS: ReadonlySet<Row["state"]> = new Set(["crashed", "timed-out", "stopped"]);

function guardsContent({ guards }: Row, { words }: CellContext): Node[] {
  if (!guards) return [];
  const { passed, failed, title } = guards;
  const text = failed > 0 ? fill(words.guardsFailed, failed) : fill(words.guardsPassed, passed);
  return [el("span", { class: failed > 0 ? "worse" : "quiet", text: `${failed > 0 ? "✗" : "✓"} ${text}`, title })];
}

function timeContent(row: Row, { words, now }: CellContext): Node[] {
  const [time, limit] = timeText(row, now);
  const second = limit ? [el("span", { class: "second", text: fill(words.of, "", limit).trim() })] : [];
  return [el("span", { class: "time", text: time }), ...second];
}

function hostContent({ host }: Row): Node[] {
  const [machine = "", ...gpus] = host.split(" · ");
  const second = gpus.join(" · ");
  return second ? [line(machine), el("span", { class: "second", text: second, title: second })] : [line(machine)];
}

function line(text: string): HTMLElement {
  return el("span", { class: "line", text, title: text });
}

/** For each metric's column how wide its intervals are written and how far they reach. */
export function measuresOf(rows: readonly Row[], columns: readonly Column[]): CellContext["measures"] {
  const metrics = columns.flatMap(({ metric }) => (metric ? [metric.key] : []));
  return new Map(
    metrics.map((key) => {
      const cells = rows.flatMap(({ cells }) => cells[key] ?? []);
      const plusMinus = Math.max(0, ...cells.map((cell) => cell.plusMinus.length));
      return [key, { plusMinus, reach: Math.max(0, ...cells.map(reachOf)) }];
    }),
  );
}

function reachOf({ difference }: Cell): number {
  const { low, high } = difference ?? {};
  return low === undefined || high === undefined ? 0 : Math.max(Math.abs(low), Math.abs(high));
}
