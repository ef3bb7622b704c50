import type { JobState } from "../../../research/job-state";
import type { QueueRow } from "./rows";

/** Where a job stands that the queue still has; undefined once the cluster is done with it. */
export function standingOf(row: QueueRow): JobState | undefined {
  if (waiting.has(row.state)) return { type: "waiting", reason: `${whyItWaits(row)} (Slurm job ${row.id})` };
  if (!running.has(row.state)) return undefined;
  return { type: "running", ...(row.nodes ? { host: row.nodes } : {}), gpus: [], clusterJob: row.id };
}

const waiting = new Set([
  ...["PENDING", "CONFIGURING", "SUSPENDED", "STOPPED"],
  ...["REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "SPECIAL_EXIT", "RESV_DEL_HOLD"],
]);

/** `COMPLETING` too: its processes may still be there. */
const running = new Set(["RUNNING", "COMPLETING", "RESIZING", "SIGNALING", "STAGE_OUT"]);

/** Slurm's own words, which a site's help pages speak of, and what they mean. */
export function whyItWaits({ state, reason }: Pick<QueueRow, "state" | "reason">): string {
  const said = reason ? `${state} (${reason})` : state;
  const meaning = meaningOf(state, reason);
  return meaning ? `${said}: ${meaning}` : said;
}

function meaningOf(state: string, reason: string): string | undefined {
  const word = /^\w*/.exec(reason)?.[0] ?? "";
  return (
    meanings[word] ??
    (/^(Assoc|QOS)(Max|Grp|Min)/.test(word) ? overLimit : undefined) ??
    (reason === "" || state !== "PENDING" ? ofState[state] : undefined)
  );
}

const overLimit =
  "the account or the quality of service is at its limit; it starts when other jobs of it end, or never, if it asks for more than the limit";

/** The first word of a reason; what goes on by itself and what somebody must do are told apart. */
const meanings: Readonly<Record<string, string>> = {
  Resources: "it is next, and waits until the nodes or GPUs that it asks for are free",
  Priority: "other jobs come first",
  BeginTime: "it may not start yet; after a requeue Slurm waits about two minutes",
  Dependency: "it waits for another job",
  DependencyNeverSatisfied: "it waits for a job that failed, and will never start: stop the run",
  JobHeldUser: "somebody holds it; “scontrol release” lets it go on",
  JobHeldAdmin: "an administrator of the cluster holds it",
  BadConstraints: "no node of the cluster has what it asks for: change slurm.gres or slurm.extra",
  PartitionTimeLimit: "it asks for more time than the partition gives: lower slurm.time or choose another partition",
  PartitionNodeLimit: "it asks for more nodes than the partition gives",
  PartitionDown: "the partition takes no jobs at the moment",
  PartitionInactive: "the partition takes no jobs at the moment",
  ReqNodeNotAvail: "a node that it needs is down, reserved or drained",
  NodeDown: "a node that it needs is down",
  Reservation: "it waits for its reservation",
  Licenses: "it waits for a licence",
  launch: "its start failed on the node, and Slurm holds it: ask the administrators",
};

const ofState: Readonly<Record<string, string>> = {
  PENDING: "the cluster has not looked at it yet",
  CONFIGURING: "its nodes are being made ready",
  SUSPENDED: "the cluster gave its nodes to another job for a while",
  REQUEUED: "the cluster put it back into the queue; it starts again from the beginning",
  REQUEUE_HOLD: "the cluster put it back into the queue and holds it",
  SPECIAL_EXIT: "the cluster put it back into the queue and holds it",
};
