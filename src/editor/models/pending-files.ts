import type { BegunShown } from "./board-state";

/** The begun idea whose worktree a file lies in, and the file's path there, with slashes. */
export function ideaOfFile<Begun extends Pick<BegunShown, "worktree">>(
  begun: readonly Begun[],
  file: string,
  ignoresCase: boolean,
): { readonly idea: Begun; readonly path: string } | undefined {
  for (const idea of begun) {
    const folder = idea.worktree.replace(/[\\/]+$/, "");
    const isIn = compared(file, ignoresCase).startsWith(`${compared(folder, ignoresCase)}/`);
    if (isIn) return { idea, path: file.slice(folder.length + 1).replaceAll("\\", "/") };
  }
  return undefined;
}

/**
 * Every way in which VS Code may spell the path of a pending file: as we would, and as an open editor does that shows the same
 * file under another spelling, which there is where upper and lower case are the same. Menus compare letter by letter.
 */
export function spellings(pending: readonly string[], open: readonly string[], ignoresCase: boolean): string[] {
  const wanted = new Set(pending.map((path) => compared(path, ignoresCase)));
  const otherwise = open.filter((path) => wanted.has(compared(path, ignoresCase)));
  return [...new Set([...pending, ...otherwise])].sort();
}

/** For comparing alone: one kind of slash and, where the file system does not tell case apart, one case. */
function compared(path: string, ignoresCase: boolean): string {
  const slashed = path.replaceAll("\\", "/");
  return ignoresCase ? slashed.toLowerCase() : slashed;
}
