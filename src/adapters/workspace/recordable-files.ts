import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What git is asked to keep of our own files: text and PNG pictures below this many bytes. */
export const largestRecorded = 1_000_000;

/** The files at and below `path` (relative to `root`, with slashes) that belong in a commit. Links are not followed. */
export async function recordableFiles(root: string, path: string): Promise<string[]> {
  const absolute = join(root, path);
  const found = await lstat(absolute).catch(() => undefined);
  if (found?.isDirectory()) {
    const names = (await readdir(absolute)).filter((name) => name !== ".git").sort();
    return (await Promise.all(names.map((name) => recordableFiles(root, `${path}/${name}`)))).flat();
  }
  if (!found?.isFile() || found.size >= largestRecorded) return [];
  return isPictureOrText(path, await firstBytes(absolute)) ? [path] : [];
}

/** Text as git judges it: no zero byte at its beginning. A PNG is known by its signature and not by its name alone. */
export function isPictureOrText(path: string, start: Buffer): boolean {
  if (/\.png$/i.test(path)) return start.subarray(0, 8).toString("latin1") === "\x89PNG\r\n\x1a\n";
  return !start.includes(0);
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8000), 0, 8000, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
