import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { ProposalRefused } from "../../engine/ports/workspace";
import { resultsShown } from "../../engine/stages/review-material";
import { type ReviewedText, submissionText } from "../../engine/stages/review-text";
import { claimLibrary, judgedParts, problemsIn } from "../../latex/claim-problems";
import { type LatexPaper, paperOf } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";
import { nearestResults } from "../nearest-results";
import { pdfReader } from "../paper-reader/pdf-reader";
import { ProjectBroken } from "../read-template";
import { textOfPart } from "../typesetter/lint-paper-file";
import { pathInWorktree } from "../workspace/worktree-path";

/** A paper of any folder as it is reviewed. `results` is empty where no runs are near it. */
export type SubmissionRead = Pick<ReviewedText, "text" | "sources" | "claims"> & { readonly results: string };

/** Reads a PDF or a LaTeX paper with the files that it takes in, and what runs near it say. */
export async function readSubmission(path: string, signal: AbortSignal): Promise<SubmissionRead> {
  if (!existsSync(path)) throw new ProjectBroken(`There is no file ${path}.`);
  const found = await nearestResults(path);
  const results = found ? resultsShown(found.findings, found.manifest) : "";
  if (/\.pdf$/i.test(path)) {
    const { pages } = await pdfReader().read(path, signal);
    return { text: submissionText(pages), results };
  }
  if (!/\.tex$/i.test(path)) throw new ProjectBroken(`${basename(path)} is neither a .pdf nor a .tex file.`);
  const { parts } = await latexPaper(path);
  const claims = found ? problemsIn(judgedParts(parts, claimLibrary(found))) : [];
  return { text: joined(parts), sources: parts.map(({ file, text }) => ({ file, text })), claims, results };
}

async function latexPaper(path: string): Promise<LatexPaper> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new ProjectBroken(`${path} cannot be read: ${error.message}`);
  });
  const read = (name: string) => partOf(dirname(path), name);
  return paperOf(text, await paperFilesAround(text, basename(path), { read, list: async () => [] }));
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
