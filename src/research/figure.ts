import * as z from "zod";
import type { DrawnFigure } from "./figure-record";

/** A picture made from the runs, and what it shows. `path` is relative to the idea's folder. */
export const Figure = z.object({ path: z.string(), description: z.string() });
export type Figure = z.infer<typeof Figure>;

/** A figure with what was drawn into it, as far as that was recorded. */
export type DescribedFigure = Figure & { readonly drawn?: DrawnFigure | undefined };
