import { realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { LATEX_FILE } from "../../latex/latex-file";
import { liesBelow } from "../lies-below";

/** Of what a paper takes in, the files that no model is to see. They are named as the paper names them, from where it lies. */
export async function withheldOf(project: string, paper: string, names: readonly string[]): Promise<Set<string>> {
  const isShown = await Promise.all(names.map((name) => mayBeShown(project, paper, resolve(dirname(paper), name))));
  return new Set(names.filter((_, index) => !isShown[index]));
}

/**
 * Whether a file that a paper takes in or cites from may be shown to a model: LaTeX or a bibliography that really lies in the paper's project, or, of a paper in none,
 * beside the paper or below. A foreign paper may name any file of this machine, or hold a link to it.
 */
export async function mayBeShown(project: string, paper: string, path: string): Promise<boolean> {
  if (!SHOWN.test(path)) return false;
  const [real, folder, root] = await Promise.all([path, dirname(paper), project].map(realPathOf));
  if (real === undefined || folder === undefined || !SHOWN.test(real)) return false;
  const isOfProject = root !== undefined && (folder === root || liesBelow(root, folder));
  return liesBelow(isOfProject ? root : folder, real);
}

const SHOWN = new RegExp(`${LATEX_FILE.source}|\\.bib$`, "i");

function realPathOf(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
