import type { Range } from "../../research/estimate";

/**
 * Tokens that a model may think before each answer, billed as output, as long as nothing was seen of it. Most models of today think
 * unless they are told not to; those that do not are known by name.
 */
export function thinkingOf(model: string): Range {
  return SILENT.test(model) ? { low: 0, high: 0 } : { low: 200, high: 2_500 };
}

const SILENT = /^rehearsal|(^|[:/])(gpt-4|claude-(3|opus-4|sonnet-4|haiku-4)|llama|mistral|phi|gemma)/i;
