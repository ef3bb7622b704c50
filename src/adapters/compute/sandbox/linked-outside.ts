import { lstat, readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { holds } from "./visible-paths";

/** What links below the carried `paths` of a job's files lead to outside of them: data that lies elsewhere. */
export async function linkedOutside(work: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const at = join(work, path.replace(/\/+$/, ""));
    for (const link of await linksBelow(at)) {
      const target = await realpath(link).catch(() => undefined);
      if (target !== undefined && !holds(work, target)) found.push(target);
    }
  }
  return [...new Set(found)];
}

/** The path itself may be the link; what it leads to is not searched. */
async function linksBelow(path: string): Promise<string[]> {
  if ((await lstat(path).catch(() => undefined))?.isSymbolicLink()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isSymbolicLink()).map(({ parentPath, name }) => join(parentPath, name));
}
