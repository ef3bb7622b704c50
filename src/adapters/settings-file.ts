import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { makePrivateFolder, privateFolderName } from "./private-folder";
import { SettingsWrong } from "./settings";

/** What a project's own file of settings holds, unchecked; nothing where there is none. */
export async function settingsOfProject(folder: string): Promise<Record<string, unknown>> {
  const file = fileIn(folder);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new SettingsWrong(`${file} is not valid JSON: ${(error as Error).message}. Correct or delete it.`);
  }
}

/** Writes choices into the project's file, over what it had. */
export async function rememberSettings(folder: string, chosen: Readonly<Record<string, unknown>>): Promise<void> {
  if (Object.keys(chosen).length === 0) return;
  const settings = { ...(await settingsOfProject(folder)), ...chosen };
  await makePrivateFolder(join(folder, privateFolderName));
  await writeFileAtomic(fileIn(folder), `${JSON.stringify(settings, null, 2)}\n`);
}

function fileIn(folder: string): string {
  return join(folder, privateFolderName, "settings.json");
}
