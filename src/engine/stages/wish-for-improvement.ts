import * as z from "zod";
import { PlannedRun } from "../../research/findings";
import type { RunEvent } from "../../research/run-event";
import type { Lab } from "../lab";
import { step } from "../step";
import { beforeFigures } from "./researchers-word";

/** What the researcher wants of a round of improvement. Without `points` they chose none: all are meant. */
export const ImprovementWish = z.object({
  points: z.array(z.string()).optional(),
  /** Runs that they asked for when the experiments were over. */
  runs: z.array(PlannedRun),
});
export type ImprovementWish = z.infer<typeof ImprovementWish>;

/** Whether there is such a round: of those that every idea has, or because the researcher asked for something. */
export function isRoundWanted(lab: Pick<Lab, "journal" | "parameters">, round: number): boolean {
  const { points, runs } = wishInJournal(lab, round);
  return (
    round <= lab.parameters.improvementRounds ||
    points !== undefined ||
    runs.length > 0 ||
    isRoundBegun(lab.journal.history, round)
  );
}

/**
 * Read once, when the round begins, so that a resumed walk makes the same turns. Undefined for a round that was begun before there
 * were wishes.
 */
export async function wishForImprovement(
  lab: Pick<Lab, "journal" | "signal">,
  round: number,
): Promise<ImprovementWish | undefined> {
  const { history } = lab.journal;
  const begun = history[beginOf(history, round)];
  if (begun?.type === "step-started" && begun.step !== wishStep(round)) return undefined;
  return step(lab, wishStep(round), ImprovementWish, async () => wishInJournal(lab, round));
}

/** The last choice of points for the round, and the runs that were asked for since the round before it, or the figures, began. */
function wishInJournal(lab: Pick<Lab, "journal">, round: number): ImprovementWish {
  const { history } = lab.journal;
  const begun = beginOf(history, round - 1);
  const before = round === 1 ? new Set(beforeFigures(lab)) : new Set(begun < 0 ? history : history.slice(0, begun));
  const chosen = history.findLast((event) => event.type === "improvement-wanted" && event.round === round);
  return {
    ...(chosen?.type === "improvement-wanted" ? { points: chosen.points } : {}),
    runs: history.flatMap((event) => (event.type === "run-wanted" && !before.has(event) ? [event.planned] : [])),
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

function wishStep(round: number): string {
  return `improvement ${round}: wish`;
}
