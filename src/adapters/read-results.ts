import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { claimSources, isResultText, RUN_FOLDER_NAME } from "../claims/results-folder";
import type { ClaimSources } from "../claims/sources";
import { ProjectBroken } from "./read-template";

/** Reads a folder of results in the way of The AI Scientist; throws `ProjectBroken` when no run in it left any. */
export async function readResults(folder: string): Promise<ClaimSources> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new ProjectBroken(`There is no folder ${folder}.`);
    throw new ProjectBroken(`${folder} cannot be read: ${error.message}`);
  });
  const runs = names.filter((name) => RUN_FOLDER_NAME.test(name));
  const inside = await Promise.all(
    runs.map(async (run) => (await namesIn(join(folder, run))).map((name) => `${run}/${name}`)),
  );
  const paths = [...names, ...inside.flat()].filter(isResultText);
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const),
  );
  const sources = claimSources(Object.fromEntries(texts));
  if (!sources) throw new ProjectBroken(`${folder} has no results: no run_*/final_info.json that holds a number.`);
  return sources;
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
