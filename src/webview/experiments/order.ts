import type { Experiments, Row } from "../contract/experiments";
import type { Column } from "./columns";
import { ideaOf, type ViewState } from "./view-state";

/** The rows in sight: those of the idea, that match the filter, in the chosen order. */
export function orderedRows(model: Experiments, view: ViewState, columns: readonly Column[]): Row[] {
  const idea = ideaOf(model, view);
  const words = view.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const found = model.rows.filter((row) => (idea === undefined || row.slug === idea) && words.every(matching(row)));
  const column = columns.find(({ key }) => key === view.sort.by);
  return column ? sorted(found, column, view.sort.down) : found;
}

/** Every word must be somewhere in what can be read of the run. */
function matching(row: Row): (word: string) => boolean {
  const { name, idea, change, stateText, state, reason, host, commit, remarks } = row;
  const text = [name, idea, change, stateText, state, reason, host, commit, ...remarks].join("\n").toLowerCase();
  return (word) => text.includes(word);
}

/** Stable; a row without a value comes last either way. */
function sorted(rows: readonly Row[], { value }: Column, down: boolean): Row[] {
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  const sign = down ? -1 : 1;
  return keyed
    .sort((one, other) => {
      if (one.key === undefined || other.key === undefined)
        return Number(one.key === undefined) - Number(other.key === undefined);
      return sign * compared(one.key, other.key);
    })
    .map(({ row }) => row);
}

function compared(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other));
}

/** The rows with those that changed put in their places, and new ones where they belong by idea and number. */
export function withRows(model: Experiments, changed: readonly Row[]): Experiments {
  const byKey = new Map(changed.map((row) => [row.key, row]));
  return { ...model, rows: model.rows.map((row) => byKey.get(row.key) ?? row) };
}

/** What a click on a head asks for: the other way round, or for a metric the good end first. */
export function nextSort({ by, down }: ViewState["sort"], column: Column): ViewState["sort"] {
  if (by === column.key) return { by, down: !down };
  return { by: column.key, down: column.metric?.direction === "higher" };
}
