import type { IdeaLine } from "../contract/campaign";
import type { ViewState } from "./view-state";

/** Columns that sort, beside the order in which ideas became the campaign's. */
export const SORTERS: Readonly<Record<string, (line: IdeaLine) => string | number | undefined>> = {
  idea: ({ title }) => title.toLowerCase(),
  state: ({ state }) => ["running", "waiting", "paused", "planned", "failed", "stopped", "ended"].indexOf(state),
  novel: ({ novel }) => novel.value,
  score: ({ score }) => score.value,
  cost: ({ cost }) => cost.value,
  time: ({ time }) => time.value,
  gpu: ({ gpu }) => gpu.value,
};

/** The lines in the chosen order; what has no value comes last either way. */
export function orderedLines(lines: readonly IdeaLine[], { by, down }: ViewState["sort"]): readonly IdeaLine[] {
  const sortBy = SORTERS[by];
  if (!sortBy) return lines;
  const sign = down ? -1 : 1;
  return lines
    .map((line) => ({ line, value: sortBy(line) }))
    .sort((one, other) => {
      if (one.value === undefined || other.value === undefined)
        return Number(one.value === undefined) - Number(other.value === undefined);
      if (typeof one.value === "number" && typeof other.value === "number") return sign * (one.value - other.value);
      return sign * String(one.value).localeCompare(String(other.value));
    })
    .map(({ line }) => line);
}

/** A click on a head: the other way round, and the third time as it was; of scores the best first. */
export function nextSort({ by, down }: ViewState["sort"], column: string): ViewState["sort"] {
  const first = column === "score" || column === "novel";
  if (by !== column) return { by: column, down: first };
  return down === first ? { by, down: !down } : { by: "", down: false };
}
