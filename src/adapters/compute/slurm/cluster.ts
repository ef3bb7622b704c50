import { askHost } from "../remote/ask-host";
import { HostUnreachable } from "../remote/host";
import type { Asking } from "../remote/job-poll";
import type { ClusterJob } from "../remote/launch-job";
import { ComputeUnavailable } from "../start-job";
import { objectionToWishes, requestedOptions, type SlurmWishes } from "./options";
import { Queue, reportsOf, type Seen } from "./queue-report";
import { accountFormat, queueFormat } from "./rows";
import { sbatchScript } from "./sbatch-script";
import { seedTasks } from "./seed-tasks";

/** What the settings say of a cluster. */
export type ClusterSettings = SlurmWishes & {
  /** Seconds between two questions to its queue. */
  readonly pollSeconds: number;
  /** Lines that a node runs before the interpreter. */
  readonly setup: string;
  /** Whether seeds that can be measured apart are, as the tasks of an array. */
  readonly seedArrays: boolean;
};

/** What a login node is told beside the job itself: under which name, and by which script, it goes to the cluster. */
export function submissionOf(settings: ClusterSettings, { job, remoteJob, interpreter, look }: ClusterJob): object {
  const { problem, away } = look.cluster ?? { problem: null };
  if (problem && away) throw new HostUnreachable(`Slurm does not answer: ${problem}.`, "link");
  const objection = problem ? `Slurm: ${problem}.` : objectionToWishes(settings);
  if (objection) throw new ComputeUnavailable(objection);
  const folder = `${look.root}/jobs/${remoteJob}`;
  const name = nameInQueue(settings.jobPrefix, remoteJob);
  const hasGpus = settings.gres !== "" || /\bgpu\b/.test(look.cluster?.resources ?? "");
  const tasks = seedTasks(job, remoteJob).map(({ remoteJob, env }) => ({ job: remoteJob, env }));
  const script = sbatchScript({
    ...{ name, folder, ...(tasks.length > 0 ? { tasks: tasks.length } : {}) },
    options: requestedOptions(settings, { limits: job.limits, gpus: job.gpus ?? (hasGpus ? 1 : 0) }),
    setup: settings.setup,
    supervisor: [interpreter, `${folder}/supervise.py`, "supervise-on-node"],
    restage: [interpreter, `${folder}/supervise.py`, "restage"],
  });
  return { slurm: { name, script, tasks } };
}

/** As long as the settings stay, the same job has the same name. */
export function nameInQueue(prefix: string, remoteJob: string): string {
  return `${prefix}${remoteJob.replace(/^p-/, "")}`;
}

/** One question for all jobs of a cluster; what was seen before is remembered from one to the next. */
export function askingQueue({ pollSeconds }: Pick<ClusterSettings, "pollSeconds">): Asking {
  let seen: Seen = { now: 0, unseenSince: undefined, missingSince: new Map() };
  return {
    async ask(access, jobs, most, signal) {
      const question = { verb: "queue" as const, jobs, most, format: queueFormat, account: accountFormat };
      const { answer, bytes } = await askHost(access, question, Queue, { signal, timeoutSeconds: 120 });
      const told = reportsOf(answer, { ...seen, now: Date.now() });
      seen = told.seen;
      return { reports: told.reports, bytes };
    },
    seconds: (quiet) => pollSeconds * Math.min(3, 1.15 ** quiet),
  };
}
