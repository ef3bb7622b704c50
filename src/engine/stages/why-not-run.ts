import * as z from "zod";
import { sameProgram } from "../../python/same-program";
import type { Run } from "../../research/run";
import type { Lab } from "../lab";
import { isDone, step } from "../step";

/** Where an attempt came from: where its run started, from which result, and the commit of the attempt before (or the start). */
type Attempt = {
  readonly commit: string | undefined;
  readonly start: string;
  readonly base: string;
  readonly origin: string;
  /** What was measured before. */
  readonly earlier: readonly Run[];
};

/**
 * Why an attempt is not worth running, in words for whoever proposes the next one; undefined when it is. What was accepted of a
 * change may leave the program as it was.
 */
export async function whyNotRun(
  lab: Lab,
  name: string,
  { commit, start, base, origin, earlier }: Attempt,
): Promise<string | undefined> {
  if (commit === undefined) return "The change was not accepted, so nothing was run.";
  // An older version ran whatever was accepted; what was launched then is not judged again.
  if (isDone(lab, `${name}: launch`)) return undefined;
  if (await isSameProgram(lab, start, commit))
    return `What was accepted leaves the program as it is in “${origin}”, so nothing was run.`;
  if (base !== start && (await isSameProgram(lab, base, commit)))
    return "What was accepted leaves the program as it was in the attempt before, so nothing was run.";
  const known = await sameAs(lab, earlier, commit);
  if (known)
    return `What was accepted is the program of “${known.name}”, which is measured, so nothing was run. How much results differ by chance is shown by a planned repeat.`;
  return undefined;
}

/** The mark of a run whose program had been measured before: an older version ran it all the same. */
export async function repeatIn(
  lab: Lab,
  name: string,
  { earlier, commit }: { readonly earlier: readonly Run[]; readonly commit: string },
): Promise<Pick<Run, "repeatOf">> {
  return step(lab, `${name}: repeat`, z.object({ repeatOf: z.number().optional() }), async () => {
    const known = await sameAs(lab, earlier, commit);
    return known ? { repeatOf: known.repeatOf ?? known.number } : {};
  });
}

/** The first of the earlier results that has the same program. */
async function sameAs(lab: Lab, earlier: readonly Run[], commit: string): Promise<Run | undefined> {
  for (const run of earlier) if (await isSameProgram(lab, run.commit, commit)) return run;
  return undefined;
}

/** Whether two commits hold the same program: Python files up to layout and comments, everything else to the letter. */
async function isSameProgram({ workspace }: Pick<Lab, "workspace">, from: string, to: string): Promise<boolean> {
  if (from === to) return true;
  const paths = pathsIn(await workspace.diff(from, to)).filter((path) => !isRecord(path));
  if (paths.some((path) => !path.endsWith(".py"))) return false;
  const same = paths.map(async (path) => {
    const [before, after] = [await workspace.readAt(from, path), await workspace.readAt(to, path)];
    return before !== undefined && after !== undefined && sameProgram(before, after);
  });
  return (await Promise.all(same)).every(Boolean);
}

/** What earlier runs, notes, figures and the paper left on the idea's branch is no part of the experiment's program. */
function isRecord(path: string): boolean {
  return /^run_\d+\/|^latex\/|^notes\.txt$|^\.figures\.json$|^plot\.py$|^[^/]*\.png$/.test(path);
}

/** The files of a unified diff. */
function pathsIn(diff: string): string[] {
  return [...diff.matchAll(/^diff --git a\/(.+) b\/\1$/gm)].map((match) => match[1] ?? "");
}
