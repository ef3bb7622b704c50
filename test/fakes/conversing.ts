import type { Call } from "../../src/engine/converse";
import type { Conversing } from "../../src/engine/lab";
import type { Clock } from "../../src/engine/ports/clock";
import type { LanguageModel } from "../../src/engine/ports/language-model";
import { ModelFailure, type ModelFailureKind } from "../../src/engine/ports/language-model";
import type { Purse } from "../../src/engine/ports/purse";
import { Parameters } from "../../src/research/parameters";
import type { Price } from "../../src/research/usage";
import { FakeClock } from "./clock";
import { FakeJournal } from "./journal";
import { type Line, ScriptedModel } from "./language-model";
import { purseWith } from "./purse";

export const call: Call = {
  step: "run 2: change",
  stage: "experiments",
  conversation: [
    { role: "system", text: "You are a scientist." },
    { role: "user", text: "Propose a change." },
  ],
};

type Changes = { reviewer?: LanguageModel; clock?: Clock; purse?: Purse };
type ConversingLab = Conversing & {
  readonly model: LanguageModel;
  readonly journal: FakeJournal;
  readonly stop: AbortController;
};

/** What it takes to talk to a model, with a journal in memory, a clock that stands still and a button to stop. */
export function conversingLab(model: LanguageModel, changes: Changes = {}): ConversingLab {
  const clock = changes.clock ?? new FakeClock();
  const stop = new AbortController();
  const journal = new FakeJournal(clock);
  const { reviewer = model, purse = purseWith(10) } = changes;
  return { model, reviewer, clock, journal, purse, parameters: Parameters.parse({}), signal: stop.signal, stop };
}

const free: Price = { input: 0, cachedInput: 0, output: 0 };

/** A model that says these lines, for nothing unless it has a price. */
export function saying(lines: readonly Line[], price: Price = free): ScriptedModel {
  return new ScriptedModel(lines, { price });
}

export function failing(kind: ModelFailureKind, retryAfterMs?: number): ModelFailure {
  return new ModelFailure(kind, `It is ${kind}.`, retryAfterMs);
}

/** Lets the clock run until the conversation is over. */
export async function over<Result>(clock: Clock, conversation: Promise<Result>): Promise<Result> {
  if (!(clock instanceof FakeClock)) return conversation;
  let pending = true;
  const watched = conversation.finally(() => (pending = false));
  watched.catch(() => {});
  while (pending) await clock.advance(1_000);
  return watched;
}
