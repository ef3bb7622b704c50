import { readdir, readFile, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { ReadingShelf } from "../../engine/ports/reading-shelf";
import type { PaperToRead } from "../../engine/stages/lines-to-read";
import type { ReadingWish } from "../../engine/writer";
import { claimLibrary } from "../../latex/claim-problems";
import { besides, type PaperFiles, paperOf } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";
import { liesBelow } from "../lies-below";
import { nearestResults, nearestResultsFolder } from "../nearest-results";
import { readResults } from "../read-results";
import { ProjectBroken } from "../read-template";
import { asRecorded } from "./evidence-for";
import { withheldOf } from "./may-be-shown";
import { readingShelf } from "./reading-shelf";

/** A paper as it is on disk, its results, and what was read of it before, which is kept in `shelf`. Throws `ProjectBroken` without results. */
export async function paperToRead(project: string, shelf: string, wish: ReadingWish): Promise<PaperToRead> {
  const { paper, results, shownAs = basename(paper) } = wish;
  if (!/\.tex$/i.test(paper)) throw new ProjectBroken(`${basename(paper)} is no .tex file.`);
  const text = await readFile(paper, "utf8").catch((error: Error) => {
    throw new ProjectBroken(`${paper} cannot be read: ${error.message}`);
  });
  const sources = results === undefined ? await nearestResults(paper) : await readResults(results);
  if (!sources)
    throw new ProjectBroken(
      "There are no results to hold its claims against: no run_*/final_info.json beside the paper or in the two folders above it.",
    );
  const files = await filesAround(paper, shownAs, text);
  const { parts } = paperOf(text, files);
  const names = await withheldOf(project, paper, Object.keys(files.inputs ?? {}));
  const withheld = new Set([...names].map((name) => besides(shownAs, name)));
  const library = claimLibrary(await asRecorded(project, paper, sources));
  const folder = results ?? (await nearestResultsFolder(paper));
  const texts = library.materials().map(({ file: name }) => name);
  const withheldTexts = await leadingElsewhere(folder ?? dirname(paper), texts);
  return { parts, withheld, library, withheldTexts, ...keptIn(readingShelf(shelf)) };
}

/** Files of a folder of results that are links to something outside of it: what lies there is read by the rules alone. */
async function leadingElsewhere(folder: string, names: readonly string[]): Promise<Set<string>> {
  const real = await realpath(folder);
  const found = new Set<string>();
  for (const name of names) {
    const path = await realpath(join(real, name)).catch(() => undefined);
    if (path !== undefined && !liesBelow(real, path)) found.add(name);
  }
  return found;
}

function keptIn(shelf: ReadingShelf): Pick<PaperToRead, "shelf" | "stepFor"> {
  return { shelf, stepFor: (_, keys) => `read claims, ${shelf.keyOf(keys)}` };
}

function filesAround(paper: string, file: string, text: string): Promise<PaperFiles> {
  const folder = dirname(paper);
  return paperFilesAround(text, file, {
    read: (name) => readFile(resolve(folder, name), "utf8").catch(() => undefined),
    list: (name) => readdir(resolve(folder, name)).catch(() => []),
  });
}
