import type { Findings, PlannedRun } from "../../research/findings";
import { asMarked, marksIn } from "../../research/marked-runs";
import type { RunEvent } from "../../research/run-event";
import type { Lab } from "../lab";

/**
 * The findings as the researcher wanted them to count when a step was begun, and as they want it now while it is yet to begin:
 * the journal alone decides, so that a resumed walk makes the same turns.
 */
export function asJudged(lab: Pick<Lab, "journal">, findings: Findings, begins: RegExp): Findings {
  const marks = marksIn(knownAt(lab, begins));
  const { baseline, runs } = findings;
  return { ...findings, baseline: asMarked(baseline, marks), runs: runs.map((run) => asMarked(run, marks)) };
}

/** The runs that the researcher added to the plan before a run was begun. Those that are asked for later are made for the next improvement of the paper. */
export function wantedBefore(lab: Pick<Lab, "journal">, number: number): PlannedRun[] {
  const early = new Set(beforeFigures(lab));
  return knownAt(lab, beginOf(number)).flatMap((event) =>
    event.type === "run-wanted" && early.has(event) ? [event.planned] : [],
  );
}

/** What was said before the figures were begun; a run that is asked for later belongs to an improvement of the paper. */
export function beforeFigures(lab: Pick<Lab, "journal">): readonly RunEvent[] {
  return knownAt(lab, PLOTS);
}

/** The steps that a run, the figures and the paper begin with. */
export function beginOf(number: number): RegExp {
  return new RegExp(`^run ${number}[:,]`);
}
export const PLOTS = /^plots: start$/;
export const PAPER = /^paper: start$/;

function knownAt({ journal: { history } }: Pick<Lab, "journal">, begins: RegExp): readonly RunEvent[] {
  const reopened = history.findLastIndex((event) => event.type === "step-reopened" && begins.test(event.step));
  const begun = history.findIndex(
    (event, index) => index > reopened && event.type === "step-started" && begins.test(event.step),
  );
  return begun < 0 ? history : history.slice(0, begun);
}
