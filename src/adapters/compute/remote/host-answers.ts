import * as z from "zod";
import { JobState } from "../../../research/job-state";
import { Answer } from "../find-interpreter";

/** What a host's program answers, checked: a host may answer anything. */
export const Look = z.object({
  root: z.string().startsWith("/"),
  host: z.string(),
  tried: z.array(z.object({ command: z.string(), answer: Answer.nullable() })),
  /** How `compute.remoteSetup` ended. */
  setup: z.string(),
  have: z.array(z.string()),
  gpus: z.array(z.object({ index: z.number(), uuid: z.string(), name: z.string(), free: z.boolean() })),
  freeDiskMb: z.number(),
  /** Milliseconds since 1970 by the host's clock. */
  now: z.number(),
  /** Whether the job that was asked about has been started there. */
  known: z.boolean(),
  /** Of the cluster that the host is a login node of, where that was asked. */
  cluster: z
    .object({ resources: z.string(), problem: z.string().nullable(), away: z.boolean().default(false) })
    .nullable()
    .default(null),
});
export type Look = z.infer<typeof Look>;

export const Started = z.union([
  z.object({ started: z.literal(true) }),
  /** What was cached and is no more what it was: it must be sent again. */
  z.object({ stale: z.array(z.string()) }),
  /** The cluster could not be asked, and may have the job or not. */
  z.object({ unseen: z.string() }),
]);

const Over = z.union([
  z.object({ exit: z.unknown() }),
  z.object({
    how: z.discriminatedUnion("type", [
      z.object({ type: z.literal("cancelled") }),
      z.object({ type: z.literal("lost"), reason: z.string() }),
    ]),
  }),
]);

/** Where one job stands. `stdout` and `stderr` count the bytes of each log that follow the answer. */
export const Report = z.object({
  job: z.string(),
  over: z.union([z.null(), Over]),
  seconds: z.number().min(0),
  state: JobState.nullable().catch(null),
  stdout: z.number().int().min(0),
  stderr: z.number().int().min(0),
});
export type Report = z.infer<typeof Report>;

export const Poll = z.object({ jobs: z.array(Report) });

export const Fetched = z.object({
  files: z.array(z.object({ path: z.string(), size: z.number().int().min(0) })),
  /** What is there and too large to come. */
  left: z.array(z.string()),
  exit: z.unknown(),
  env: z.unknown(),
});
export type Fetched = z.infer<typeof Fetched>;

export const Cancelled = z.object({ ended: z.boolean() });
