import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UsageError } from "./exit-code";

/**
 * Throws, with what is wrong, where the file that an option names could not be written: asked first, before anything is paid for that shall
 * stand in it.
 */
export async function requireWritable(option: string, file: string): Promise<void> {
  const path = resolve(file);
  const kind = await kindOf(path);
  if (kind === "folder") throw new UsageError(`${option} ${file} is a folder: name a file in it.`);
  const folder = dirname(path);
  const around = await kindOf(folder);
  if (around === undefined) throw new UsageError(`${option} ${file}: there is no folder ${folder}.`);
  if (around === "file") throw new UsageError(`${option} ${file}: ${folder} is no folder.`);
  await requireAccess(option, file, kind === undefined ? folder : path);
}

/** The same of a folder, which is made where it is not there yet. */
export async function requireFolder(option: string, folder: string): Promise<void> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const kind = await kindOf(path);
    if (kind === "file") throw new UsageError(`${option} ${folder}: ${path} is a file, and a folder is wanted.`);
    if (kind === "folder") return requireAccess(option, folder, path);
  }
}

async function requireAccess(option: string, named: string, path: string): Promise<void> {
  await access(path, constants.W_OK).catch((error: Error) => {
    throw new UsageError(`${option} ${named} cannot be written: ${error.message}`);
  });
}

/** Undefined where there is nothing. */
async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  return stat(path).then(
    (found) => (found.isDirectory() ? "folder" : "file"),
    () => undefined,
  );
}
