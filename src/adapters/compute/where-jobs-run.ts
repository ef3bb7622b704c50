import { existsSync } from "node:fs";
import type { Compute, JobId } from "../../engine/ports/compute";
import { jobFiles } from "./job-folder";
import { readRemote } from "./remote/remote-record";

/** New jobs start `here`; one that was started elsewhere is followed, collected and ended there, whatever the setting says by now. */
export function whereJobsRun(
  here: Compute,
  elsewhere: (job: JobId) => JobPlace | undefined,
  open: (at: JobPlace) => Compute,
): Compute {
  const at = (job: JobId) => {
    const started = elsewhere(job);
    return started === undefined ? here : open(started);
  };
  return {
    ...here,
    watch: (job, signal) => at(job).watch(job, signal),
    collect: (job, signal) => at(job).collect(job, signal),
    cancel: (job) => at(job).cancel(job),
  };
}

/** `compute.place` and, for a host, `compute.remoteFolder` as they were when a job was started. */
export type JobPlace = { readonly place: string; readonly folder?: string };

/** Where a job was started, from what its folder here says; undefined when it was not. */
export function placeOfJob(folder: string): JobPlace | undefined {
  const remote = readRemote(folder);
  if (remote) return { place: remote.place, folder: remote.folder };
  return existsSync(jobFiles(folder).supervisor) ? { place: "local" } : undefined;
}
