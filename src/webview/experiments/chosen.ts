import type { Experiments, Row } from "../contract/experiments";
import { ideaOf, type ViewState } from "./view-state";

/** The runs that charts show: as checked, else the baseline, the best and what runs now, of the shown idea. */
export function chosenRuns(model: Experiments, view: ViewState): string[] {
  const idea = ideaOf(model, view);
  const rows = model.rows.filter(({ slug }) => idea === undefined || slug === idea);
  if (view.chosen) return view.chosen.filter((key) => model.rows.some((row) => row.key === key));
  const telling = rows.filter(({ isBaseline, isBest, state }) => isBaseline || isBest || state === "running");
  return (telling.length > 1 ? telling : rows).slice(0, FIRST_CHOSEN).map(({ key }) => key);
}

const FIRST_CHOSEN = 6;

/** A colour of the theme for each chosen run, by its number as far as no other has that one; the baseline is drawn in the quiet one of texts. */
export function runColors(model: Experiments, chosen: readonly string[]): Map<string, string> {
  const style = getComputedStyle(document.body);
  const color = (name: string) => style.getPropertyValue(`--vscode-${name}`).trim() || style.color;
  const palette = PALETTE.map(color);
  const taken = new Set<string>();
  const free = (wanted: number) => {
    const turns = palette.map((_, turn) => palette[(wanted + turn) % palette.length]!);
    const found = turns.find((one) => !taken.has(one)) ?? turns[0]!;
    taken.add(found);
    return found;
  };
  const rows = model.rows.filter(({ key }) => chosen.includes(key)).sort((one, other) => one.number - other.number);
  const colored = (row: Row) => (row.isBaseline ? color("descriptionForeground") : free(row.number - 1));
  return new Map(rows.map((row) => [row.key, colored(row)]));
}

/** What runs are called in legends: after their idea too where several ideas are in sight. */
export function runNames(model: Experiments, view: ViewState): Map<string, string> {
  const alone = ideaOf(model, view) !== undefined || model.ideas.length < 2;
  return new Map(model.rows.map(({ key, name, idea }) => [key, alone ? name : `${name} · ${idea}`]));
}

const PALETTE = ["charts-blue", "charts-yellow", "charts-purple", "charts-green", "charts-red", "terminal-ansiCyan"];
