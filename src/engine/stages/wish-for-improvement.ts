import * as z from "zod";
import { PlannedRun } from "../../research/findings";
import type { RunEvent } from "../../research/run-event";
import type { Lab } from "../lab";
import { step } from "../step";
import { PLOTS } from "./researchers-word";

/** What the researcher wants of a round of improvement. Without `points` they chose none: all are meant. */
export const ImprovementWish = z.object({
  points: z.array(z.string()).optional(),
  /** Runs that they asked for when the experiments were over. */
  runs: z.array(PlannedRun),
});
export type ImprovementWish = z.infer<typeof ImprovementWish>;

/** Whether there is such a round: of those that every idea has, or because the researcher asked for something. */
export function isRoundWanted(lab: Pick<Lab, "journal" | "parameters">, round: number): boolean {
  const { points, runs } = wishInJournal(lab.journal.history, round);
  return (
    round <= lab.parameters.improvementRounds ||
    points !== undefined ||
    runs.length > 0 ||
    isRoundBegun(lab.journal.history, round)
  );
}

/** Read once, when the round begins, so that a resumed walk makes the same turns. A round that was begun before there were wishes has none. */
export async function wishForImprovement(
  lab: Pick<Lab, "journal" | "signal">,
  round: number,
): Promise<ImprovementWish> {
  const { history } = lab.journal;
  const began = beginOf(history, round);
  const begun = history[began];
  if (begun?.type === "step-started" && begun.step !== wishStep(round)) return { runs: [] };
  return step(lab, wishStep(round), ImprovementWish, async () => wishInJournal(history, round));
}

/** The last choice of points for the round, and the runs that were asked for since the round before it, or the figures, began. */
function wishInJournal(history: readonly RunEvent[], round: number): ImprovementWish {
  const since = round === 1 ? history.findIndex(beganFigures) : beginOf(history, round - 1);
  const wanted = since < 0 ? [] : history.slice(since);
  const chosen = history.findLast((event) => event.type === "improvement-wanted" && event.round === round);
  return {
    ...(chosen?.type === "improvement-wanted" ? { points: chosen.points } : {}),
    runs: wanted.flatMap((event) => (event.type === "run-wanted" ? [event.planned] : [])),
  };
}

export function isRoundBegun(history: readonly RunEvent[], round: number): boolean {
  return beginOf(history, round) >= 0;
}

/** Where in the journal a round was begun; -1 where it was not. */
function beginOf(history: readonly RunEvent[], round: number): number {
  const wished = history.findLastIndex((event) => event.type === "step-started" && event.step === wishStep(round));
  const first = `improvement ${round}: change`;
  return wished >= 0 ? wished : history.findIndex((event) => event.type === "step-started" && event.step === first);
}

function beganFigures(event: RunEvent): boolean {
  return event.type === "step-started" && PLOTS.test(event.step);
}

function wishStep(round: number): string {
  return `improvement ${round}: wish`;
}
