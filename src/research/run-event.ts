import * as z from "zod";
import { BudgetStand } from "./budget";
import { campaignEvents } from "./campaign-event";
import { StageEstimate } from "./estimate";
import { PlannedRun } from "./findings";
import type { JobState } from "./job-state";
import type { LiveRetry } from "./live-retry";
import { Usage } from "./usage";

/** The stages of an idea, in the order they are walked through. */
export const Stage = z.enum(["ideas", "novelty", "experiments", "plots", "paper", "review", "improvement"]);
export type Stage = z.infer<typeof Stage>;

const at = z.string();
const step = z.string();

/**
 * One fact about an idea's way. The journal is a list of these and nothing else; every view is a fold over it. `at` is an
 * ISO time, set when the fact was written.
 */
export const RunEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("opened"), format: z.literal(1), subject: z.string(), rehearsal: z.boolean(), at }),
  /** `estimate` is what the stage was expected to cost when it began. */
  z.object({ type: z.literal("stage-entered"), stage: Stage, estimate: StageEstimate.optional(), at }),
  z.object({ type: z.literal("step-started"), step, at }),
  z.object({ type: z.literal("step-finished"), step, result: z.unknown(), at }),
  z.object({ type: z.literal("step-failed"), step, problem: z.string(), at }),
  /** The recorded result of the step is to be forgotten and the step done again. */
  z.object({ type: z.literal("step-reopened"), step, reason: z.string(), at }),
  z.object({
    type: z.literal("model-called"),
    step,
    stage: Stage,
    model: z.string(),
    usage: Usage,
    dollars: z.number(),
    /** Nobody knew the model's price: `dollars` is 0 and says nothing. */
    unpriced: z.boolean().optional(),
    seconds: z.number(),
    /** Hash of the blob that holds the conversation and the answer. */
    transcript: z.string(),
    outcome: z.enum(["answered", "cut-off", "refused", "failed"]),
    at,
  }),
  /** Something worth telling: a recovered failure, a warning, a decision. `budget` is set when most of a cap is spent. */
  z.object({
    type: z.literal("noted"),
    level: z.enum(["info", "warning", "error"]),
    text: z.string(),
    budget: BudgetStand.optional(),
    at,
  }),
  /** A question is in front of the researcher; the next `step-finished` of the same step is the answer. */
  z.object({ type: z.literal("waiting"), step, for: z.enum(["idea", "change", "launch"]), text: z.string(), at }),
  z.object({ type: z.literal("run-recorded"), run: z.unknown(), at }),
  /** The researcher marked the numbers of a run invalid, or took that back. `commit` is what ran. */
  z.object({
    type: z.literal("run-judged"),
    run: z.number().int().min(1),
    commit: z.string(),
    invalid: z.boolean(),
    reason: z.string(),
    at,
  }),
  /** The researcher wants a run made before anything else that is planned. */
  z.object({ type: z.literal("run-wanted"), planned: PlannedRun, at }),
  /** The researcher chose which points of review `round` the paper is to be improved in; ids as in `pointsOf`. */
  z.object({
    type: z.literal("improvement-wanted"),
    round: z.number().int().min(1),
    points: z.array(z.string()),
    at,
  }),
  z.object({
    type: z.literal("ended"),
    how: z.enum(["done", "failed", "budget", "paused", "stopped"]),
    reason: z.string(),
    /** The cap that left no room, when it ended for that. */
    budget: BudgetStand.optional(),
    at,
  }),
  // Only the journal of a campaign has these.
  ...campaignEvents,
]);
export type RunEvent = z.infer<typeof RunEvent>;

type Untimed<Event> = Event extends unknown ? Omit<Event, "at"> : never;
/** An event before the journal stamps it with the time. */
export type NewRunEvent = Untimed<RunEvent>;

/** An answer as far as it has come: what it holds, and an estimate of what it has cost so far. */
export type LiveAnswer = {
  readonly type: "live-answer";
  readonly step: string;
  readonly characters: number;
  readonly tokens: number;
  readonly dollars: number;
};

/** What is worth showing while it lasts and is not worth keeping. It reaches followers and no file. */
export type LiveEvent =
  | LiveAnswer
  | LiveRetry
  | { readonly type: "live-job"; readonly step: string; readonly state: JobState }
  | { readonly type: "live-log"; readonly step: string; readonly line: string; readonly seconds: number };
