import * as z from "zod/mini";
import type { Experiments } from "../contract/experiments";

/** What the researcher chose in the panel. VS Code keeps it, so it is there again after a reload. */
export const ViewState = z.object({
  /** An idea's slug, or "" for all of them; undefined follows the other views. */
  idea: z.optional(z.string()),
  filter: z.string(),
  sort: z.object({ by: z.string(), down: z.boolean() }),
  /** Keys of the columns that are shown; undefined leaves the choice to us. */
  columns: z.optional(z.array(z.string())),
  /** Keys of the runs that are drawn; undefined leaves the choice to us. */
  chosen: z.optional(z.array(z.string())),
  /** The run that has the keyboard. */
  current: z.optional(z.string()),
  tab: z.enum(["curves", "parameters", "pictures", "compare"]),
  logarithmic: z.boolean(),
  /** The two runs that are compared, the reference first. */
  pair: z.optional(z.tuple([z.string(), z.string()])),
});
export type ViewState = z.infer<typeof ViewState>;

/** What was kept, or where there is nothing sensible, the beginning. */
export function viewStateOf(kept: unknown): ViewState {
  const beginning: ViewState = { filter: "", sort: { by: "run", down: false }, tab: "curves", logarithmic: false };
  return ViewState.safeParse(kept).data ?? beginning;
}

/** The idea whose runs are shown; undefined shows those of all. */
export function ideaOf({ ideas, shown }: Experiments, { idea }: ViewState): string | undefined {
  if (idea === "") return undefined;
  return ideas.some(({ slug }) => slug === idea) ? idea : shown;
}
