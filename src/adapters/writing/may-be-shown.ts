import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { LATEX_FILE } from "../../latex/latex-file";
import { liesBelow } from "../lies-below";

/**
 * Whether a file that a paper takes in may be shown to a model: LaTeX that really lies in the paper's project, or, of a paper in none,
 * beside the paper or below. A foreign paper may name any file of this machine, or hold a link to it.
 */
export async function mayBeShown(project: string, paper: string, path: string): Promise<boolean> {
  if (!LATEX_FILE.test(path)) return false;
  const [real, folder, root] = await Promise.all([path, dirname(paper), project].map(realPathOf));
  if (real === undefined || folder === undefined || !LATEX_FILE.test(real)) return false;
  const isOfProject = root !== undefined && (folder === root || liesBelow(root, folder));
  return liesBelow(isOfProject ? root : folder, real);
}

function realPathOf(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
