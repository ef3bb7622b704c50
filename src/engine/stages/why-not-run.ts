import { sameProgram } from "../../python/same-program";
import type { Lab } from "../lab";
import { isDone } from "../step";

/** Where an attempt came from: where its run started, from which result, and the commit of the attempt before (or the start). */
type Attempt = {
  readonly commit: string | undefined;
  readonly start: string;
  readonly base: string;
  readonly origin: string;
};

/**
 * Why an attempt is not worth running, in words for whoever proposes the next one; undefined when it is. What was accepted of a
 * change may leave the program as it was.
 */
export async function whyNotRun(
  lab: Lab,
  name: string,
  { commit, start, base, origin }: Attempt,
): Promise<string | undefined> {
  if (commit === undefined) return "The change was not accepted, so nothing was run.";
  // An older version ran whatever was accepted; what was launched then is not judged again.
  if (isDone(lab, `${name}: launch`)) return undefined;
  if (await isSameProgram(lab, start, commit))
    return `What was accepted leaves the program as it is in “${origin}”, so nothing was run.`;
  if (base !== start && (await isSameProgram(lab, base, commit)))
    return "What was accepted leaves the program as it was in the attempt before, so nothing was run.";
  return undefined;
}

/** Whether two commits hold the same program: Python files up to layout and comments, everything else to the letter. */
async function isSameProgram({ workspace }: Pick<Lab, "workspace">, from: string, to: string): Promise<boolean> {
  if (from === to) return true;
  const paths = pathsIn(await workspace.diff(from, to));
  if (paths.some((path) => !path.endsWith(".py"))) return false;
  const same = paths.map(async (path) => {
    const [before, after] = [await workspace.readAt(from, path), await workspace.readAt(to, path)];
    return before !== undefined && after !== undefined && sameProgram(before, after);
  });
  return (await Promise.all(same)).every(Boolean);
}

/** The files of a unified diff. */
function pathsIn(diff: string): string[] {
  return [...diff.matchAll(/^diff --git a\/(.+) b\/\1$/gm)].map((match) => match[1] ?? "");
}
