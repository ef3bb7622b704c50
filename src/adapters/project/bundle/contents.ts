import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Git } from "../../workspace/git";

/** One file of a bundle, by what it holds or by where it lies. Paths in the bundle have slashes on every system. */
export type Entry = { readonly path: string } & (
  | { readonly content: Buffer }
  | { readonly file: string; readonly bytes: number; readonly modified: Date }
);

/** Bytes. A checkpoint that is larger stays where it is; the bundle says so. */
export const LARGEST = 50_000_000;

/** Every file of a commit, under `folder`. */
export async function filesOfCommit(git: Git, commit: string, folder: string): Promise<Entry[]> {
  const listed = await git.run(["ls-tree", "-r", "-z", "--full-tree", commit]);
  const entries: Entry[] = [];
  for (const line of listed.split("\0").filter(Boolean)) {
    const [head, path] = [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)];
    const [mode, type, hash] = head.split(" ");
    // A link would lead out of the bundle, and a submodule is another repository.
    if (type !== "blob" || mode === "120000") continue;
    entries.push({
      path: `${folder}/${path}`,
      content: Buffer.from(await git.bytes(["cat-file", "blob", hash!]), "latin1"),
    });
  }
  return entries;
}

/** Files in no commit that runs left in the worktree: curves, pictures, logs. */
export async function resultsBeside(git: Git, worktree: string, folder: string): Promise<Entry[]> {
  const others = ((await git.ask(["ls-files", "--others", "-z"])) ?? "").split("\0").filter(Boolean);
  const results = others.filter((path) => /^run_\d+\//.test(path));
  return (await Promise.all(results.map((path) => entryAt(join(worktree, path), `${folder}/${path}`)))).flat();
}

/** What lies in a folder, all of it, links aside. */
export async function filesIn(directory: string, folder: string): Promise<Entry[]> {
  const found = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const entries = await Promise.all(
    found.map((one) => {
      const [from, to] = [join(directory, one.name), `${folder}/${one.name}`];
      if (one.isDirectory()) return filesIn(from, to);
      return one.isFile() ? entryAt(from, to) : [];
    }),
  );
  return entries.flat();
}

async function entryAt(file: string, path: string): Promise<Entry[]> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return [];
  if (found.size === 0) return [{ path, content: Buffer.alloc(0) }];
  return [{ path, file, bytes: found.size, modified: found.mtime }];
}

/** As much of a file as there was when it was found: a run that goes on meanwhile writes to its logs and to the journal. */
export function contentOf({ file, bytes }: { readonly file: string; readonly bytes: number }): Readable {
  return createReadStream(file, { end: bytes - 1 });
}

export function bytesOf(entry: Entry): number {
  return "content" in entry ? entry.content.length : entry.bytes;
}
