import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { claimSources, isResultText, RUN_FOLDER_NAME } from "../claims/results-folder";
import { seenAgain, withSeen } from "../claims/seen-results";
import type { ClaimSources } from "../claims/sources";
import { type ClaimLibrary, claimLibrary } from "../latex/claim-problems";
import type { SeenMemory } from "./seen-memory";

/** Bytes. A program or a record that is larger is no program of an experiment. */
const LARGEST_TEXT = 2_000_000;
/** How far above a paper its results are looked for. */
const LEVELS = 2;

/** What the runs in a folder left, ready for claims to be held against. The same object as long as the files stay as they are. */
export type Results = { readonly folder: string; readonly sources: ClaimSources; readonly library: ClaimLibrary };

type Known = { readonly stamp: string; readonly results: Results | undefined };

/** The results that papers rest on, by folder, kept while their files stay as they are. */
export class ResultsShelf {
  readonly #known = new Map<string, Known>();

  constructor(readonly memory: SeenMemory) {}

  /** Those beside a paper or in a folder above it: the nearest that has some. */
  async around(paper: string): Promise<Results | undefined> {
    let folder = dirname(paper);
    for (let level = 0; level <= LEVELS; level++) {
      const results = await this.#in(folder);
      if (results) return results;
      folder = dirname(folder);
    }
    return undefined;
  }

  async #in(folder: string): Promise<Results | undefined> {
    const files = await resultFiles(folder);
    if (files.length === 0) return undefined;
    const stamp = files.map(({ path, changed }) => `${path} ${changed}`).join("\n");
    const known = this.#known.get(folder);
    if (known?.stamp === stamp) return known.results;
    const texts = await Promise.all(
      files.map(async ({ path }) => [path, await readFile(join(folder, path), "utf8").catch(() => "")] as const),
    );
    const found = claimSources(Object.fromEntries(texts));
    const sources = found && (await this.#withEarlier(folder, found));
    const results = sources && { folder, sources, library: claimLibrary(sources) };
    this.#known.set(folder, { stamp, results });
    return results;
  }

  /** With what the runs gave before they were made again, as far as that was seen. */
  async #withEarlier(folder: string, sources: ClaimSources): Promise<ClaimSources> {
    const seen = seenAgain(await this.memory.recall(folder), sources);
    await this.memory.remember(folder, seen);
    return withSeen(sources, seen);
  }
}

/** Empty where no run has left a folder. */
async function resultFiles(folder: string): Promise<{ path: string; changed: string }[]> {
  const names = await namesIn(folder);
  const runs = names.filter((name) => RUN_FOLDER_NAME.test(name));
  if (runs.length === 0) return [];
  const inside = await Promise.all(
    runs.map(async (run) => (await namesIn(join(folder, run))).map((name) => `${run}/${name}`)),
  );
  const paths = [...names, ...inside.flat()].filter(isResultText).sort();
  const stamped = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(join(folder, path)).catch(() => undefined);
      return found?.isFile() && found.size <= LARGEST_TEXT ? [{ path, changed: `${found.mtimeMs} ${found.size}` }] : [];
    }),
  );
  return stamped.flat();
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
