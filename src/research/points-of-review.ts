import * as z from "zod";
import type { QuotedPlace } from "./filled-form";
import { PlannedRun } from "./findings";
import { type Review, remarksOn } from "./review";
import type { ListSubject } from "./review-form";

export const PointKind = z.enum(["weakness", "question", "limitation"]);
export type PointKind = z.infer<typeof PointKind>;

/** One thing that a review asks of the paper. `id` is made of its kind, its place in the list and its words: another review's has another. */
export type ReviewPoint = {
  readonly id: string;
  readonly kind: PointKind;
  readonly text: string;
  /** The words of the paper that it is about. */
  readonly places: readonly QuotedPlace[];
};

/** Everything that the area chair asks for, the weaknesses first, in the order of the form. */
export function pointsOf(review: Pick<Review, "kind" | "form">): ReviewPoint[] {
  const listed = (kind: PointKind, about: ListSubject) =>
    remarksOn(review, about).map(({ text, places }, index) => ({
      id: `${kind}-${index + 1}-${hashOf(text)}`,
      ...{ kind, text, places },
    }));
  return [
    ...listed("weakness", "weaknesses"),
    ...listed("question", "questions"),
    ...listed("limitation", "limitations"),
  ];
}

/** As a person writes it: `W2` for the second weakness. */
export function codeOf({ id, kind }: ReviewPoint): string {
  return `${kind.charAt(0).toUpperCase()}${id.split("-")[1]}`;
}

/** 32 bits of FNV-1a: enough to tell an edited point from what it was. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

/** How a chosen point is to be answered: by words alone, by a run that is yet to be made, or not at all. */
export const PointAnswer = z.object({
  point: z.string(),
  by: z.enum(["text", "run", "nothing"]),
  why: z.string().min(1),
});
export type PointAnswer = z.infer<typeof PointAnswer>;

/** What one round of improvement is to do: each chosen point with its answer, and the runs that are to be made. */
export const ImprovementPlan = z.object({
  answers: z.array(PointAnswer),
  runs: z.array(PlannedRun.extend({ for: z.array(z.string()) })),
});
export type ImprovementPlan = z.infer<typeof ImprovementPlan>;

/** The round whose plan a step records; undefined for any other step. */
export function roundPlannedIn(step: string): number | undefined {
  const round = /^improvement (\d+): plan, as it is followed$/.exec(step)?.[1];
  return round === undefined ? undefined : Number(round);
}

/** The step that records the plan of a round. */
export function planStepOf(round: number): string {
  return `improvement ${round}: plan, as it is followed`;
}
