import type { Capabilities, LanguageModel, ModelEvent, ModelRequest } from "../../src/engine/ports/language-model";
import type { Price } from "../../src/research/usage";

/** One answer of a scripted model: its text, its events, or what it throws instead. `forever` never says anything. */
export type Line = string | Error | readonly ModelEvent[] | "forever" | ((request: ModelRequest) => Line);

type Options = { readonly price?: Price; readonly capabilities?: Partial<Capabilities>; readonly rehearsal?: boolean };

const capabilities: Capabilities = {
  contextTokens: 100_000,
  maxOutputTokens: 1_000,
  schema: "strict",
  temperature: true,
  usage: "reported",
};

/** A model that says its lines in order, the last one again and again, and remembers what it was asked. */
export class ScriptedModel implements LanguageModel {
  readonly name = "scripted";
  readonly rehearsal: boolean;
  readonly price: Price | undefined;
  readonly capabilities: Capabilities;
  readonly requests: ModelRequest[] = [];

  constructor(
    private readonly lines: readonly Line[],
    options: Options = { price: { input: 0, cachedInput: 0, output: 0 } },
  ) {
    this.price = options.price;
    this.rehearsal = options.rehearsal ?? false;
    this.capabilities = { ...capabilities, ...options.capabilities };
  }

  async *stream(request: ModelRequest): AsyncIterable<ModelEvent> {
    this.requests.push(request);
    const line = this.lines[Math.min(this.requests.length, this.lines.length) - 1];
    yield* say(line ?? new Error("The script has no lines."), request);
  }
}

async function* say(line: Line, request: ModelRequest): AsyncIterable<ModelEvent> {
  if (typeof line === "function") return yield* say(line(request), request);
  if (line instanceof Error) throw line;
  if (line === "forever") return await aborted(request.signal);
  if (typeof line !== "string") return yield* line;
  yield { type: "delta", text: line };
  yield { type: "end", finish: "stop" };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}
