import * as z from "zod";
import { Idea } from "./idea";
import { isMeasured, Run } from "./run";
import type { RunEvent, Stage } from "./run-event";
import type { Ending, Waiting } from "./run-view";

/** What a campaign needs to know of an idea, from its journal: little enough to be kept for many. */
export type IdeaStand = {
  readonly idea: Idea | undefined;
  readonly rehearsal: boolean;
  readonly stage: Stage | undefined;
  readonly stagesEntered: readonly Stage[];
  /** Numbers of the runs whose numbers count, the baseline's 0 among them. */
  readonly measured: readonly number[];
  /** Jobs that ended, whatever came of them. */
  readonly jobs: number;
  /** US dollars. */
  readonly cost: number;
  readonly unpricedCalls: number;
  /** The first scientist that was asked. */
  readonly model: string | undefined;
  /** Seconds in which somebody walked its way. */
  readonly seconds: number;
  /** Seconds that its jobs ran, and the same times the GPUs that each had. */
  readonly runSeconds: number;
  readonly gpuSeconds: number;
  /** Whether a version of its paper became a PDF. */
  readonly typeset: boolean;
  readonly waiting: Waiting | undefined;
  readonly ending: Ending | undefined;
  readonly lastAt: string;
  /** Steps that were begun and are not over. */
  readonly open: readonly string[];
};

export const nothingDone: IdeaStand = {
  idea: undefined,
  rehearsal: false,
  stage: undefined,
  stagesEntered: [],
  measured: [],
  jobs: 0,
  cost: 0,
  unpricedCalls: 0,
  model: undefined,
  seconds: 0,
  runSeconds: 0,
  gpuSeconds: 0,
  typeset: false,
  waiting: undefined,
  ending: undefined,
  lastAt: "",
  open: [],
};

/** The stand once `event` is known: a fold over the idea's journal. */
export function standAfter(before: IdeaStand, event: RunEvent): IdeaStand {
  const stand = { ...before, seconds: before.seconds + workedUntil(before, event), lastAt: event.at };
  switch (event.type) {
    case "opened":
      return { ...stand, rehearsal: event.rehearsal };
    case "stage-entered":
      return { ...stand, stage: event.stage, stagesEntered: [...new Set([...stand.stagesEntered, event.stage])] };
    case "step-started":
      return { ...stand, ending: undefined, open: [...new Set([...stand.open, event.step])] };
    case "step-finished":
      return withResult({ ...closed(stand, event.step), waiting: undefined }, event.step, event.result);
    case "step-failed":
      return { ...closed(stand, event.step), waiting: undefined };
    case "model-called":
      return withCall(stand, event);
    case "waiting":
      return { ...stand, waiting: { step: event.step, for: event.for, text: event.text } };
    case "run-recorded":
      return withRun(stand, event.run);
    case "run-judged":
      return event.invalid ? without(stand, event.run) : withNumber(stand, event.run);
    case "ended":
      return { ...stand, ending: { how: event.how, reason: event.reason }, waiting: undefined, open: [] };
    default:
      return stand;
  }
}

/**
 * Seconds since the event before, if somebody worked in them: not after an end, and not when a step that is open begins again,
 * which means that whoever walked there had been killed.
 */
function workedUntil({ lastAt, ending, open }: IdeaStand, event: RunEvent): number {
  if (lastAt === "" || ending || (event.type === "step-started" && open.includes(event.step))) return 0;
  return Math.max(0, (Date.parse(event.at) - Date.parse(lastAt)) / 1000);
}

function closed(stand: IdeaStand, step: string): IdeaStand {
  return { ...stand, open: stand.open.filter((name) => name !== step) };
}

const EndedJob = z.object({
  end: z.object({ seconds: z.number() }),
  environment: z.object({ gpus: z.array(z.string()).default([]) }).optional(),
});

function withResult(stand: IdeaStand, step: string, result: unknown): IdeaStand {
  if (step === "idea") return { ...stand, idea: Idea.safeParse(result).data };
  if (/: typeset \d+$/.test(step)) return { ...stand, typeset: stand.typeset || hasPdf(result) };
  if (!step.endsWith(": outcome")) return stand;
  const { data: job } = EndedJob.safeParse(result);
  if (!job) return stand;
  const { seconds } = job.end;
  return {
    ...stand,
    jobs: stand.jobs + 1,
    runSeconds: stand.runSeconds + seconds,
    gpuSeconds: stand.gpuSeconds + seconds * (job.environment?.gpus.length ?? 0),
  };
}

function hasPdf(result: unknown): boolean {
  return z.object({ pdf: z.string() }).safeParse(result).success;
}

function withCall(stand: IdeaStand, event: Extract<RunEvent, { type: "model-called" }>): IdeaStand {
  const model = stand.model ?? (event.stage === "review" ? undefined : event.model);
  return {
    ...stand,
    model,
    cost: stand.cost + event.dollars,
    unpricedCalls: stand.unpricedCalls + (event.unpriced ? 1 : 0),
  };
}

/** A repeat measures noise: it is no result of the idea's. */
function withRun(stand: IdeaStand, recorded: unknown): IdeaStand {
  const { data: run } = Run.safeParse(recorded);
  if (!run) return stand;
  return isMeasured(run) && run.repeatOf === undefined ? withNumber(stand, run.number) : without(stand, run.number);
}

function withNumber(stand: IdeaStand, number: number): IdeaStand {
  return { ...stand, measured: [...new Set([...stand.measured, number])].sort((a, b) => a - b) };
}

function without(stand: IdeaStand, number: number): IdeaStand {
  return { ...stand, measured: stand.measured.filter((one) => one !== number) };
}
