import { lstat, realpath } from "node:fs/promises";
import { join } from "node:path";
import { ProposalRefused } from "../../engine/ports/workspace";

/**
 * The absolute path of `path` in the worktree `root`; the file need not exist. Throws `ProposalRefused` for a path that leads
 * out of the worktree, by name or through a symbolic link, for one that is a symbolic link, and for git's own files.
 */
export async function pathInWorktree(root: string, path: string): Promise<string> {
  const objection = objectionTo(path);
  if (objection) throw new ProposalRefused(`“${path}” ${objection}.`);
  let reached = await realpath(root);
  const names = path.split("/");
  for (const [depth, name] of names.entries()) {
    reached = join(reached, name);
    const found = await lstat(reached).catch(() => undefined);
    if (found?.isSymbolicLink()) throw new ProposalRefused(`“${path}” is or goes through a symbolic link.`);
    if (found && depth < names.length - 1 && !found.isDirectory())
      throw new ProposalRefused(`“${path}” lies below something that is no folder.`);
  }
  return reached;
}

/** What speaks against a path by its name alone, the same on every system; undefined when nothing does. */
export function objectionTo(path: string): string | undefined {
  if (path === "" || path.length > 1000) return "is no path";
  if (/[\\\0-\x1f]/.test(path)) return "holds a backslash or a control character";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "is not relative to the worktree";
  const names = path.split("/");
  if (names.includes("..")) return "leads out of the worktree";
  if (names.some((name) => name === "" || name === ".")) return "is not a plain relative path";
  if (names.some(isGitsOwn)) return "belongs to git";
  if (names.some((name) => /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) || /[. ]$/.test(name)))
    return "has a name that Windows does not allow";
  return undefined;
}

/** `.git` as any file system may spell it: in capitals, as a short name, with characters that some systems ignore. */
function isGitsOwn(name: string): boolean {
  const plain = name.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "").toLowerCase();
  return /^(\.git|git~\d+)([ .:].*)?$/.test(plain);
}
