import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { Picture } from "../../engine/ports/language-model";
import { PaperUnreadable } from "../../engine/ports/paper-reader";
import { resultsShown } from "../../engine/stages/review-material";
import { type ReviewedText, submissionText } from "../../engine/stages/review-text";
import { claimLibrary, judgedParts, problemsIn } from "../../latex/claim-problems";
import { whyNoPaper } from "../../latex/no-paper";
import { nearestResults } from "../nearest-results";
import { pdfReader } from "../paper-reader/pdf-reader";
import { ProjectBroken } from "../read-template";
import { readLatex } from "./read-latex";
import { figuresShown } from "./shown-figures";

/** A paper of any folder as it is reviewed. `results` is empty where no runs are near it. */
export type SubmissionRead = Pick<ReviewedText, "text" | "sources" | "claims"> & {
  readonly results: string;
  /** The pictures that LaTeX shows, the first few that a model can be shown. */
  readonly figures: readonly Picture[];
};

/** Reads a PDF or a LaTeX paper with the files that it takes in, and what runs near it say. */
export async function readSubmission(path: string, signal: AbortSignal): Promise<SubmissionRead> {
  if (!existsSync(path)) throw new ProjectBroken(`There is no file ${path}.`);
  // A PDF that only lies among runs may be somebody else's: it is of these runs when its source is there as well.
  const hasSource = !/\.pdf$/i.test(path) || existsSync(path.replace(/\.pdf$/i, ".tex"));
  const found = hasSource ? await nearestResults(path) : undefined;
  const results = found ? resultsShown(found.findings, found.manifest) : "";
  if (/\.pdf$/i.test(path)) {
    const { pages } = await pdfReader().read(path, signal);
    return { text: submissionText(pages), results, figures: [] };
  }
  if (!/\.tex$/i.test(path)) throw new ProjectBroken(`${basename(path)} is neither a .pdf nor a .tex file.`);
  const { text, parts } = await readLatex(path);
  const why = whyNoPaper(text);
  if (why) throw new PaperUnreadable(`${path} ${why} Nothing was asked.`);
  const claims = found ? problemsIn(judgedParts(parts, claimLibrary(found))) : [];
  const sources = parts.map(({ file, text }) => ({ file, text }));
  return { text, sources, claims, results, figures: await figuresShown(path, parts) };
}
