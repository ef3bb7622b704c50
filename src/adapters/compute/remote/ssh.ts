import { setTimeout as wait } from "node:timers/promises";
import type { Compute, Job, Probe } from "../../../engine/ports/compute";
import { collectResults } from "../collect-results";
import { jobFolder, jobName } from "../job-folder";
import { noSandboxAt } from "../sandbox/why-no-sandbox";
import { ComputeUnavailable } from "../start-job";
import { askHost, type HostAccess } from "./ask-host";
import { HostUnreachable } from "./host";
import { Cancelled } from "./host-answers";
import { launchJob } from "./launch-job";
import { lookAtHost, probeOf, probeWithout } from "./look-at-host";
import type { RemotePlace } from "./remote-places";
import { readRemote, remoteName } from "./remote-record";
import { watchRemote } from "./watch-remote";

export type SshComputeOptions = {
  readonly project: string;
  readonly slug: string;
  /** The idea's worktree: where earlier results lie and new ones go. */
  readonly worktree: string;
  readonly requirements: readonly string[];
  readonly place: RemotePlace;
};

/**
 * A machine behind `ssh`. A job is a folder there, with the same files as one of this machine, and needs nobody to watch it; what
 * it printed and what it gives back is kept in its folder here.
 */
export function sshCompute(options: SshComputeOptions): Compute {
  const { project, slug, worktree, requirements } = options;
  const { access, poll } = options.place;
  const place = `ssh:${access.host.name}`;
  const folderOf = (job: string) => jobFolder(project, slug, job);
  const remoteJobOf = (job: string) => readRemote(folderOf(job))?.job ?? remoteName(project, slug, job);
  return {
    place,
    probe: (signal) => probeHost(access, requirements, signal),
    cautions: async () => [noSandboxAt(place)],
    async submit(job: Job, signal) {
      const name = jobName(job);
      const remoteJob = remoteName(project, slug, name);
      try {
        await launchJob(folderOf(name), job, { project, worktree, access, place, requirements, remoteJob }, signal);
      } catch (error) {
        // It may have begun there just before it was stopped here.
        if (signal.reason === "stopped") await cancelJob(access, remoteJob);
        throw error;
      }
      return name;
    },
    watch: (job, signal) => watchRemote(folderOf(job), { access, poll, remoteJob: remoteJobOf(job) }, signal),
    collect: (job) => collectResults(folderOf(job), worktree),
    cancel: (job) => cancelJob(access, remoteJobOf(job)),
  };
}

/** Which interpreter experiments will get there, what it lacks, and the host's room, GPUs and clock. */
export async function probeHost(
  access: HostAccess,
  requirements: readonly string[],
  signal: AbortSignal,
): Promise<Probe> {
  try {
    return probeOf(await lookAtHost(access, { requirements }, signal), access, requirements, Date.now());
  } catch (error) {
    return probeWithout(error);
  }
}

/** Resolves once nothing of the job runs there. A host that does not answer for half a minute is said, since the job goes on. */
async function cancelJob(access: HostAccess, job: string): Promise<void> {
  const { signal } = new AbortController();
  for (const seconds of [1, 2, 4, 8, 0]) {
    try {
      const { answer } = await askHost(access, { verb: "cancel", job }, Cancelled, { signal });
      if (answer.ended) return;
      throw new ComputeUnavailable(`Something of the job ${job} on ${access.host.name} could not be ended.`);
    } catch (error) {
      if (!(error instanceof HostUnreachable)) throw error;
      if (seconds === 0 || error.trouble !== "link")
        throw new ComputeUnavailable(
          `The job ${job} may still run: ${error.message} Stop it again when ${access.host.name} answers.`,
        );
      await wait(seconds * 1000);
    }
  }
}
