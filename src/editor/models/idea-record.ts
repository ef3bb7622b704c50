import * as z from "zod";
import { changeOf } from "../../research/hunk-request";
import { Paper } from "../../research/paper";
import type { LiveEvent, RunEvent } from "../../research/run-event";
import { next, nothingYet, type RunView } from "../../research/run-view";

/** One idea's journal, folded: what every surface shows, and what only the editor's trees need. */
export type IdeaRecord = {
  readonly view: RunView;
  /** When the last event was written, as an ISO time; empty before the first. */
  readonly at: string;
  /** The paper as it was last typeset on the idea's way. */
  readonly paper: Paper | undefined;
  /** The job that is running, by its step ("run 2, attempt 1"), and since when. */
  readonly job: { readonly step: string; readonly since: string } | undefined;
  /** Every job that was started, by its step; a step that is done again has its last one. */
  readonly jobs: Readonly<Record<string, string>>;
  /** The last job, if it ended by itself and badly. */
  readonly crash: Crash | undefined;
  /** What steps are about, in words for people: "run 2, attempt 1" → the name of the run. */
  readonly titles: Readonly<Record<string, string>>;
  /** A change of the experiment was approved: it became a commit. */
  readonly approved: boolean;
};

/** `job` is the name of the job; `output` is what it printed last. */
export type Crash = { readonly step: string; readonly job: string; readonly output: string };

export const emptyRecord: IdeaRecord = {
  view: nothingYet,
  at: "",
  paper: undefined,
  job: undefined,
  jobs: {},
  crash: undefined,
  titles: {},
  approved: false,
};

/** The record once `event` is known. */
export function nextRecord(record: IdeaRecord, event: RunEvent | LiveEvent): IdeaRecord {
  const view = next(record.view, event);
  const after = { ...record, view, at: "at" in event ? event.at : record.at };
  switch (event.type) {
    case "waiting":
      return { ...after, titles: { ...record.titles, [subjectOf(event.step)]: event.text } };
    case "step-finished":
      return withResult(after, event.step, event.result, event.at);
    case "ended":
      return event.how === "paused" ? after : { ...after, job: undefined };
    default:
      return after;
  }
}

function withResult(record: IdeaRecord, step: string, result: unknown, at: string): IdeaRecord {
  if (step.endsWith(": job")) return withJob(record, subjectOf(step), result, at);
  if (step.endsWith(": outcome")) return { ...record, job: undefined, crash: crashIn(record, subjectOf(step), result) };
  if (/^run \d+, attempt \d+: commit$/.test(step) && isCommit(result)) return { ...record, approved: true };
  if (!/: typeset \d+$/.test(step)) return record;
  const paper = Paper.safeParse(result);
  return paper.success ? { ...record, paper: paper.data } : record;
}

function withJob(record: IdeaRecord, step: string, id: unknown, since: string): IdeaRecord {
  return { ...record, job: { step, since }, jobs: { ...record.jobs, [step]: String(id) } };
}

function crashIn({ jobs }: IdeaRecord, step: string, result: unknown): Crash | undefined {
  const { data: ended } = BadEnd.safeParse(result);
  const job = jobs[step];
  return ended && job ? { step, job, output: `${ended.end.stdoutEnd}\n${ended.end.stderrEnd}` } : undefined;
}

const BadEnd = z.object({
  end: z.object({
    how: z.object({ type: z.literal("exited"), code: z.number().refine((code) => code !== 0) }),
    stdoutEnd: z.string(),
    stderrEnd: z.string(),
  }),
});

/** A change that was turned down leaves the step without a commit. */
function isCommit(result: unknown): boolean {
  return typeof result === "object" && result !== null && "commit" in result;
}

/** `run 2, attempt 1: launch` → `run 2, attempt 1` */
function subjectOf(step: string): string {
  return changeOf(step.replace(/: [a-z]+$/, ""));
}
