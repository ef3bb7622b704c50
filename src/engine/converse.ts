import * as z from "zod";
import type { BudgetStand } from "../research/budget";
import type { Stage } from "../research/run-event";
import { costOf } from "../research/usage";
import {
  BudgetReached,
  dueWarnings,
  estimatedUsage,
  permission,
  spentIn,
  standsOf,
  warningText,
  worstCost,
} from "./budget";
import type { Conversing } from "./lab";
import { type Heard, listen } from "./listen";
import { afterFailures, isLesson } from "./patience";
import { type LanguageModel, type Message, ModelFailure, type ModelRequest } from "./ports/language-model";
import { tellOnce } from "./tell-once";
import { transcriptOf, withoutThoughts } from "./transcript";

/** One question with everything that was said before it. */
export type Call = {
  /** The step that asks; the journal's entries carry it. */
  readonly step: string;
  readonly stage: Stage;
  readonly role?: "scientist" | "reviewer";
  readonly conversation: readonly Message[];
  readonly schema?: NonNullable<ModelRequest["schema"]>;
  readonly temperature?: number;
  readonly pictures?: NonNullable<ModelRequest["pictures"]>;
};

/** What the model said, its thoughts left out. Only `stop` is an answer that its author meant to end there. */
export const Reply = z.object({ text: z.string(), finish: z.enum(["stop", "length", "refused", "cut-off"]) });
export type Reply = z.infer<typeof Reply>;

/**
 * Asks the model until an answer comes through, within the budget. Every attempt that was billed is a `model-called` entry.
 * Throws `BudgetReached` before a request that might not be paid for, `ModelFailure` when asking again is of no use, and the
 * signal's reason. The budget counts what the journals hold: calls of one journal are made one after the other.
 */
export async function converse(lab: Conversing, call: Call): Promise<Reply> {
  const model = call.role === "reviewer" ? lab.reviewer : lab.model;
  const failures: ModelFailure[] = [];
  for (;;) {
    lab.signal.throwIfAborted();
    const heard = await attempt(lab, model, call);
    if ("finish" in heard.outcome) return { text: withoutThoughts(heard.text), finish: heard.outcome.finish };
    if (!(heard.outcome.trouble instanceof ModelFailure)) throw heard.outcome.trouble;
    failures.push(heard.outcome.trouble);
    await waitAfter(lab, call, failures);
  }
}

/** One request in its turn, within the budget, and entered into the ledger. */
async function attempt(lab: Conversing, model: LanguageModel, call: Call): Promise<Heard> {
  const next = worstCost(call, model.capabilities.maxOutputTokens, model.price);
  const release = await lab.purse.hold?.(next ?? 0, lab.signal);
  try {
    const turn = await lab.pace?.turn(model.name, lab.signal);
    try {
      await checkBudget(lab, model, next);
      const heard = await listen(lab, model, call.step, requestOf(call, model));
      turn?.over(limitIn(heard));
      await record(lab, model, call, heard);
      return heard;
    } finally {
      turn?.over();
    }
  } finally {
    release?.();
  }
}

function limitIn({ outcome }: Heard): { readonly retryAfterMs: number | undefined } | undefined {
  const trouble = "trouble" in outcome ? outcome.trouble : undefined;
  const isLimit = trouble instanceof ModelFailure && trouble.kind === "rate-limited";
  return isLimit ? { retryAfterMs: trouble.retryAfterMs } : undefined;
}

async function checkBudget(lab: Conversing, model: LanguageModel, next: number | undefined): Promise<void> {
  const stands = standsOf(await lab.purse.look(), spentIn(lab.journal.history));
  for (const stand of stands) {
    const permitted = permission(stand.spent, next, stand.cap);
    if (permitted === "refused") throw new BudgetReached(next === undefined ? stand : { ...stand, next }, model.name);
    if (permitted === "unpriced")
      await tellOnce(lab, `The price of ${model.name} is not known: its calls count as $0 against the budget.`);
  }
  if (next !== 0) await warn(lab, stands);
}

/** Says that most of a cap is spent, once for each cap. */
async function warn(lab: Conversing, stands: readonly BudgetStand[]): Promise<void> {
  for (const budget of dueWarnings(stands, lab.journal.history))
    await lab.journal.append({ type: "noted", level: "warning", text: warningText(budget), budget });
}

function requestOf(call: Call, model: LanguageModel): Omit<ModelRequest, "signal"> {
  const { conversation, schema, temperature, pictures } = call;
  return {
    conversation,
    maxOutputTokens: model.capabilities.maxOutputTokens,
    ...(schema ? { schema } : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(pictures && pictures.length > 0 ? { pictures } : {}),
  };
}

/** Enters an attempt into the ledger when there is anything to pay for. */
async function record(lab: Conversing, model: LanguageModel, call: Call, heard: Heard): Promise<void> {
  const saidSomething = heard.text !== "" || heard.reasoning !== "";
  const answered = saidSomething || "finish" in heard.outcome;
  const usage = heard.usage ?? (answered ? estimatedUsage(call, heard.text, heard.reasoning) : undefined);
  if (!usage) return;
  const dollars = model.price ? costOf(usage, model.price) : 0;
  await lab.journal.append({
    type: "model-called",
    step: call.step,
    stage: call.stage,
    model: model.name,
    usage,
    dollars,
    ...(model.price ? {} : { unpriced: true }),
    seconds: heard.seconds,
    transcript: await lab.journal.keep(transcriptOf(call, model.name, heard)),
    outcome: outcomeOf(heard),
  });
  if (dollars > 0) await warn(lab, standsOf(await lab.purse.look(), spentIn(lab.journal.history)));
}

function outcomeOf(heard: Heard): "answered" | "cut-off" | "refused" | "failed" {
  if (!("finish" in heard.outcome)) return "failed";
  if (heard.outcome.finish === "stop") return "answered";
  return heard.outcome.finish === "refused" ? "refused" : "cut-off";
}

/** Waits until it is time to ask again, visibly; throws the last failure when it is not worth it. */
async function waitAfter(lab: Conversing, call: Call, failures: readonly ModelFailure[]): Promise<void> {
  const failure = failures.at(-1);
  const verdict = afterFailures(failures);
  if (!failure || !verdict.again) throw failure;
  const waitSeconds = verdict.wait / 1000;
  const when = waitSeconds > 0 ? `in ${Math.ceil(waitSeconds)} s` : "at once";
  const level = isLesson(failure) ? "info" : "warning";
  await lab.journal.append({ type: "noted", level, text: `${call.step}: ${failure.message} Asking again ${when}.` });
  const { attempt, attempts } = verdict;
  const retry = { step: call.step, reason: failure.message, waitSeconds, attempt, attempts };
  if (waitSeconds > 0) lab.journal.show({ type: "live-retry", ...retry });
  await lab.clock.sleep(verdict.wait, lab.signal);
}
