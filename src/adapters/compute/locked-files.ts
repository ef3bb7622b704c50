import { createHash } from "node:crypto";
import { createReadStream, lstatSync } from "node:fs";
import { join } from "node:path";

/** The files of `locked` (path → sha256 in hexadecimal) that are missing, links, or other than they must be. */
export async function lockedViolations(folder: string, locked: Readonly<Record<string, string>>): Promise<string[]> {
  const violations: string[] = [];
  for (const [path, expected] of Object.entries(locked))
    if ((await hashOf(join(folder, path))) !== expected.toLowerCase()) violations.push(path);
  return violations;
}

async function hashOf(path: string): Promise<string | undefined> {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
