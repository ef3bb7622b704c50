import type { JobEnd } from "../../../engine/ports/compute";
import type { EndRow } from "./rows";
import { noFolder } from "./sbatch-script";

/** Everything that can be known of a job that the queue no longer has. */
export type Traces = {
  /** What its supervisor wrote at its end: believed before anything else. */
  readonly exit: JobEnd["how"] | undefined;
  /** What the job's script learnt before that: its time is nearly up, it must end now, or it was started too often. */
  readonly told: "time" | "end" | "restarts" | undefined;
  readonly account: EndRow | undefined;
  readonly control: EndRow | undefined;
  /** Whether we asked for its end. */
  readonly cancelled: boolean;
  /** The number of the user whom the jobs belong to. */
  readonly user: string;
  /** The name of whoever cancelled it, where that is known. */
  readonly who?: string | undefined;
  /** The end of what its script printed, where it left no other word. */
  readonly said: string;
};

/**
 * The job's own word first, then the accounting, then the controller's memory. What the experiment left when it was told to end is
 * no exit code of its own: the cluster then says why it was told.
 */
export function howItEnded(traces: Traces): JobEnd["how"] {
  const { exit, told, account, control, cancelled } = traces;
  const row = endOf(account) ?? endOf(control);
  if (exit && isItsOwnWord(traces)) return exit;
  if (told === "restarts") return lost(goneRound);
  if (cancelled) return { type: "cancelled" };
  if (exit && !told) return row?.state === "OUT_OF_MEMORY" ? asSlurmSays(row, traces) : exit;
  if (told === "time") return outOfTime;
  if (row) return asSlurmSays(row, traces);
  if (exit) return lost("Something on the cluster told it to end, and Slurm no longer knows what.");
  return lost("Slurm no longer knows the job, and the job left no word of how it ended.");
}

/**
 * Told that its time is nearly up, it may still have been done in time. Whoever ended it with KILL (128 + 9) is not known from its
 * exit code: the cluster does so when its memory is used up.
 */
export function isItsOwnWord({ exit, told }: Pick<Traces, "exit" | "told">): boolean {
  if (exit?.type !== "exited") return exit !== undefined && told === undefined;
  return exit.code === 0 || (told === undefined && exit.code !== 137);
}

const goneRound = "The cluster started it four times, and each time something ended it. It was not started again.";

/** A row that stands at an end. */
export function endOf(row: EndRow | undefined): EndRow | undefined {
  return row && ended.has(row.state) ? row : undefined;
}

const ended = new Set([
  ...["COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "DEADLINE", "OUT_OF_MEMORY"],
  ...["NODE_FAIL", "BOOT_FAIL", "PREEMPTED", "REVOKED"],
]);

function asSlurmSays(row: EndRow, { user, who, said }: Traces): JobEnd["how"] {
  const at = row.nodes ? ` on ${row.nodes}` : "";
  switch (row.state) {
    case "TIMEOUT":
      return outOfTime;
    case "DEADLINE":
      return {
        type: "limit",
        limit: "seconds",
        detail: "It could not end before its deadline on the cluster (DEADLINE).",
      };
    case "OUT_OF_MEMORY":
      return {
        type: "limit",
        limit: "memoryMb",
        detail: `It used more memory than Slurm gave it${at} (OUT_OF_MEMORY).`,
      };
    case "CANCELLED":
      return lost(`It was cancelled on the cluster${byWhom(row.by, user, who)}, not from here (CANCELLED).`);
    case "NODE_FAIL":
      return lost(`The node failed while it ran${at} (NODE_FAIL).`);
    case "BOOT_FAIL":
      return lost(`The node could not be started (BOOT_FAIL).`);
    case "PREEMPTED":
      return lost(`A job of higher priority took its place${at} (PREEMPTED).`);
    case "REVOKED":
      return lost("Another cluster took it over (REVOKED).");
    default:
      return asItWent(row, at, said);
  }
}

/** Slurm saw it go, the job itself left no word: its script or its supervisor ended early. */
function asItWent({ state, exitCode, signal, reason }: EndRow, at: string, said: string): JobEnd["how"] {
  if (reason === "BadConstraints") return lost("No node of the cluster has what it asks for (BadConstraints).");
  if (exitCode === noFolder)
    return lost(
      `The node${at.replace(" on", "")} does not see its folder: set compute.remoteFolder to one that all nodes share.`,
    );
  const how = signal > 0 ? `by signal ${signal}` : `with exit code ${exitCode}`;
  const last = said.trim().split("\n").at(-1) ?? "";
  const word = last ? `. It said: ${last}` : ", without a word of the experiment";
  return lost(`Its script ended${at} ${how} (${state}${reason ? `, ${reason}` : ""})${word}`.replace(/\.?$/, "."));
}

const outOfTime = { type: "limit", limit: "seconds", detail: "The time that Slurm gave it was up (TIMEOUT)." } as const;

function byWhom(by: string | undefined, user: string, who: string | undefined): string {
  if (by === undefined) return "";
  return by === user ? " by your own account" : ` by user ${who ?? by}`;
}

function lost(reason: string): JobEnd["how"] {
  return { type: "lost", reason };
}
