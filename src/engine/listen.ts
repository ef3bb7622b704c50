import type { Usage } from "../research/usage";
import { runningBill } from "./budget";
import type { Lab } from "./lab";
import {
  type Finish,
  type LanguageModel,
  type ModelEvent,
  ModelFailure,
  type ModelRequest,
} from "./ports/language-model";

/** What came of one attempt. What had been said before it broke off is kept: it is paid for. */
export type Heard = {
  readonly text: string;
  readonly reasoning: string;
  readonly usage: Usage | undefined;
  readonly seconds: number;
  readonly outcome: { readonly finish: Finish } | { readonly trouble: unknown };
};

/** A model may load, queue or think in silence before its first word. */
const FIRST_EVENT_MS = 600_000;
/** Once it talks, silence means that the connection is dead. */
const NEXT_EVENT_MS = 120_000;
const SHOW_EVERY_MS = 250;

/** Makes one attempt. Never throws: whatever goes wrong, silence and the lab's abort included, is in the outcome. */
export async function listen(
  lab: Pick<Lab, "clock" | "journal" | "signal">,
  model: LanguageModel,
  step: string,
  request: Omit<ModelRequest, "signal">,
): Promise<Heard> {
  const over = new AbortController();
  const signal = AbortSignal.any([lab.signal, over.signal]);
  const started = lab.clock.now();
  const bill = runningBill(model.price, request, lab.journal.history);
  const heard = new Notes((said) => lab.journal.show({ type: "live-answer", step, ...bill(said) }), lab.clock);
  let outcome: Heard["outcome"];
  try {
    for await (const event of unlessSilent(model.stream({ ...request, signal }), lab.clock, signal)) heard.take(event);
    outcome = heard.finish ? { finish: heard.finish } : { trouble: endedEarly() };
  } catch (error) {
    outcome = { trouble: lab.signal.aborted ? lab.signal.reason : error };
  } finally {
    over.abort();
  }
  const { text, reasoning, usage } = heard;
  return { text, reasoning, usage, seconds: (lab.clock.now() - started) / 1000, outcome };
}

/** Passes events on; throws a `stalled` failure when the next one takes too long, and the signal's reason when it aborts. */
async function* unlessSilent(
  events: AsyncIterable<ModelEvent>,
  clock: Lab["clock"],
  signal: AbortSignal,
): AsyncIterable<ModelEvent> {
  const iterator = events[Symbol.asyncIterator]();
  let deadline = clock.now() + FIRST_EVENT_MS;
  const silence = (async () => {
    // Never asleep for longer than the shorter limit, so that a deadline which has come nearer is not slept through.
    while (clock.now() < deadline) await clock.sleep(Math.min(deadline - clock.now(), NEXT_EVENT_MS), signal);
    return "silence" as const;
  })();
  silence.catch(() => {}); // When the attempt is over, nobody listens for it any more.
  for (;;) {
    const next = await Promise.race([iterator.next(), silence]);
    if (next === "silence") throw stalled();
    if (next.done) return;
    deadline = clock.now() + NEXT_EVENT_MS;
    yield next.value;
  }
}

/** Collects the events of an attempt and shows its growth, at most four times a second. */
class Notes {
  text = "";
  reasoning = "";
  usage: Usage | undefined;
  finish: Finish | undefined;
  private shown = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly show: (said: string) => void,
    private readonly clock: Lab["clock"],
  ) {}

  take(event: ModelEvent): void {
    if (event.type === "usage") this.usage = event.usage;
    else if (event.type === "end") this.finish = event.finish;
    else {
      if (event.type === "delta") this.text += event.text;
      else this.reasoning += event.text;
      this.showGrowth();
    }
  }

  private showGrowth(): void {
    const now = this.clock.now();
    if (now - this.shown < SHOW_EVERY_MS) return;
    this.shown = now;
    this.show(this.reasoning + this.text);
  }
}

function stalled(): ModelFailure {
  return new ModelFailure("stalled", "The model fell silent in the middle of its answer.");
}

function endedEarly(): ModelFailure {
  return new ModelFailure("dropped", "The model's answer stopped without an end.");
}
