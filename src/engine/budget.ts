import { type BudgetStand, isNearCap } from "../research/budget";
import type { RunEvent } from "../research/run-event";
import { costOf, estimateTokens, type Price, type Usage } from "../research/usage";
import type { Message, ModelRequest } from "./ports/language-model";
import type { Means } from "./ports/purse";

/** What a cap allows: the call may be made, or it may not, or it may but nobody knows its price. */
export type Permission = "granted" | "unpriced" | "refused";

/** Whether a call that may cost `next` fits under `cap`, all in US dollars. A model without a price needs a cap above 0. */
export function permission(spent: number, next: number | undefined, cap: number): Permission {
  if (next === undefined) return cap > 0 ? "unpriced" : "refused";
  if (next === 0) return "granted";
  return spent + next <= cap ? "granted" : "refused";
}

/** How each cap stands when this journal has spent `spent`: the idea's, then the campaign's and the project's where there are some. */
export function standsOf({ cap, total, elsewhere, campaign }: Means, spent: number): BudgetStand[] {
  const shared = campaign && { scope: "campaign" as const, spent: spent + campaign.elsewhere, cap: campaign.cap };
  const project = total === undefined ? [] : [{ scope: "project" as const, spent: spent + elsewhere, cap: total }];
  return [{ scope: "idea", spent, cap }, ...(shared ? [shared] : []), ...project];
}

/** US dollars of all model calls in a journal. */
export function spentIn(history: readonly RunEvent[]): number {
  return history.reduce((sum, event) => (event.type === "model-called" ? sum + event.dollars : sum), 0);
}

/** Text can have more tokens than estimated (numbers, code, other alphabets); the worst case allows for this factor. */
const INPUT_MARGIN = 1.5;

/** The most that a call can cost in US dollars: nothing cached, the answer as long as allowed. Undefined without a price. */
export function worstCost(
  request: Pick<ModelRequest, "conversation" | "schema" | "pictures">,
  maxOutputTokens: number,
  price: Price | undefined,
): number | undefined {
  return price && worstOf(inputTokens(request), maxOutputTokens, price);
}

/** The same for a prompt of which only the estimated tokens are known. */
export function worstOf(inputTokens: number, maxOutputTokens: number, price: Price): number {
  const input = Math.ceil(inputTokens * INPUT_MARGIN);
  return costOf({ input, cachedInput: 0, output: maxOutputTokens, reasoning: 0, source: "estimated" }, price);
}

/** Tokens that a role marker and its separators take, roughly. */
const TOKENS_PER_MESSAGE = 4;
/** Tokens that a picture takes at most with the models that say so. */
export const TOKENS_PER_PICTURE = 1_600;

/** The estimated tokens of all that is sent. */
export function inputTokens(request: Pick<ModelRequest, "conversation" | "schema" | "pictures">): number {
  const schema = request.schema ? estimateTokens(JSON.stringify(request.schema.json)) : 0;
  const tokens = (message: Message) => estimateTokens(message.text) + TOKENS_PER_MESSAGE;
  const pictures = (request.pictures?.length ?? 0) * TOKENS_PER_PICTURE;
  return request.conversation.reduce((sum, message) => sum + tokens(message), schema + pictures);
}

/** The usage of an answer whose server did not report any. */
export function estimatedUsage(
  request: Pick<ModelRequest, "conversation" | "schema" | "pictures">,
  answer: string,
  thoughts = "",
): Usage {
  const reasoning = estimateTokens(thoughts);
  const output = estimateTokens(answer) + reasoning;
  return { input: inputTokens(request), cachedInput: 0, output, reasoning, source: "estimated" };
}

/**
 * What an answer that is still coming in has cost so far, by estimate: its prompt, cached as those before it were, and what was said.
 * Without a price it costs nothing.
 */
export function runningBill(
  price: Price | undefined,
  request: Pick<ModelRequest, "conversation" | "schema" | "pictures">,
  history: readonly RunEvent[],
): (said: string) => { readonly characters: number; readonly tokens: number; readonly dollars: number } {
  const input = inputTokens(request);
  const cachedInput = input * cachedShareIn(history);
  return (said) => {
    const tokens = estimateTokens(said);
    const usage = { input, cachedInput, output: tokens, reasoning: 0, source: "estimated" as const };
    return { characters: said.length, tokens, dollars: price ? costOf(usage, price) : 0 };
  };
}

function cachedShareIn(history: readonly RunEvent[]): number {
  const usages = history.flatMap((event) => (event.type === "model-called" ? [event.usage] : []));
  const input = usages.reduce((sum, usage) => sum + usage.input, 0);
  return input === 0 ? 0 : usages.reduce((sum, usage) => sum + usage.cachedInput, 0) / input;
}

/** The stands of which the researcher is to be warned: near their cap, and not warned of under this cap before. */
export function dueWarnings(stands: readonly BudgetStand[], history: readonly RunEvent[]): BudgetStand[] {
  const told = history.flatMap((event) => (event.type === "noted" && event.budget ? [event.budget] : []));
  const isTold = ({ scope, cap }: BudgetStand) => told.some((one) => one.scope === scope && one.cap === cap);
  return stands.filter((stand) => isNearCap(stand.spent, stand.cap) && !isTold(stand));
}

export function warningText({ scope, spent, cap }: BudgetStand): string {
  return `${dollars(spent)} of the ${scope === "idea" ? "" : `${scope}'s `}budget of ${dollars(cap)} are spent.`;
}

/** A cap leaves no room for the next call. Nothing is lost: with a higher cap the run goes on from here. */
export class BudgetReached extends Error {
  override readonly name = "BudgetReached";
  constructor(
    readonly stand: BudgetStand,
    model: string,
  ) {
    super(`Budget reached: ${soFar(stand)}, and ${nextCall(stand, model)}. Raise ${WHICH[stand.scope]} and resume.`);
  }
}

const WHICH = {
  idea: "the budget",
  campaign: "the campaign's budget (--budget)",
  project: "the project's budget (budget.total)",
} as const;

function soFar({ scope, spent, cap }: BudgetStand): string {
  const whose = scope === "idea" ? "" : `the ${scope}'s `;
  if (spent > cap) return `${dollars(spent)} are spent, more than ${whose || "the "}budget of ${dollars(cap)}`;
  return `${dollars(spent)} of ${whose}${dollars(cap)} are spent`;
}

function nextCall({ next }: BudgetStand, model: string): string {
  return next === undefined
    ? `${model} has no known price`
    : `${model} could cost up to ${dollars(next)} for the next call`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`;
}
