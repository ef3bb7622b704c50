import { type Findings, MOST_REPEATS, type PlannedRun } from "../../research/findings";
import type { Idea } from "../../research/idea";
import type { Run } from "../../research/run";
import type { Lab } from "../lab";
import { measureCommit, originOf, showRun, unmade } from "./make-run";

/** The program of an earlier result once more, without a change and without a question: a measure of noise, never a method. */
export async function repeatRun(lab: Lab, idea: Idea, findings: Findings, planned: PlannedRun): Promise<Run> {
  const origin = originOf(findings, planned);
  const description = `The program of “${origin.name}”, run once more without a change.`;
  const about = { ...unmade(planned, findings.runs.length + 1, origin.name), description, commit: origin.commit };
  const run = { ...(await measureCommit(lab, about, idea)), repeatOf: origin.repeatOf ?? origin.number };
  await showRun(lab, run);
  return run;
}

/** The plan without the repeats that would be too many. */
export function withinRepeats(plan: readonly PlannedRun[], { runs }: Pick<Findings, "runs">): PlannedRun[] {
  let left = MOST_REPEATS - runs.filter(({ repeatOf }) => repeatOf !== undefined).length;
  return plan.filter(({ repeat }) => !repeat || left-- > 0);
}
