import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readlink, realpath, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../../../engine/ports/compute";
import { exportCommit } from "../export-commit";
import { type Sources, sourceOf } from "../stage-job";

/** A file as a job's folder on a host will hold it. `path` is relative, with slashes. */
export type FileToSend = {
  readonly path: string;
  readonly source: string;
  readonly size: number;
  readonly sha256: string;
  /** Whether it may be run as a program. */
  readonly runs: boolean;
  /** Whether the host keeps it beyond the job, so that it is sent once: data, and whatever is large. */
  readonly keep: boolean;
};

/** A symbolic link of the commit, which is staged as a link. */
export type LinkToSend = { readonly path: string; readonly link: string };

/**
 * What a job's folder on a host holds: exactly the files of `job.commit`, exported to `scratch`, and what the job carries, as it lies
 * here now. A carried link stands for what it leads to, which the host does not have.
 */
export async function filesToSend(job: Job, sources: Sources, scratch: string): Promise<(FileToSend | LinkToSend)[]> {
  await rm(scratch, { recursive: true, force: true });
  await exportCommit(sources.project, job.commit, scratch);
  const found = await filesBelow(scratch, "", false);
  for (const carried of job.carry) {
    const { plain, source } = await sourceOf(carried, sources);
    const real = await realpath(source);
    found.push(
      ...((await stat(real)).isDirectory() ? await filesBelow(real, plain, true) : [await fileAt(real, plain, true)]),
    );
  }
  const byPath = new Map(found.map((one) => [one.path, one]));
  return [...byPath.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function filesBelow(folder: string, prefix: string, carried: boolean): Promise<(FileToSend | LinkToSend)[]> {
  const found: (FileToSend | LinkToSend)[] = [];
  for (const name of (await readdir(folder)).filter((one) => one !== ".git").sort()) {
    const [source, path] = [join(folder, name), prefix === "" ? name : `${prefix}/${name}`];
    const kind = await lstat(source);
    if (kind.isDirectory()) found.push(...(await filesBelow(source, path, carried)));
    else if (kind.isSymbolicLink() && !carried) found.push({ path, link: await readlink(source) });
    else if ((await stat(source).catch(() => undefined))?.isFile()) found.push(await fileAt(source, path, carried));
  }
  return found;
}

async function fileAt(source: string, path: string, carried: boolean): Promise<FileToSend> {
  const { size, mode } = await stat(source);
  const hash = createHash("sha256");
  for await (const piece of createReadStream(source)) hash.update(piece as Buffer);
  return {
    path,
    source,
    size,
    sha256: hash.digest("hex"),
    runs: (mode & 0o100) !== 0,
    keep: carried || size > largeBytes,
  };
}

const largeBytes = 65_536;

/** Each file that the host lacks, once. */
export function notThere(files: readonly (FileToSend | LinkToSend)[], have: readonly string[]): Set<FileToSend> {
  const known = new Set(have);
  const sent = new Set<FileToSend>();
  for (const file of files) {
    if (!("sha256" in file) || (file.keep && known.has(file.sha256))) continue;
    if (file.keep) known.add(file.sha256);
    sent.add(file);
  }
  return sent;
}

/** The bytes of the files in turn. One that changed meanwhile has another length or hash, which the host notices. */
export async function* contentsOf(files: Iterable<FileToSend>): AsyncGenerator<Uint8Array> {
  for (const { source, size } of files) {
    if (size > 0) yield* createReadStream(source, { end: size - 1 }) as AsyncIterable<Uint8Array>;
  }
}
