import * as z from "zod";

/** One value as it was seen. */
export const SeenValue = z.object({ dataset: z.string(), metric: z.string(), mean: z.number() });
export type SeenValue = z.infer<typeof SeenValue>;

const ByRun = z.record(z.string(), z.array(SeenValue));

/** What the runs of a folder gave when they were looked at last, and what they had given before they were made again, newest first. */
export const SeenResults = z.object({ current: ByRun, earlier: ByRun });
export type SeenResults = z.infer<typeof SeenResults>;
