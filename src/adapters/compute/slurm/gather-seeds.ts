import { appendFileSync, constants, existsSync, lstatSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../../../engine/ports/compute";
import { Environment } from "../../../research/environment";
import { environmentsTogether } from "../../../research/environments-together";
import { seedsTogether } from "../../../research/seeds-together";
import { jobFiles, readJson, writeJson } from "../job-folder";
import type { End } from "../remote/watch-remote";
import type { SeedEnd } from "./end-of-seeds";
import { seedFolder } from "./seed-tasks";

/**
 * Makes the run's results of those of its seeds, which lie here: `run_1/seeds/<seed>` is what a seed's process left, and above it stands
 * what one process would have left for all. Without every seed's numbers there are none of the run; what the seeds left is kept.
 */
export async function gatherSeeds(folder: string, job: Job, ends: readonly SeedEnd[], end: End): Promise<End> {
  const files = jobFiles(folder);
  const draft = `${files.work}.draft`;
  const results = join(draft, job.collect[0]!);
  await rm(draft, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  // The first seed's other files stand for the run: templates keep the weights of one seed alone.
  const first = ends.find(({ seed }) => existsSync(resultsOf(folder, job, seed)));
  if (first) await copyTree(resultsOf(folder, job, first.seed), results);
  for (const name of [...Object.values(RECORD), "seeds"])
    await rm(join(results, name), { recursive: true, force: true });
  for (const { seed } of ends) await copyTree(resultsOf(folder, job, seed), join(results, "seeds", String(seed)));

  const records = ends.map(({ seed }) => recordOf(resultsOf(folder, job, seed), seed));
  const { problem, ...together } = seedsTogether(records, job.separateSeeds!.variable);
  const endedWell = end.how.type === "exited" && end.how.code === 0;
  for (const [key, name] of Object.entries(RECORD)) {
    const text = together[key as keyof typeof together];
    if (text !== undefined && (key !== "finalInfo" || endedWell)) await writeFile(join(results, name), text);
  }
  await rm(files.work, { recursive: true, force: true });
  await rename(draft, files.work);
  writeJson(files.environment, environmentsTogether(ends.map(({ seed }) => environmentOf(folder, seed))));
  if (end.how.type !== "lost") writeJson(files.exit, { ...end, stdoutEnd: undefined, stderrEnd: undefined });
  if (problem && endedWell) appendFileSync(files.stderr, `The seeds are no run together: ${problem}\n`);
  return end;
}

const RECORD = { finalInfo: "final_info.json", curves: "curves.json", extra: "extra.json" } as const;

function resultsOf(folder: string, job: Job, seed: number): string {
  return join(jobFiles(seedFolder(folder, seed)).work, job.collect[0]!);
}

/** A seed may have left nothing, and what it left under a name may be a file or a folder. */
async function copyTree(from: string, to: string): Promise<void> {
  if (existsSync(from)) await cp(from, to, { recursive: true, force: true, mode: constants.COPYFILE_FICLONE });
}

function recordOf(results: string, seed: number) {
  const text = (name: string) => textOf(join(results, name));
  return { seed, finalInfo: text(RECORD.finalInfo), curves: text(RECORD.curves), extra: text(RECORD.extra) };
}

/** What an experiment left under a name may be anything. */
function textOf(path: string): string | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : undefined;
}

function environmentOf(folder: string, seed: number): Environment {
  const read = Environment.safeParse(readJson(jobFiles(seedFolder(folder, seed)).environment));
  return read.success ? read.data : Environment.parse({});
}
