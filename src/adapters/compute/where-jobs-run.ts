import { existsSync } from "node:fs";
import type { Compute, JobId } from "../../engine/ports/compute";
import { jobFiles } from "./job-folder";
import { readRemote } from "./remote/remote-record";

/** New jobs start `here`; one that was started elsewhere is followed, collected and ended there, whatever the setting says by now. */
export function whereJobsRun(
  here: Compute,
  elsewhere: (job: JobId) => string | undefined,
  open: (place: string) => Compute,
): Compute {
  const at = (job: JobId) => {
    const place = elsewhere(job);
    return place === undefined ? here : open(place);
  };
  return {
    ...here,
    watch: (job, signal) => at(job).watch(job, signal),
    collect: (job, signal) => at(job).collect(job, signal),
    cancel: (job) => at(job).cancel(job),
  };
}

/** The `compute.place` of a job that was started, from what its folder here says; undefined when it was not. */
export function placeOfJob(folder: string): string | undefined {
  return readRemote(folder)?.place ?? (existsSync(jobFiles(folder).supervisor) ? "local" : undefined);
}
