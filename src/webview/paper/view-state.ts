import * as z from "zod/mini";
import { ShownPaper } from "../contract/paper";

/** A place of a document that stays the same whatever the zoom: a page and the PDF point at the panel's upper left corner. */
export const PaperPlace = z.object({ page: z.number(), left: z.number(), top: z.number() });
export type PaperPlace = z.infer<typeof PaperPlace>;

/** What the researcher chose in the panel. VS Code keeps it, so it is there again after a reload. */
export const PaperState = z.object({
  paper: z.optional(ShownPaper),
  place: z.optional(PaperPlace),
  /** A number (1 is a hundred percent) or one of PDF.js's words. */
  zoom: z.string(),
  /** Whether pages are dark; undefined follows the theme. */
  dark: z.optional(z.boolean()),
  /** Whether what is said about the paper is shown beside it. */
  notes: z.optional(z.boolean()),
});
export type PaperState = z.infer<typeof PaperState>;

/** What was kept, or where there is nothing sensible, the beginning. */
export function paperStateOf(kept: unknown): PaperState {
  return PaperState.safeParse(kept).data ?? { zoom: "page-width" };
}
