import * as z from "zod";

/** Tokens of one model call. `input` includes `cachedInput`; `output` includes `reasoning`. */
export const Usage = z.object({
  input: z.number().min(0),
  cachedInput: z.number().min(0),
  output: z.number().min(0),
  reasoning: z.number().min(0),
  source: z.enum(["reported", "estimated"]),
});
export type Usage = z.infer<typeof Usage>;

/** US dollars per million tokens. */
export const Price = z.object({ input: z.number().min(0), cachedInput: z.number().min(0), output: z.number().min(0) });
export type Price = z.infer<typeof Price>;

/** What `usage` costs in US dollars. */
export function costOf(usage: Usage, price: Price): number {
  const fresh = usage.input - usage.cachedInput;
  return (fresh * price.input + usage.cachedInput * price.cachedInput + usage.output * price.output) / 1e6;
}

/** A careful guess of how many tokens a text has: one per 3.5 characters, and one per character outside Latin scripts. */
export function estimateTokens(text: string): number {
  const wide = text.match(/[\u2E80-\uFFFF]/g)?.length ?? 0;
  return Math.ceil((text.length - wide) / 3.5 + wide);
}

export const noUsage: Usage = { input: 0, cachedInput: 0, output: 0, reasoning: 0, source: "reported" };

export function addUsage(one: Usage, other: Usage): Usage {
  return {
    input: one.input + other.input,
    cachedInput: one.cachedInput + other.cachedInput,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
    source: one.source === "estimated" || other.source === "estimated" ? "estimated" : "reported",
  };
}
