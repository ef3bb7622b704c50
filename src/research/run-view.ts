import type { BudgetStand } from "./budget";
import type { StageEstimate } from "./estimate";
import type { PlannedRun } from "./findings";
import { type RequestView, requestsAfter } from "./hunk-request";
import { afterRuns, type Improvement, isCalled, withImprovement, withPlan } from "./improvement-view";
import { type LiveView, liveOf, nothingLive } from "./live-view";
import { asMarked, type RunMark } from "./marked-runs";
import { Parameters } from "./parameters";
import { Run } from "./run";
import type { LiveEvent, RunEvent, Stage } from "./run-event";
import { addUsage, noUsage, type Usage } from "./usage";

export type StepView = {
  readonly name: string;
  readonly state: "running" | "done" | "failed";
  readonly problem?: string;
};
export type StageCost = { readonly calls: number; readonly usage: Usage; readonly dollars: number };
/** One call of a model that was paid for. */
export type CallView = {
  readonly step: string;
  readonly stage: Stage;
  readonly usage: Usage;
  readonly dollars: number;
};
export type Waiting = { readonly step: string; readonly for: "idea" | "change" | "launch"; readonly text: string };
export type Note = {
  readonly level: "info" | "warning" | "error";
  readonly text: string;
  readonly at: string;
  /** Set when the note says that most of a cap is spent. */
  readonly budget?: BudgetStand;
};
export type Ending = {
  readonly how: "done" | "failed" | "budget" | "paused" | "stopped";
  readonly reason: string;
  /** Set when it failed because something must be installed or set up first; `reason` says what. */
  readonly missing?: boolean;
  /** Set when it failed because nobody could be asked what only a person may decide; `reason` says how it can be decided. */
  readonly unanswered?: boolean;
  /** Set when what it failed for may pass by itself: an endpoint that was busy, an idea that somebody else works on. */
  readonly passing?: boolean;
  /** The cap that left no room, when it ended for that. */
  readonly budget?: BudgetStand;
};

/** What a user interface shows of one idea. Always a fold over its events, never kept anywhere. */
export type RunView = LiveView & {
  readonly subject: string;
  readonly rehearsal: boolean;
  readonly stage: Stage | undefined;
  readonly stagesEntered: readonly Stage[];
  readonly steps: readonly StepView[];
  /** As the researcher wants them to count. */
  readonly runs: readonly Run[];
  /** The same as they were recorded, and what the researcher said of them. */
  readonly recorded: readonly Run[];
  readonly marks: readonly RunMark[];
  /** Names of the runs that the researcher added to the plan. */
  readonly wanted: readonly string[];
  /** Runs that the researcher asked for or a review led to, and that are not made yet. */
  readonly planned: readonly PlannedRun[];
  /** What the researcher chose of each review that goes back to the author, and what came of it. */
  readonly improvements: readonly Improvement[];
  readonly costs: Partial<Record<Stage, StageCost>>;
  readonly calls: readonly CallView[];
  /** What each stage was expected to cost when it began. */
  readonly estimates: Partial<Record<Stage, StageEstimate>>;
  /** The numbers of the method that the idea began with, once they are recorded. */
  readonly method: Parameters | undefined;
  readonly dollars: number;
  /** Calls whose price nobody knew; they count as $0. */
  readonly unpricedCalls: number;
  readonly waiting: Waiting | undefined;
  readonly notes: readonly Note[];
  /** What the researcher asked to have changed on hunks, oldest first. At most one is `asked`: it is being answered. */
  readonly requests: readonly RequestView[];
  readonly ending: Ending | undefined;
};

export const nothingYet: RunView = {
  subject: "",
  rehearsal: false,
  stage: undefined,
  stagesEntered: [],
  steps: [],
  runs: [],
  recorded: [],
  marks: [],
  wanted: [],
  planned: [],
  improvements: [],
  costs: {},
  calls: [],
  estimates: {},
  method: undefined,
  dollars: 0,
  unpricedCalls: 0,
  waiting: undefined,
  notes: [],
  requests: [],
  ending: undefined,
  ...nothingLive,
};

/** The view once `event` is known. */
export function next(view: RunView, event: RunEvent | LiveEvent): RunView {
  switch (event.type) {
    case "opened":
      return { ...view, subject: event.subject, rehearsal: event.rehearsal };
    case "stage-entered":
      return withStage(view, event);
    case "step-started":
      return { ...withStep(afterRuns(view, event.step), { name: event.step, state: "running" }), ending: undefined };
    case "step-finished":
      return {
        ...withResult(view, event),
        ...{ waiting: undefined, requests: requestsAfter(view.requests, event.step, event.result) },
      };
    case "step-failed":
      return { ...withStep(view, { name: event.step, state: "failed", problem: event.problem }), waiting: undefined };
    case "step-reopened":
      return { ...view, steps: view.steps.filter(({ name }) => name !== event.step) };
    case "model-called":
      return withCost(view, event);
    case "noted":
      return { ...view, notes: [...view.notes, noteOf(event)] };
    case "waiting":
      return { ...view, waiting: { step: event.step, for: event.for, text: event.text } };
    case "run-recorded":
      return withRun(view, event.run);
    case "run-judged":
      return withMarks({ ...view, marks: [...view.marks, event] });
    case "run-wanted":
      return {
        ...view,
        wanted: [...view.wanted, event.planned.name],
        planned: [...view.planned, event.planned],
      };
    case "improvement-wanted":
      return withImprovement(view, { round: event.round, points: event.points });
    case "ended":
      return { ...view, ending: endingOf(event), ...nothingLive };
    case "live-job":
    case "live-answer":
    case "live-retry":
    case "live-log":
      return { ...view, ...liveOf(event) };
    default:
      return view; // What only a campaign's journal holds is about many ideas.
  }
}

function withStage(view: RunView, { stage, estimate }: Extract<RunEvent, { type: "stage-entered" }>): RunView {
  const stagesEntered = [...new Set([...view.stagesEntered, stage])];
  const estimates = estimate ? { ...view.estimates, [stage]: estimate } : view.estimates;
  return { ...view, stage, stagesEntered, estimates };
}

function withResult(view: RunView, { step, result }: Extract<RunEvent, { type: "step-finished" }>): RunView {
  const after = withPlan(withStep(view, { name: step, state: "done" }), step, result);
  return step === METHOD_STEP ? { ...after, method: Parameters.safeParse(result).data } : after;
}

/** The step that records the numbers of the method. */
export const METHOD_STEP = "parameters";

function noteOf({ level, text, at, budget }: Extract<RunEvent, { type: "noted" }>): Note {
  return { level, text, at, ...(budget ? { budget } : {}) };
}

function endingOf({ how, reason, budget }: Extract<RunEvent, { type: "ended" }>): Ending {
  return { how, reason, ...(budget ? { budget } : {}) };
}

function withStep(view: RunView, step: StepView): RunView {
  const known = view.steps.some(({ name }) => name === step.name);
  const steps = known ? view.steps.map((old) => (old.name === step.name ? step : old)) : [...view.steps, step];
  return { ...view, steps, ...nothingLive };
}

function withCost(view: RunView, event: Extract<RunEvent, { type: "model-called" }>): RunView {
  const before = view.costs[event.stage] ?? { calls: 0, usage: noUsage, dollars: 0 };
  const after = {
    calls: before.calls + 1,
    usage: addUsage(before.usage, event.usage),
    dollars: before.dollars + event.dollars,
  };
  return {
    ...view,
    dollars: view.dollars + event.dollars,
    unpricedCalls: view.unpricedCalls + (event.unpriced ? 1 : 0),
    costs: { ...view.costs, [event.stage]: after },
    answering: undefined,
    retry: undefined,
    calls: [...view.calls, { step: event.step, stage: event.stage, usage: event.usage, dollars: event.dollars }],
  };
}

function withRun(view: RunView, recorded: unknown): RunView {
  const run = Run.safeParse(recorded);
  if (!run.success) return view;
  return withMarks({
    ...view,
    planned: view.planned.filter(({ name }) => !isCalled(run.data.name, name)),
    recorded: [...view.recorded.filter(({ number }) => number !== run.data.number), run.data],
  });
}

function withMarks(view: RunView): RunView {
  return { ...view, runs: view.recorded.map((run) => asMarked(run, view.marks)) };
}
