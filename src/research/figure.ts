import * as z from "zod";

/** A picture made from the runs, and what it shows. `path` is relative to the idea's folder. */
export const Figure = z.object({ path: z.string(), description: z.string() });
export type Figure = z.infer<typeof Figure>;
