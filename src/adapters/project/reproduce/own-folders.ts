import { createHash } from "node:crypto";
import { access, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { userCache } from "../../user-cache";

/**
 * Folders that lie beside somebody's bundle may have come with it, decisions and repository included. Those that were made here are
 * remembered where only this user writes; any other is left alone.
 */
export async function rememberOwn(folder: string, memory = ownMemory()): Promise<void> {
  await mkdir(folder, { recursive: true });
  await mkdir(memory, { recursive: true, mode: 0o700 });
  const path = await realpath(folder);
  await writeFile(join(memory, nameOf(path)), `${path}\n`, { mode: 0o600 });
}

/** Before a folder is removed: another that comes in its place was not made here. */
export async function forgetOwn(folder: string, memory = ownMemory()): Promise<void> {
  await rm(join(memory, nameOf(await realpath(folder))), { force: true });
}

/** Whether a folder was made here. One that was carried elsewhere was not. */
export async function isOwn(folder: string, memory = ownMemory()): Promise<boolean> {
  try {
    await access(join(memory, nameOf(await realpath(folder))));
    return true;
  } catch {
    return false;
  }
}

function ownMemory(): string {
  return join(userCache(process.env), "reproductions");
}

function nameOf(path: string): string {
  return createHash("sha256").update(path).digest("hex");
}
