import { readFile } from "node:fs/promises";
import { ProposalRefused } from "../../engine/ports/workspace";
import type { FileEdit } from "../../research/change";
import { writeAtomically } from "./atomic-text";
import type { Git } from "./git";
import { pathInWorktree } from "./worktree-path";

/** The file's text, or undefined when there is none. Bytes that are no UTF-8 come out as U+FFFD. */
export async function readText(root: string, path: string): Promise<string | undefined> {
  return (await bytesOf(root, path))?.toString("utf8");
}

/**
 * Writes the edits into the worktree, all of them or, when one must be refused, none. New files become known to git without being
 * staged, so that they are hunks like everything else.
 */
export async function writeEdits(git: Git, root: string, scratch: string, edits: readonly FileEdit[]): Promise<void> {
  const missing: FileEdit[] = [];
  for (const edit of edits) if (!(await isThere(root, edit))) missing.push(edit);
  for (const edit of missing) await writeAtomically(await pathInWorktree(root, edit.path), edit.after, scratch);
  const made = edits.filter(({ before }) => before === null).map(({ path }) => path);
  if (made.length > 0) await introduce(git, made);
}

/** Whether the file already is as proposed. Throws `ProposalRefused` when it is not as it was read either. */
async function isThere(root: string, { path, before, after }: FileEdit): Promise<boolean> {
  const bytes = await bytesOf(root, path);
  const now = bytes?.toString("utf8") ?? null;
  if (bytes && !Buffer.from(now!, "utf8").equals(bytes))
    throw new ProposalRefused(`“${path}” is not UTF-8 text, so it is left as it is.`);
  if (now === after) return true;
  if (now === before) return false;
  throw new ProposalRefused(
    now === null
      ? `“${path}” was deleted since the proposal was made, so it is not written again.`
      : `“${path}” was edited since the proposal was made, so it is left as it is.`,
  );
}

async function introduce(git: Git, paths: readonly string[]): Promise<void> {
  const known = (await git.run(["--literal-pathspecs", "ls-files", "-z", "--", ...paths])).split("\0");
  const unknown = paths.filter((path) => !known.includes(path));
  if (unknown.length > 0) await git.run(["--literal-pathspecs", "add", "--intent-to-add", "--force", "--", ...unknown]);
}

async function bytesOf(root: string, path: string): Promise<Buffer | undefined> {
  return readFile(await pathInWorktree(root, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    if (error.code === "EISDIR") throw new ProposalRefused(`“${path}” is a folder.`);
    throw error;
  });
}
