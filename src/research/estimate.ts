import * as z from "zod";
import type { Stage } from "./run-event";

/** From the least that is likely to the most. */
export const Range = z.object({ low: z.number(), high: z.number() });
export type Range = z.infer<typeof Range>;

/** What is expected of a stage, or of the rest of one: calls of a model, tokens, US dollars, seconds of experiments. */
export const StageEstimate = z.object({
  calls: Range,
  input: Range,
  /** The part of `input` that an earlier call sent too, as far as the provider is expected to have it at hand. */
  cachedInput: Range,
  output: Range,
  /** Missing where the price of a model is not known. */
  dollars: Range.optional(),
  /** Missing where nothing is run. */
  seconds: Range.optional(),
});
export type StageEstimate = z.infer<typeof StageEstimate>;

/** What an idea will cost from where it stands: the rest of the stage that it is in, and every stage after that. */
export type Estimate = {
  readonly stages: readonly { readonly stage: Stage; readonly estimate: StageEstimate }[];
  readonly total: StageEstimate;
  /**
   * US dollars that must be free beside what is expected: a call is made only when the longest answer that it could get fits under the
   * cap. 0 where no price is known.
   */
  readonly reserve: number;
};

export const nothingExpected: StageEstimate = {
  calls: { low: 0, high: 0 },
  input: { low: 0, high: 0 },
  cachedInput: { low: 0, high: 0 },
  output: { low: 0, high: 0 },
  dollars: { low: 0, high: 0 },
};

/** Both together. Dollars are known only where both are known. */
export function addEstimates(one: StageEstimate, other: StageEstimate): StageEstimate {
  const seconds = one.seconds && other.seconds ? addRanges(one.seconds, other.seconds) : (one.seconds ?? other.seconds);
  return {
    calls: addRanges(one.calls, other.calls),
    input: addRanges(one.input, other.input),
    cachedInput: addRanges(one.cachedInput, other.cachedInput),
    output: addRanges(one.output, other.output),
    ...(one.dollars && other.dollars ? { dollars: addRanges(one.dollars, other.dollars) } : {}),
    ...(seconds ? { seconds } : {}),
  };
}

function addRanges(one: Range, other: Range): Range {
  return { low: one.low + other.low, high: one.high + other.high };
}

/** Whether what is left of a cap is enough for what is expected. `unknown` where nobody knows the price. */
export type Sufficiency = "enough" | "perhaps" | "not enough" | "unknown";

/** `left` in US dollars. */
export function sufficiencyOf({ total: { dollars }, reserve }: Estimate, left: number): Sufficiency {
  if (!dollars) return "unknown";
  if (dollars.high === 0 || dollars.high + reserve <= left) return "enough";
  return dollars.low + reserve <= left ? "perhaps" : "not enough";
}
