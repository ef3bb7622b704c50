import { costOf, type Price } from "../../research/usage";
import { worstOf } from "../budget";
import type { LanguageModel } from "../ports/language-model";
import { ANSWERS, isReferees } from "./call-kind";
import type { Evidence } from "./evidence";
import type { PlannedCall } from "./planned-calls";

/** The models that are asked, and what they cost where that is known. */
export type Rates = { readonly scientist: ModelRate; readonly reviewer: ModelRate };
export type ModelRate = {
  readonly name: string;
  readonly price: Price | undefined;
  /** The longest answer that it may give. */
  readonly maxOutputTokens: number;
  /** Whether it sees pictures, as far as that is known. */
  readonly pictures?: boolean;
};

export function rateOf({
  name,
  price,
  capabilities,
}: Pick<LanguageModel, "name" | "price" | "capabilities">): ModelRate {
  const { maxOutputTokens, pictures } = capabilities;
  return { name, price, maxOutputTokens, ...(pictures === undefined ? {} : { pictures }) };
}

/** Calls and tokens, rounded, and US dollars; undefined where the price of a model is not known. */
export type Bill = {
  readonly calls: number;
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
  readonly dollars: number | undefined;
};

/** What planned calls come to, in the light of those that were made. */
export function billOf(rates: Rates, calls: readonly PlannedCall[], evidence: Evidence, side: "low" | "high"): Bill {
  const again = 1 + evidence.repairs[side];
  const bills = calls.map((call) => callBill(rates, call, evidence, side));
  const total = (part: "input" | "cachedInput" | "output") => again * bills.reduce((sum, bill) => sum + bill[part], 0);
  const dollars = bills.reduce<number | undefined>((sum, bill) => both(sum, bill.dollars), 0);
  return {
    calls: Math.round(calls.length * again),
    input: Math.round(total("input")),
    cachedInput: Math.round(total("cachedInput")),
    output: Math.round(total("output")),
    dollars: dollars === undefined ? undefined : Math.round(dollars * again * 1e6) / 1e6,
  };
}

/** The most that the dearest of the calls could cost: its prompt longer than expected and not cached, its answer as long as allowed. */
export function reserveFor(rates: Rates, calls: readonly PlannedCall[]): number {
  const worst = calls.map(({ kind, input }) => {
    const { price, maxOutputTokens } = isReferees(kind) ? rates.reviewer : rates.scientist;
    return price ? worstOf(input, maxOutputTokens, price) : 0;
  });
  return Math.max(0, ...worst);
}

function both(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

function callBill({ scientist, reviewer }: Rates, call: PlannedCall, evidence: Evidence, side: "low" | "high") {
  const who = isReferees(call.kind) ? "reviewer" : "scientist";
  const input = call.input * evidence.weight[who][side];
  const share = evidence.cached[side === "low" ? "high" : "low"];
  const cachedInput = Math.min(input, call.cached * evidence.weight[who][side] * share);
  const output = answerOf(call, evidence.answers[side]) + evidence.thoughts[who][side];
  const { price } = who === "reviewer" ? reviewer : scientist;
  const usage = { input, cachedInput, output, reasoning: 0, source: "estimated" as const };
  return { input, cachedInput, output, dollars: price ? costOf(usage, price) : undefined };
}

/** `place` is 0 for the terse and 1 for the thorough kind; beyond both it goes on in the same measure, down to a few words. */
function answerOf({ kind }: PlannedCall, place: number): number {
  const { low, high } = ANSWERS[kind];
  return Math.max(7, low / 2, low + place * (high - low));
}
