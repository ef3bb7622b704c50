import * as z from "zod";
import type { Usage } from "../../research/usage";

const count = z.number().nullish();
/** The token counts of the dialects that we met; every field may be missing. */
export const ReportedUsage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: count }).nullish(),
  /** DeepSeek. */
  prompt_cache_hit_tokens: count,
  /** Anthropic, whose `input_tokens` leave out what was read from or written to the cache. */
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
});
type ReportedUsage = z.infer<typeof ReportedUsage>;

/** Our tokens out of the server's. Undefined when it holds no count at all. */
export function usageIn(reported: ReportedUsage): Usage | undefined {
  const input = reported.prompt_tokens ?? anthropicInput(reported);
  const said = reported.completion_tokens ?? reported.output_tokens;
  if (input == null && said == null) return undefined;
  // Some servers (Gemini, Grok) count thoughts in the total only.
  const output = Math.max(said ?? 0, (reported.total_tokens ?? 0) - (input ?? 0));
  return {
    input: input ?? 0,
    cachedInput: Math.min(input ?? 0, cachedIn(reported)),
    output,
    reasoning: Math.min(output, reported.completion_tokens_details?.reasoning_tokens ?? 0),
    source: "reported",
  };
}

function anthropicInput(reported: ReportedUsage): number | undefined {
  if (reported.input_tokens == null) return undefined;
  return reported.input_tokens + (reported.cache_read_input_tokens ?? 0) + (reported.cache_creation_input_tokens ?? 0);
}

function cachedIn(reported: ReportedUsage): number {
  const { prompt_tokens_details: details, prompt_cache_hit_tokens: hit, cache_read_input_tokens: read } = reported;
  return details?.cached_tokens ?? hit ?? read ?? 0;
}
