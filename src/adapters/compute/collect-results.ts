import { constants } from "node:fs";
import { copyFile, lstat, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Collected } from "../../engine/ports/compute";
import { Environment } from "../../research/environment";
import { pathInWorktree } from "../workspace/worktree-path";
import { readExit } from "./exit-file";
import { type JobRecord, jobFiles, readJson, writeJson } from "./job-folder";
import { withExtra } from "./measure-environment";

/**
 * Copies what the job was asked to give back from its folder into the worktree. A folder replaces the one of an earlier attempt.
 * Links and everything that is no plain file stay behind, and so do files beyond the job's disk limit. The first folder also gets
 * `env.json`.
 */
export async function collectResults(folder: string, worktree: string): Promise<Collected> {
  const files = jobFiles(folder);
  const { job } = readJson<JobRecord>(files.job)!;
  const names = (await readdir(files.work).catch(() => []))
    .filter((name) => job.collect.some((one) => fits(name, one)))
    .sort();
  const room = { bytes: job.limits.diskMb * 2 ** 20 };
  const collected: string[] = [];
  let environment = await environmentOf(folder, undefined);
  let described = false;
  for (const name of names) {
    const source = join(files.work, name);
    const isFolder = (await lstat(source)).isDirectory();
    const first = isFolder && !described;
    if (first) environment = await environmentOf(folder, source);
    described ||= isFolder;
    const target = await pathInWorktree(worktree, name);
    collected.push(...(await takeOver(source, target, name, room, first ? environment : undefined)));
  }
  return { files: collected.sort(), environment };
}

/** Whether a name at the top level fits a pattern in which `*` stands for any characters. */
export function fits(name: string, pattern: string): boolean {
  const parts = pattern.replace(/\/+$/, "").split("*");
  return new RegExp(`^${parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`, "s").test(name);
}

/** Where a run was made, and what its numbers are worth: that is not the experiment's to say. */
const NOT_ITS_OWN = ["env.json", "standing.json"];

/** Copies beside the target first, so that an interrupted copy is never taken for the whole. Gives the paths that were copied. */
async function takeOver(
  source: string,
  target: string,
  name: string,
  room: { bytes: number },
  environment: Environment | undefined,
): Promise<string[]> {
  const worktree = dirname(target);
  const draft = join(dirname(worktree), `.collecting-${basename(worktree)}-${name}`);
  await rm(draft, { recursive: true, force: true });
  try {
    let copied = await copyTree(source, draft, name, room);
    if (environment) {
      for (const own of NOT_ITS_OWN) await rm(join(draft, own), { recursive: true, force: true });
      writeJson(join(draft, "env.json"), environment);
      copied = copied.filter((path) => !NOT_ITS_OWN.includes(path.split("/")[1]!));
      copied.push(`${name}/env.json`);
    }
    if (copied.length === 0) return [];
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
    return copied;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function copyTree(source: string, target: string, name: string, room: { bytes: number }): Promise<string[]> {
  const found = await lstat(source);
  if (found.isDirectory()) {
    await mkdir(target, { recursive: true });
    const copied: string[] = [];
    for (const entry of (await readdir(source)).filter((one) => one !== ".git").sort())
      copied.push(...(await copyTree(join(source, entry), join(target, entry), `${name}/${entry}`, room)));
    return copied;
  }
  if (!found.isFile() || found.size > room.bytes) return [];
  room.bytes -= found.size;
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  return [name];
}

/** What was measured before the start, what the job used, and what only the experiment could know. */
async function environmentOf(folder: string, results: string | undefined): Promise<Environment> {
  const files = jobFiles(folder);
  const { job } = readJson<JobRecord>(files.job)!;
  const exit = readExit(folder);
  const environment = Environment.parse({
    sandbox: "none",
    ...(readJson<object>(files.environment) ?? {}),
    ...{ commit: job.commit, dirty: false },
    ...(job.env.AI_SCIENTIST_SCALE ? { scale: job.env.AI_SCIENTIST_SCALE } : {}),
    ...(exit ? { wallSeconds: exit.seconds } : {}),
    ...(exit?.peakMemoryMb === undefined ? {} : { peakMemoryMb: exit.peakMemoryMb }),
  });
  return withExtra(environment, results && (await plainText(join(results, "extra.json"))));
}

/** A link would lead out of the job's folder, and a pipe would never end. */
async function plainText(path: string): Promise<string | undefined> {
  const isPlain = (await lstat(path).catch(() => undefined))?.isFile();
  return isPlain ? readFile(path, "utf8").catch(() => undefined) : undefined;
}
