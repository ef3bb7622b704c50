import * as z from "zod";
import type { JobEnd } from "../../../engine/ports/compute";
import { JobState } from "../../../research/job-state";
import { ExitFile } from "../exit-file";
import type { Report } from "../remote/host-answers";
import { endOf, howItEnded, isItsOwnWord, type Traces } from "./how-it-ended";
import { accountRows, controlRows, isAbout, type QueueRow, queueRows } from "./rows";
import { standingOf } from "./standing";

/** What a login node answers about all jobs that are watched: the queue as it printed it, and what each job left. */
export const Queue = z.object({
  queue: z.string(),
  /** Why the queue could not be asked; null when it answered. */
  unseen: z.string().nullable(),
  /** The number of the user whom the jobs belong to. */
  user: z.string(),
  jobs: z.array(
    z.object({
      job: z.string(),
      /** The cluster's number; null when it was never submitted. */
      number: z.string().nullable(),
      exit: z.unknown(),
      told: z.enum(["time", "end", "restarts"]).nullable().catch(null),
      /** What sacct and scontrol printed of a job that the queue no longer has; null where they said nothing. */
      account: z.string().nullable(),
      control: z.string().nullable(),
      /** The name of whoever cancelled it, where that is known. */
      who: z.string().max(100).nullable().default(null),
      cancelled: z.boolean(),
      there: z.boolean(),
      state: JobState.nullable().catch(null),
      seconds: z.number().min(0),
      /** The end of what the script itself printed. */
      said: z.string(),
      stdout: z.number().int().min(0),
      stderr: z.number().int().min(0),
    }),
  ),
});
export type Queue = z.infer<typeof Queue>;
type Left = Queue["jobs"][number];

/** What was seen before, which an answer alone does not tell. Times in milliseconds since 1970. */
export type Seen = {
  readonly now: number;
  /** Since when the queue does not answer. */
  readonly unseenSince: number | undefined;
  /** Since when a job is in no table and has left no word. */
  readonly missingSince: ReadonlyMap<string, number>;
};

/** File systems and accounting lag behind: for so long a job that nobody knows is looked for again. */
const patienceMs = 20_000;

/** The answer as what is known of each job, and what must be remembered for the next answer. */
export function reportsOf(answer: Queue, before: Seen): { reports: Report[]; seen: Seen } {
  const rows = queueRows(answer.queue);
  const unseenSince = answer.unseen === null ? undefined : (before.unseenSince ?? before.now);
  const missingSince = new Map<string, number>();
  const reports = answer.jobs.map((left): Report => {
    const { job, seconds, stdout, stderr } = left;
    const known = { job, seconds, stdout, stderr, over: null, state: left.state };
    const row = rows.find((one) => left.number !== null && isAbout(one, left.number));
    const end = endIn(left, answer, row);
    if (end === "missing") {
      const since = before.missingSince.get(job) ?? before.now;
      if (before.now - since < patienceMs) {
        missingSince.set(job, since);
        return { ...known, state: null };
      }
    }
    if (end !== undefined)
      return {
        ...known,
        state: null,
        over: asOver(left, typeof end === "object" ? end : endWithoutAWord(left, answer)),
      };
    if (unseenSince === undefined) return { ...known, state: row ? standingOn(row, left.state) : null };
    const since = new Date(unseenSince).toISOString();
    return { ...known, state: { type: "unseen", since, reason: `Slurm does not answer: ${answer.unseen}.` } };
  });
  return { reports, seen: { now: before.now, unseenSince, missingSince } };
}

function endWithoutAWord(left: Left, answer: Queue): JobEnd["how"] {
  if (!left.there) return { type: "lost", reason: "Its folder on the cluster is gone." };
  return howItEnded(tracesOf(left, answer));
}

/** Undefined while nobody can say that it ended; `missing` where everybody was asked and nobody knows, or its folder is not seen. */
function endIn(left: Left, answer: Queue, row: QueueRow | undefined): JobEnd["how"] | "missing" | undefined {
  const traces = tracesOf(left, answer);
  if (isItsOwnWord(traces)) return traces.exit;
  if (!left.there) return "missing";
  if (answer.unseen !== null || (row && standingOf(row))) return undefined;
  if (left.number === null)
    return left.cancelled ? { type: "cancelled" } : { type: "lost", reason: "It was never submitted." };
  const known = traces.cancelled || traces.told || endOf(traces.account) || endOf(traces.control);
  return known ? howItEnded(traces) : "missing";
}

function tracesOf({ exit, told, account, control, cancelled, said, who }: Left, { user }: Queue): Traces {
  return {
    exit: ExitFile.safeParse(exit).data?.how,
    told: told ?? undefined,
    account: accountRows(account ?? "").at(-1),
    control: controlRows(control ?? "").at(-1),
    ...{ cancelled, user, said, who: who ?? undefined },
  };
}

/** The queue knows the node and the number, the supervisor on the node knows the GPUs. */
function standingOn(row: QueueRow, state: JobState | null): JobState | null {
  const standing = standingOf(row);
  if (standing?.type !== "running") return standing ?? state;
  return { ...standing, gpus: state?.type === "running" ? state.gpus : [] };
}

/** A limit of the cluster's is told as one that its supervisor kept. */
function asOver({ exit, seconds }: Left, how: JobEnd["how"]): Report["over"] {
  if (how.type === "lost" || how.type === "cancelled") return { how };
  const written = ExitFile.safeParse(exit).data;
  return { exit: { seconds, violations: [], ...written, how } };
}
