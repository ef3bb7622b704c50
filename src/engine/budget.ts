import type { RunEvent } from "../research/run-event";
import { costOf, estimateTokens, type Price, type Usage } from "../research/usage";
import type { Message, ModelRequest } from "./ports/language-model";

/** What a cap allows: the call may be made, or it may not, or it may but nobody knows its price. */
export type Permission = "granted" | "unpriced" | "refused";

/** Whether a call that may cost `next` fits under `cap`, all in US dollars. A model without a price needs a cap above 0. */
export function permission(spent: number, next: number | undefined, cap: number): Permission {
  if (next === undefined) return cap > 0 ? "unpriced" : "refused";
  if (next === 0) return "granted";
  return spent + next <= cap ? "granted" : "refused";
}

/** US dollars of all model calls in a journal. */
export function spentIn(history: readonly RunEvent[]): number {
  return history.reduce((sum, event) => (event.type === "model-called" ? sum + event.dollars : sum), 0);
}

/** Text can have more tokens than estimated (numbers, code, other alphabets); the worst case allows for this factor. */
const INPUT_MARGIN = 1.5;

/** The most that a call can cost in US dollars: nothing cached, the answer as long as allowed. Undefined without a price. */
export function worstCost(
  request: Pick<ModelRequest, "conversation" | "schema">,
  maxOutputTokens: number,
  price: Price | undefined,
): number | undefined {
  if (!price) return undefined;
  const input = Math.ceil(inputTokens(request) * INPUT_MARGIN);
  return costOf({ input, cachedInput: 0, output: maxOutputTokens, reasoning: 0, source: "estimated" }, price);
}

/** Tokens that a role marker and its separators take, roughly. */
const TOKENS_PER_MESSAGE = 4;

/** The estimated tokens of all that is sent. */
export function inputTokens(request: Pick<ModelRequest, "conversation" | "schema">): number {
  const schema = request.schema ? estimateTokens(JSON.stringify(request.schema.json)) : 0;
  const tokens = (message: Message) => estimateTokens(message.text) + TOKENS_PER_MESSAGE;
  return request.conversation.reduce((sum, message) => sum + tokens(message), schema);
}

/** The usage of an answer whose server did not report any. */
export function estimatedUsage(
  request: Pick<ModelRequest, "conversation" | "schema">,
  answer: string,
  thoughts = "",
): Usage {
  const reasoning = estimateTokens(thoughts);
  const output = estimateTokens(answer) + reasoning;
  return { input: inputTokens(request), cachedInput: 0, output, reasoning, source: "estimated" };
}

/** The share of the cap at which the researcher is warned. */
const WARNING_SHARE = 0.8;

/** The warning that is due when a call raised what was spent from `before` to `after`, in US dollars. */
export function budgetWarning(before: number, after: number, cap: number): string | undefined {
  const threshold = cap * WARNING_SHARE;
  if (cap === 0 || before >= threshold || after < threshold) return undefined;
  return `${dollars(after)} of the budget of ${dollars(cap)} are spent.`;
}

/** The cap leaves no room for the next call. Nothing is lost: with a higher cap the run goes on from here. */
export class BudgetReached extends Error {
  override readonly name = "BudgetReached";
  constructor(
    /** All in US dollars; `next` is the worst case of the call that was not made, undefined when the price is unknown. */
    readonly spent: number,
    readonly cap: number,
    readonly next: number | undefined,
    model: string,
  ) {
    const could = next === undefined ? `has no known price` : `could cost up to ${dollars(next)} for the next call`;
    super(
      `Budget reached: ${dollars(spent)} of ${dollars(cap)} are spent, and ${model} ${could}. Raise the budget and resume.`,
    );
  }
}

function dollars(amount: number): string {
  return `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`;
}
