import * as z from "zod";

/**
 * Where a job stands that has not ended. `waiting`: for a GPU in our own queue, or in that of a cluster. `unseen`: the place
 * does not answer since `since` (ISO time), which says nothing about the job.
 */
export const JobState = z.discriminatedUnion("type", [
  z.object({ type: z.literal("waiting"), reason: z.string() }),
  z.object({
    type: z.literal("running"),
    host: z.string().optional(),
    /** Indices of the GPUs that it has to itself. */
    gpus: z.array(z.number().int()).default([]),
    /** The cluster's number of the job. */
    clusterJob: z.string().optional(),
    /** Since when it runs, by the clock of whoever watches (ISO time): what it waited before is no part of it. */
    since: z.string().optional(),
    /** Where its parts stand, when it has several. */
    detail: z.string().optional(),
  }),
  z.object({ type: z.literal("unseen"), since: z.string(), reason: z.string() }),
]);
export type JobState = z.infer<typeof JobState>;
