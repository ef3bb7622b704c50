/** One job in the cluster's queue. */
export type QueueRow = {
  /** `7`; `7_1` for a task of an array, `7_[0-2,4%1]` for all of its tasks that wait. */
  readonly id: string;
  /** Slurm's own word: `PENDING`, `RUNNING`, … */
  readonly state: string;
  /** `gpu1`; empty until it has a node. */
  readonly nodes: string;
  readonly name: string;
  /** Why it waits, or why it ended; empty where Slurm gives none. */
  readonly reason: string;
};

/** What `squeue` is asked for. The reason comes last because it is the only part that may hold anything. */
export const queueFormat = "%i|%T|%N|%j|%r";

export function queueRows(stdout: string): QueueRow[] {
  return stdout.split("\n").flatMap((line) => {
    const [id = "", state = "", nodes = "", name = "", ...reason] = line.trim().split("|");
    return number.test(id) && /^[A-Z_]+$/.test(state)
      ? [{ id, state, nodes: orEmpty(nodes), name, reason: orEmpty(reason.join("|")) }]
      : [];
  });
}

const number = /^\d+(_\d+|_\[[\d,:%-]+\])?$/;

/** Whether a row of the queue is, or is among others, the job or the task with a number. */
export function isAbout({ id }: Pick<QueueRow, "id">, job: string): boolean {
  const [array, listed = ""] = id.split("_");
  const [wanted, task] = job.split("_");
  if (array !== wanted) return false;
  if (task === undefined || !listed.startsWith("[")) return id === job;
  const parts = listed.replace(/^\[|%.*|\]$/g, "").split(",");
  return parts.some((part) => {
    const [, first, last = first, step = 1] = /^(\d+)(?:-(\d+))?(?::(\d+))?$/.exec(part) ?? [];
    return (
      Number(task) >= Number(first) &&
      Number(task) <= Number(last) &&
      (Number(task) - Number(first)) % Number(step) === 0
    );
  });
}

/** How the accounting has a job, or how the controller remembers it. */
export type EndRow = {
  readonly id: string;
  readonly state: string;
  /** The number of the user who cancelled it, where that is recorded. */
  readonly by?: string;
  readonly exitCode: number;
  readonly signal: number;
  readonly nodes: string;
  readonly reason: string;
};

/** What `sacct -n -P -X` is asked for. */
export const accountFormat = "JobID,State,ExitCode,NodeList,Reason";

/** The last row of a job counts: every start of a requeued job has one. */
export function accountRows(stdout: string): EndRow[] {
  return stdout.split("\n").flatMap((line) => {
    const [id = "", stated = "", exit = "", nodes = "", ...reason] = line.trim().split("|");
    const [, state = "", by] = /^([A-Z_]+)(?: by (\d+))?\+?$/.exec(stated) ?? [];
    if (!number.test(id) || state === "") return [];
    const known = { id, state, ...exitIn(exit), nodes: orEmpty(nodes), reason: orEmpty(reason.join("|")) };
    return [by === undefined ? known : { ...known, by }];
  });
}

/** `scontrol show job -o`: one line a job, `Name=value` beside each other; a path among them may hold spaces. */
export function controlRows(stdout: string): EndRow[] {
  return stdout.split("\n").flatMap((line) => {
    const value = (name: string) => new RegExp(`(?:^| )${name}=(\\S*)`).exec(line)?.[1] ?? "";
    const id = value("JobId");
    if (id === "" || value("JobState") === "") return [];
    const reason = orEmpty(value("Reason"));
    return [{ id, state: value("JobState"), ...exitIn(value("ExitCode")), nodes: orEmpty(value("NodeList")), reason }];
  });
}

/** `3:0`: the exit code, then the signal. */
function exitIn(text: string): { exitCode: number; signal: number } {
  const [code = 0, signal = 0] = text.split(":").map((part) => Number.parseInt(part, 10) || 0);
  return { exitCode: code, signal };
}

function orEmpty(text: string): string {
  return ["None", "None assigned", "(null)", "N/A", "Unknown"].includes(text) ? "" : text;
}
