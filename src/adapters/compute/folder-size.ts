import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Bytes that the files below `roots` take on disk. Stops counting above `enough`. Links are not followed. */
export async function foldersBytes(roots: readonly string[], enough = Number.POSITIVE_INFINITY): Promise<number> {
  let bytes = 0;
  const folders = [...roots];
  for (let next = folders.pop(); next !== undefined && bytes <= enough; next = folders.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else bytes += await bytesOnDisk(path);
    }
  }
  return bytes;
}

/** `blocks` counts 512 bytes each and is right for files with holes; Windows has none. */
async function bytesOnDisk(path: string): Promise<number> {
  return lstat(path).then(
    ({ blocks, size }) => (blocks ? blocks * 512 : size),
    () => 0,
  );
}
