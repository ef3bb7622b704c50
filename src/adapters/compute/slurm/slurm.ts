import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import type { Compute, Job, Probe } from "../../../engine/ports/compute";
import { collectResults } from "../collect-results";
import { jobFolder, jobName } from "../job-folder";
import { askHost, type HostAccess } from "../remote/ask-host";
import { HostUnreachable } from "../remote/host";
import { launchJob } from "../remote/launch-job";
import { lookAtHost, probeOf, probeWithout } from "../remote/look-at-host";
import type { RemotePlace } from "../remote/remote-places";
import { readRemote, remoteName } from "../remote/remote-record";
import { watchRemote } from "../remote/watch-remote";
import { noSandboxAt } from "../sandbox/why-no-sandbox";
import { ComputeUnavailable } from "../start-job";
import { type ClusterSettings, nameInQueue, submissionOf } from "./cluster";
import { objectionToWishes } from "./options";
import { arrayIn, seedTasks } from "./seed-tasks";
import { watchSeeds } from "./watch-seeds";

export type SlurmComputeOptions = {
  readonly project: string;
  readonly slug: string;
  /** The idea's worktree: where earlier results lie and new ones go. */
  readonly worktree: string;
  readonly requirements: readonly string[];
  /** `slurm` or `slurm:HOST`. */
  readonly name: string;
  /** The login node, whose poll asks the queue. */
  readonly place: RemotePlace;
  readonly settings: ClusterSettings;
};

/**
 * A Slurm cluster, seen from its login node. A job is a folder there, as on any other host; that Slurm starts it, and what Slurm knows
 * of it, is all that differs.
 */
export function slurmCompute(options: SlurmComputeOptions): Compute {
  const { project, slug, worktree, requirements, settings } = options;
  const { access, poll } = options.place;
  const folderOf = (job: string) => jobFolder(project, slug, job);
  const remoteJobOf = (job: string) => readRemote(folderOf(job))?.job ?? remoteName(project, slug, job);
  const withdrawal = (job: Pick<Job, "separateSeeds">, remoteJob: string): Withdrawal => ({
    job: remoteJob,
    name: nameInQueue(settings.jobPrefix, remoteJob),
    tasks: seedTasks(job, remoteJob).map((task) => task.remoteJob),
  });
  const asAsked = ({ separateSeeds, ...job }: Job): Job =>
    separateSeeds && settings.seedArrays ? { ...job, separateSeeds } : job;
  return {
    place: options.name,
    probe: (signal) => probeCluster(access, requirements, settings, signal),
    cautions: async (job) => [noSandboxAt(options.name), ...sideBySide(asAsked(job))],
    async submit(asked, signal) {
      const job = asAsked(asked);
      const name = jobName(job);
      const place = { project, worktree, access, place: options.name, requirements };
      const cluster = (asked: Parameters<typeof submissionOf>[1]) => submissionOf(settings, asked);
      const remoteJob = remoteName(project, slug, name);
      try {
        await launchJob(folderOf(name), job, { ...place, remoteJob, cluster }, signal);
      } catch (error) {
        // The cluster may have taken it just before it was stopped here.
        if (signal.reason === "stopped") await withdraw(access, withdrawal(job, remoteJob));
        throw error;
      }
      return name;
    },
    watch(job, signal) {
      const [folder, array] = [folderOf(job), arrayIn(folderOf(job))];
      const watch = { access, poll, remoteJob: remoteJobOf(job) };
      return array ? watchSeeds(folder, array, watch, signal) : watchRemote(folder, watch, signal);
    },
    collect: (job) => collectResults(folderOf(job), worktree),
    cancel: (job) => withdraw(access, withdrawal(arrayIn(folderOf(job)) ?? {}, remoteJobOf(job))),
  };
}

/** An array asks for as many times what a run is given as it has tasks. */
function sideBySide({ separateSeeds }: Job): string[] {
  if (!separateSeeds) return [];
  const { seeds } = separateSeeds;
  return [
    `Its ${seeds.length} seeds are ${seeds.length} tasks of one array, each with the GPUs and the time limit of a run.`,
  ];
}

/** The login node's interpreter and room, and whether the cluster answers. */
export async function probeCluster(
  access: HostAccess,
  requirements: readonly string[],
  settings: ClusterSettings,
  signal: AbortSignal,
): Promise<Probe> {
  try {
    const look = await lookAtHost(access, { requirements, cluster: true }, signal);
    const { gpus: _, ...probe } = probeOf(look, access, requirements, Date.now());
    const problem = look.cluster?.problem;
    const more = [...(problem ? [`${access.host.name}: Slurm: ${problem}.`] : []), objectionToWishes(settings) ?? []];
    return { ...probe, problems: [...probe.problems, ...more.flat()] };
  } catch (error) {
    return probeWithout(error);
  }
}

/** What the cluster is to have no more. */
type Withdrawal = { readonly job: string; readonly name: string; readonly tasks: readonly string[] };

const Withdrawn = z.object({ ended: z.boolean(), unseen: z.string().nullish() });

/** Resolves once the queue no longer has the job. Until Slurm has confirmed that, it is asked again for about two minutes. */
async function withdraw(access: HostAccess, what: Withdrawal): Promise<void> {
  const { signal } = new AbortController();
  let why = "it is still in the queue";
  for (const seconds of [1, 2, 5, 10, 20, 30]) {
    try {
      const { answer } = await askHost(access, { verb: "withdraw", ...what }, Withdrawn, { signal });
      if (answer.ended) return;
      if (answer.unseen) why = answer.unseen;
    } catch (error) {
      if (!(error instanceof HostUnreachable)) throw error;
      why = error.message.replace(/\.$/, "");
      if (error.trouble !== "link") break;
    }
    await wait(seconds * 1000);
  }
  throw new ComputeUnavailable(`The job ${what.name} may still run: ${why}. Stop it again when Slurm answers.`);
}
