import { existsSync } from "node:fs";
import { lstat, readFile, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, relative, resolve } from "node:path";
import type { Picture } from "../../engine/ports/language-model";
import { ProposalRefused } from "../../engine/ports/workspace";
import { MOST_FIGURES, resultsShown } from "../../engine/stages/review-material";
import { type ReviewedText, submissionText } from "../../engine/stages/review-text";
import { claimLibrary, judgedParts, problemsIn } from "../../latex/claim-problems";
import { figuresOf, graphicsRootsOf } from "../../latex/figures";
import { type LatexPaper, paperOf } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";
import { nearestResults } from "../nearest-results";
import { pdfReader } from "../paper-reader/pdf-reader";
import { ProjectBroken } from "../read-template";
import { textOfPart } from "../typesetter/lint-paper-file";
import { smallEnough } from "../workspace/picture-to-show";
import { pathInWorktree } from "../workspace/worktree-path";

/** A paper of any folder as it is reviewed. `results` is empty where no runs are near it. */
export type SubmissionRead = Pick<ReviewedText, "text" | "sources" | "claims"> & {
  readonly results: string;
  /** The pictures that LaTeX shows, the first few that a model can be shown. */
  readonly figures: readonly Picture[];
};

/** Reads a PDF or a LaTeX paper with the files that it takes in, and what runs near it say. */
export async function readSubmission(path: string, signal: AbortSignal): Promise<SubmissionRead> {
  if (!existsSync(path)) throw new ProjectBroken(`There is no file ${path}.`);
  const found = await nearestResults(path);
  const results = found ? resultsShown(found.findings, found.manifest) : "";
  if (/\.pdf$/i.test(path)) {
    const { pages } = await pdfReader().read(path, signal);
    return { text: submissionText(pages), results, figures: [] };
  }
  if (!/\.tex$/i.test(path)) throw new ProjectBroken(`${basename(path)} is neither a .pdf nor a .tex file.`);
  const { parts } = await latexPaper(path);
  const claims = found ? problemsIn(judgedParts(parts, claimLibrary(found))) : [];
  const sources = parts.map(({ file, text }) => ({ file, text }));
  return { text: joined(parts), sources, claims, results, figures: await figuresShown(path, parts) };
}

async function latexPaper(path: string): Promise<LatexPaper> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new ProjectBroken(`${path} cannot be read: ${error.message}`);
  });
  const read = (name: string) => partOf(dirname(path), name);
  return paperOf(text, await paperFilesAround(text, basename(path), { read, list: async () => [] }));
}

/** Pictures of the paper's folder and of the one above it, where runs leave them: a paper may name any file of the machine. */
async function figuresShown(path: string, parts: LatexPaper["parts"]): Promise<Picture[]> {
  const folder = dirname(path);
  const roots = graphicsRootsOf(parts.map(({ text }) => text).join("\n")).map((root) => resolve(folder, root));
  const named = parts.flatMap((part) => figuresOf(part).map((figure) => figure.path.text.trim().replace(/"/g, "")));
  const places = [...new Set(named)].map((name) =>
    roots.map((root) => resolve(root, /\.png$/i.test(name) ? name : `${name}.png`)).find((place) => existsSync(place)),
  );
  const shown: Picture[] = [];
  for (const place of new Set(places)) {
    if (place === undefined || shown.length >= MOST_FIGURES) continue;
    const [real, within] = await Promise.all([realpath(place), realpath(dirname(folder))]);
    const picture = isBelow(within, real) ? await pictureIn(real) : undefined;
    if (picture) shown.push(picture);
  }
  return shown;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}

/** Bytes. What is larger on disk is no figure. */
const LARGEST = 20_000_000;

async function pictureIn(path: string): Promise<Picture | undefined> {
  const found = await lstat(path).catch(() => undefined);
  const bytes = found?.isFile() && found.size <= LARGEST ? await readFile(path).catch(() => undefined) : undefined;
  const shown = bytes && smallEnough(bytes);
  return shown && { mediaType: "image/png", base64: Buffer.from(shown).toString("base64") };
}

/** What a paper takes in goes to a model: LaTeX of its own folder, and nothing that a foreign paper merely names. */
async function partOf(folder: string, name: string): Promise<string | undefined> {
  if (!/\.(?:tex|ltx|latex|bbl)$/i.test(name)) return undefined;
  const inside = await pathInWorktree(folder, name).catch((error: unknown) => {
    if (error instanceof ProposalRefused) return undefined;
    throw error;
  });
  return inside === undefined ? undefined : textOfPart(inside);
}

/** A paper in one file is that file; else each is told by its name. */
function joined(parts: LatexPaper["parts"]): string {
  if (parts.length === 1) return parts[0]!.text;
  return parts.map(({ file, text }) => `% ===== ${file}\n${text}`).join("\n\n");
}
