import * as z from "zod";
import { QuotedPlace } from "./filled-form";

/** What a paper may have to answer for. */
export const Aspect = z.enum([
  "claims",
  "baselines",
  "ablations",
  "statistics",
  "method",
  "related work",
  "reproducibility",
  "clarity",
  "limits",
  "ethics",
]);
export type Aspect = z.infer<typeof Aspect>;

/** A question that one paper raises, put so that “yes” speaks for it. */
export const AspectQuestion = z.object({ aspect: Aspect, question: z.string() });
export type AspectQuestion = z.infer<typeof AspectQuestion>;

export const AspectVerdict = z.enum(["yes", "partly", "no", "not said"]);
export type AspectVerdict = z.infer<typeof AspectVerdict>;

/** What one referee found in the text. */
export const AspectAnswer = z.object({ verdict: AspectVerdict, answer: z.string(), places: z.array(QuotedPlace) });
export type AspectAnswer = z.infer<typeof AspectAnswer>;

/** A question with the answers of the referees, in their order. */
export const AnsweredQuestion = AspectQuestion.extend({ answers: z.array(AspectAnswer) });
export type AnsweredQuestion = z.infer<typeof AnsweredQuestion>;
