import * as z from "zod/mini";

/** What the researcher chose in the panel. VS Code keeps it, so it is there again after a reload. */
export const ViewState = z.object({
  campaign: z.optional(z.string()),
  /** The line that has the keyboard. */
  current: z.optional(z.string()),
  sort: z.object({ by: z.string(), down: z.boolean() }),
  /** The form of a new campaign is open, with what was typed into it. */
  form: z.optional(z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]))),
});
export type ViewState = z.infer<typeof ViewState>;

/** What was kept, or where there is nothing sensible, the beginning. */
export function viewStateOf(kept: unknown): ViewState {
  return ViewState.safeParse(kept).data ?? { sort: { by: "", down: false } };
}
