import * as z from "zod";
import { Environment } from "./environment";
import { Failure } from "./failure";
import { Guard } from "./guards";
import { Measurement } from "./metrics";

/** What is known of an end without numbers, beyond its last words. */
const Understood = {
  failure: Failure.optional(),
  /** How far it had come. No evidence. */
  reached: z.string().optional(),
  /** What the sandbox refused it, a sentence each. */
  denied: z.array(z.string()).optional(),
};

/**
 * What one run of an experiment came to. Only `measured` counts as evidence. `invalid`: it ended well but its numbers must
 * not be used, and why. `stopped`: a limit other than time, or a person, ended it. `unknown`: we lost sight of the job.
 */
export const Outcome = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("measured"),
    measurements: z.array(Measurement),
    warnings: z.array(z.string()).default([]),
  }),
  z.object({
    type: z.literal("crashed"),
    exitCode: z.number(),
    stdoutEnd: z.string(),
    stderrEnd: z.string(),
    ...Understood,
  }),
  z.object({ type: z.literal("timed-out"), seconds: z.number(), lastLines: z.string(), ...Understood }),
  z.object({ type: z.literal("invalid"), reasons: z.array(z.string()), lastLines: z.string(), ...Understood }),
  z.object({ type: z.literal("stopped"), reason: z.string(), lastLines: z.string(), ...Understood }),
  z.object({ type: z.literal("unknown"), reason: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** One commit of the experiment, executed and measured. `number` 0 is the baseline. `name` is what the paper may call it. */
export const Run = z.object({
  number: z.number().int().min(0),
  name: z.string(),
  description: z.string(),
  /** What was expected before it was made, in the plan's words. */
  expectation: z.string().optional(),
  /** The name of the result whose code it started from. */
  from: z.string().default("Baseline"),
  /** Names of further results that it is compared with. */
  against: z.array(z.string()).default([]),
  commit: z.string(),
  attempt: z.number().int().min(1),
  /** Unified diff of the experiment from the result that it starts from, at most 6,000 characters. */
  diff: z.string().default(""),
  outcome: Outcome,
  environment: Environment.optional(),
  seconds: z.number().optional(),
  lesson: z.string().default(""),
  /** What was checked before its numbers counted. Empty for a run that did not end well. */
  guards: z.array(Guard).default([]),
  /** The number of the earlier result whose program it ran once more: a measure of noise, never a method. */
  repeatOf: z.number().int().min(0).optional(),
  /** Set while the researcher has it marked invalid: why, and when they said so. */
  marked: z.object({ reason: z.string(), at: z.string() }).optional(),
});
export type Run = z.infer<typeof Run>;

export function isMeasured(run: Run): run is Run & { outcome: Extract<Outcome, { type: "measured" }> } {
  return run.outcome.type === "measured";
}

/** One sentence for lists and logs. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.type) {
    case "measured":
      return `measured ${outcome.measurements.length} numbers`;
    case "crashed":
      return `crashed with exit code ${outcome.exitCode}: ${outcome.failure?.what || lastLine(outcome.stderrEnd) || lastLine(outcome.stdoutEnd) || "no output"}`;
    case "timed-out":
      return `stopped at the time limit of ${outcome.seconds} s${outcome.reached ? `, having come to: ${outcome.reached}` : ""}`;
    case "invalid":
      return `invalid: ${outcome.reasons.join(" ")}`;
    case "stopped":
      return `stopped: ${outcome.reason}`;
    case "unknown":
      return `state unknown: ${outcome.reason}`;
  }
}

/** What to do about a run without numbers, and what the sandbox refused it: a few sentences each. */
export function adviceOn(outcome: Outcome): string[] {
  if (outcome.type === "measured" || outcome.type === "unknown") return [];
  const { failure, denied = [] } = outcome;
  return [...(failure ? [failure.advice] : []), ...denied];
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
