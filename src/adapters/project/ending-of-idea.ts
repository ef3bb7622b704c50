import { BudgetReached } from "../../engine/budget";
import { NeedsPerson } from "../../engine/needs-person";
import { ModelFailure, type ModelFailureKind } from "../../engine/ports/language-model";
import { reopen } from "../../engine/reopen";
import { NO_LATEX } from "../../engine/stages/finish-paper";
import { sentenceOf } from "../../engine/step";
import type { ReviewedPaper } from "../../research/paper";
import { bestOverallOf, overallOf } from "../../research/review";
import type { Ending } from "../../research/run-view";
import { ComputeUnavailable } from "../compute/start-job";
import type { OpenJournal } from "../journal/jsonl-journal";
import { WorkspaceUnavailable } from "../workspace/workspace-unavailable";
import { STOPPED } from "./stop-idea";

/** A paper without a PDF is no success. Where only LaTeX was missing, resuming with it typesets the last version again. */
export async function endingOfPaper(journal: OpenJournal, { paper, reviews }: ReviewedPaper): Promise<Ending> {
  const last = reviews.at(-1);
  const review = last ? `review ${overallOf(last).toFixed(1)} of ${bestOverallOf(last)}` : "no review";
  if (paper.pdf) return { how: "done", reason: `${paper.pages ?? "?"} pages, ${review}` };
  const noLatex = paper.problems.find(({ rule }) => rule === NO_LATEX);
  const error = noLatex ?? paper.problems.find(({ severity }) => severity === "error");
  if (noLatex) await reopen({ journal }, lastTypesetting(journal), noLatex.message);
  const reason = `The paper is written and reviewed (${review}), its source is ${paper.source} in the idea's worktree, but there is no PDF. ${error?.message ?? ""}`;
  return { how: "failed", reason, ...(noLatex ? { missing: true } : {}) };
}

function lastTypesetting({ history }: OpenJournal): string[] {
  const last = history.findLast((event) => event.type === "step-finished" && /: typeset \d+$/.test(event.step));
  return last?.type === "step-finished" ? [last.step] : [];
}

/** How an idea ended whose way broke off: what can be expected to go wrong is an ending with its reason. */
export function endingOfError(error: unknown, signal: AbortSignal): Ending {
  if (signal.aborted) {
    const how = signal.reason === "stopped" ? "stopped" : "paused";
    // What could not be ended may go on, which nobody else will say.
    const left = error instanceof ComputeUnavailable ? ` ${error.message}` : "";
    return { how, reason: how === "paused" ? "Paused by the researcher." : `${STOPPED}${left}` };
  }
  if (error instanceof BudgetReached) return { how: "budget", reason: error.message, budget: error.stand };
  const missing = error instanceof WorkspaceUnavailable || error instanceof ComputeUnavailable;
  const passing = error instanceof ModelFailure && PASSING.has(error.kind);
  const unanswered = error instanceof NeedsPerson;
  return {
    ...{ how: "failed", reason: sentenceOf(error) },
    ...{ ...(missing && { missing }), ...(passing && { passing }), ...(unanswered && { unanswered }) },
  };
}

/** What is over by itself some time, as nothing has to be mended for it. */
const PASSING = new Set<ModelFailureKind>(["rate-limited", "unavailable", "dropped", "malformed", "stalled"]);
