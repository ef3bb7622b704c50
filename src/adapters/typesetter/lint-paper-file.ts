import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type ClaimLibrary, countClaims, judgedParts, problemsIn } from "../../latex/claim-problems";
import { inReadingOrder, lintPaper } from "../../latex/lint";
import { paperOf } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";
import type { Conventions } from "../../research/conventions";
import type { Problem } from "../../research/problem";
import { CheckStore } from "../literature/check-store";
import { checksAround } from "../project/verify-paper";
import { userCache } from "../user-cache";
import { lookingFrom } from "./look-at-pictures";

/**
 * What our rules say about a paper on disk and the files it takes in, and what it claims that `library` does not hold. `file` is
 * how problems name it. Throws when it cannot be read.
 */
export async function lintPaperFile(
  path: string,
  file: string,
  conventions: Conventions,
  library?: ClaimLibrary,
): Promise<LintedPaper> {
  const folder = dirname(path);
  const text = await readFile(path, "utf8");
  const around = await paperFilesAround(text, file, {
    read: (name) => textOfPart(resolve(folder, name)),
    list: (name) => readdir(resolve(folder, name)).catch(() => []),
    changed: (name) =>
      stat(resolve(folder, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      ),
    looking: lookingFrom(folder),
  });
  const checks = await new CheckStore(await checksAround(path, userCache(process.env), process.env)).read();
  const files = { ...around, conventions, checks };
  const judged = library ? judgedParts(paperOf(text, files).parts, library) : [];
  return {
    problems: inReadingOrder([...lintPaper(text, files), ...problemsIn(judged)]),
    ...(library && { claims: countClaims(judged) }),
  };
}

/** What our own rules say of a paper, and how many of its claims the results carry, where there are results. */
export type LintedPaper = {
  readonly problems: readonly Problem[];
  readonly claims?: ReturnType<typeof countClaims>;
};

/** Bytes. What is larger was not written by a person. */
const LARGEST = 4_000_000;

/** The text of a file that a paper takes in. Undefined for what is not there, too large, or a device that would be read without end. */
export async function textOfPart(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() && found.size <= LARGEST ? readFile(path, "utf8").catch(() => undefined) : undefined;
}
