import { readdir, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type ClaimLibrary, claimProblems } from "../../latex/claim-problems";
import { inReadingOrder, lintPaper } from "../../latex/lint";
import { paperFilesAround } from "../../latex/paper-around";
import type { Problem } from "../../research/problem";

/**
 * What our rules say about a paper on disk and the files it takes in, and what it claims that `library` does not hold. `file` is
 * how problems name it. Throws when it cannot be read.
 */
export async function lintPaperFile(path: string, file: string, library?: ClaimLibrary): Promise<Problem[]> {
  const folder = dirname(path);
  const text = await readFile(path, "utf8");
  const files = await paperFilesAround(text, file, {
    read: (name) => readFile(resolve(folder, name), "utf8").catch(() => undefined),
    list: (name) => readdir(resolve(folder, name)).catch(() => []),
  });
  const claims = library ? claimProblems(text, files, library) : [];
  return inReadingOrder([...lintPaper(text, files), ...claims]);
}
