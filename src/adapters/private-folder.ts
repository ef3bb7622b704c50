import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Where everything that the program keeps about a project lives. */
export const privateFolderName = ".ai-scientist";

/** Makes `folder` and, at the `.ai-scientist` above it, the `.gitignore` that keeps all of it out of the researcher's sight. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const root = privateFolderAbove(folder);
  if (!root) return;
  await writeFile(join(root, ".gitignore"), "*\n", { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

function privateFolderAbove(folder: string): string | undefined {
  if (basename(folder) === privateFolderName) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : privateFolderAbove(above);
}
