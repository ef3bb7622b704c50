import { chmod, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a file so that a crash leaves the old content or the new one. The draft lies in `scratch`, a folder on the same disk
 * that nobody looks at. The mode of an existing file is kept.
 */
export async function writeAtomically(path: string, content: string, scratch: string): Promise<void> {
  await mkdir(scratch, { recursive: true });
  await mkdir(dirname(path), { recursive: true });
  const draft = join(scratch, `${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    const handle = await open(draft, "wx");
    await handle.writeFile(content);
    await handle.sync();
    await handle.close();
    const mode = await stat(path).then(
      (found) => found.mode,
      () => undefined,
    );
    if (mode !== undefined) await chmod(draft, mode);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
