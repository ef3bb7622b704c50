import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { RUN_FOLDER_NAME } from "../claims/results-folder";
import type { ClaimSources } from "../claims/sources";
import { readResults } from "./read-results";

/** What the nearest folder with runs says, up to two above a paper; undefined where there is none that can be read. */
export async function nearestResults(paper: string): Promise<ClaimSources | undefined> {
  const folder = await nearestResultsFolder(paper);
  return folder === undefined ? undefined : readResults(folder).catch(() => undefined);
}

export function nearestResultsFolder(paper: string): Promise<string | undefined> {
  return folderAbove(paper, 3, (names) => names.some((name) => RUN_FOLDER_NAME.test(name)));
}

/** The nearest folder of so many above a file whose names are the wanted ones. */
export async function folderAbove(
  path: string,
  levels: number,
  wanted: (names: readonly string[]) => boolean,
): Promise<string | undefined> {
  let folder = dirname(path);
  for (let level = 0; level < levels; level++) {
    if (wanted(await readdir(folder).catch(() => []))) return folder;
    folder = dirname(folder);
  }
  return undefined;
}
