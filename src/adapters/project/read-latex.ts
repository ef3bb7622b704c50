import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { ProposalRefused } from "../../engine/ports/workspace";
import { type LatexPaper, paperOf } from "../../latex/paper";
import { paperFilesAround } from "../../latex/paper-around";
import { withInputs } from "../../latex/with-inputs";
import { ProjectBroken } from "../read-template";
import { textOfPart } from "../typesetter/lint-paper-file";
import { pathInWorktree } from "../workspace/worktree-path";

/** A LaTeX paper as one text, with the files that it takes in where it takes them in, and as its parts. */
export async function readLatex(path: string): Promise<{ readonly text: string } & Pick<LatexPaper, "parts">> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new ProjectBroken(`${path} cannot be read: ${error.message}`);
  });
  const read = (name: string) => partOf(dirname(path), name);
  const files = await paperFilesAround(text, basename(path), { read, list: async () => [] });
  return { text: withInputs(text, files.inputs ?? {}), parts: paperOf(text, files).parts };
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
