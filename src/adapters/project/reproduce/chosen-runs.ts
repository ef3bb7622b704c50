import { PAPER_SOURCE } from "../../../engine/paper-source";
import { citedRuns } from "../../../latex/cited-runs";
import type { Run } from "../../../research/run";
import type { RunEvent } from "../../../research/run-event";
import { next, nothingYet } from "../../../research/run-view";
import { TemplateManifest } from "../../../research/template";
import { gitIn } from "../../workspace/git";
import { branchOf } from "../../workspace/open-worktree";

/** Characters. What is longer was not written as a paper, and is not read for its numbers. */
const LONGEST = 1_000_000;

/** Numbers of the runs that an idea's paper prints, as its branch in a repository has it; none where that cannot be said. */
export async function citedIn(
  repository: string,
  slug: string,
  base: string,
  history: readonly RunEvent[],
): Promise<number[]> {
  const git = gitIn(repository);
  const show = (commit: string, file: string) => git.run(["show", `${commit}:${file}`]).catch(() => "");
  const paper = await show(branchOf(slug), PAPER_SOURCE);
  const { runs } = history.reduce(next, nothingYet);
  const baseline = runs.find(({ number }) => number === 0);
  if (paper === "" || paper.length > LONGEST || !baseline) return [];
  const findings = { baseline, runs: runs.filter((run) => run !== baseline), plan: [], complete: true };
  return citedRuns(paper, { findings, manifest: manifestIn(await show(base, "template.json")), programs: [] });
}

function manifestIn(text: string): TemplateManifest {
  try {
    return TemplateManifest.parse(JSON.parse(text));
  } catch {
    return TemplateManifest.parse({});
  }
}

/** Of the measured runs those that the paper prints, all where none is known, and a sentence that says so. */
export function chosenAmong(
  measured: readonly Run[],
  cited: readonly number[],
): { readonly runs: readonly Run[]; readonly why: string } {
  const runs = measured.filter(({ number }) => cited.includes(number));
  if (runs.length === 0)
    return { runs: measured, why: "All measured runs: of none is it known that the paper prints its numbers." };
  const left = measured.filter((run) => !runs.includes(run)).map(({ number, name }) => `${number} (${name})`);
  if (left.length === 0) return { runs, why: "All measured runs: the paper prints numbers of each." };
  const numbers = runs.map(({ number }) => number).join(", ");
  return { runs, why: `Runs ${numbers}: the paper prints their numbers. Left out are ${left.join(", ")}.` };
}
