import { join } from "node:path";
import type { Job } from "../../../engine/ports/compute";
import { type JobRecord, jobFiles, readJson, writeJson } from "../job-folder";

/** One seed of a run that a cluster has as an array: a job like any other, on the cluster and in a folder here. */
export type SeedTask = {
  readonly seed: number;
  /** Its name on the cluster. */
  readonly remoteJob: string;
  /** What it is told beside what the run is told. */
  readonly env: Readonly<Record<string, string>>;
};

/** The tasks of an array in the order of their numbers; none for a run whose seeds are one process. */
export function seedTasks({ separateSeeds }: Pick<Job, "separateSeeds">, remoteJob: string): SeedTask[] {
  if (!separateSeeds) return [];
  const { seeds, variable } = separateSeeds;
  return seeds.map((seed, task) => ({ seed, remoteJob: `${remoteJob}.${task}`, env: { [variable]: String(seed) } }));
}

/** The run of a job's folder, where its seeds were submitted as an array. */
export function arrayIn(folder: string): Job | undefined {
  const job = readJson<JobRecord>(jobFiles(folder).job)?.job;
  return job?.separateSeeds ? job : undefined;
}

/** The folder here of one seed, in which it is followed by itself. */
export function seedFolder(folder: string, seed: number): string {
  return join(folder, "seeds", String(seed));
}

/** What each seed's job is, as it was submitted. */
export function writeSeedJob(folder: string, { seed, env }: SeedTask): void {
  const record = readJson<JobRecord>(jobFiles(folder).job)!;
  const job = { ...record.job, env: { ...record.job.env, ...env } };
  writeJson(jobFiles(seedFolder(folder, seed)).job, { ...record, job });
}
