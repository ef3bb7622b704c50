import * as z from "zod";
import type { ModelFacts } from "../../research/model-facts";
import type { OfferedModel } from "../../research/offered-model";
import type { Price } from "../../research/usage";

const tokens = z.number().int().positive().nullish().catch(undefined);
const words = z.array(z.string()).nullish().catch(undefined);
const dollars = z.coerce.number().nullish().catch(undefined);

/** An entry of a list in the dialects that we met: OpenRouter's, Anthropic's, vLLM's, Groq's and Mistral's say more than a name. */
const Entry = z.object({
  id: z.string(),
  context_length: tokens,
  context_window: tokens,
  max_context_length: tokens,
  max_model_len: tokens,
  max_input_tokens: tokens,
  max_tokens: tokens,
  max_completion_tokens: tokens,
  top_provider: z.object({ context_length: tokens, max_completion_tokens: tokens }).nullish().catch(undefined),
  architecture: z.object({ input_modalities: words, output_modalities: words }).nullish().catch(undefined),
  supported_parameters: words,
  pricing: z.object({ prompt: dollars, completion: dollars, input_cache_read: dollars }).nullish().catch(undefined),
  capabilities: z
    .object({ completion_chat: z.boolean().nullish(), vision: z.boolean().nullish() })
    .nullish()
    .catch(undefined),
});
type Entry = z.infer<typeof Entry>;

const Listing = z
  .union([z.object({ data: z.array(Entry) }), z.array(Entry)])
  .transform((list) => ("data" in list ? list.data : list));

/** The models in the answer to `GET /models`, sorted by name. Throws on what is no list. */
export function offeredModels(answer: unknown): OfferedModel[] {
  return Listing.parse(answer)
    .map((entry) => ({ id: entry.id.replace(/^models\//, ""), facts: factsIn(entry), talks: talks(entry) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function factsIn(entry: Entry): ModelFacts {
  const { top_provider: provider, architecture, supported_parameters: parameters } = entry;
  return present({
    contextTokens: least(
      provider?.context_length,
      entry.context_length,
      entry.max_model_len,
      entry.context_window,
      entry.max_context_length,
      entry.max_input_tokens,
    ),
    maxOutputTokens: provider?.max_completion_tokens ?? entry.max_completion_tokens ?? entry.max_tokens ?? undefined,
    pictures: architecture?.input_modalities?.includes("image") ?? entry.capabilities?.vision ?? undefined,
    schema: parameters ? schemaIn(parameters) : undefined,
    temperature: parameters?.includes("temperature"),
    price: entry.pricing ? priceIn(entry.pricing) : undefined,
  });
}

function schemaIn(parameters: readonly string[]): "strict" | "json" | "none" {
  if (parameters.includes("structured_outputs")) return "strict";
  return parameters.includes("response_format") ? "json" : "none";
}

/** OpenRouter's dollars per token are ours per million; a negative one stands for a price that varies. */
function priceIn({ prompt, completion, input_cache_read: cached }: NonNullable<Entry["pricing"]>): Price | undefined {
  if (typeof prompt !== "number" || typeof completion !== "number" || prompt < 0 || completion < 0) return undefined;
  const perMillion = (amount: number) => Number((amount * 1e6).toPrecision(6));
  return {
    input: perMillion(prompt),
    cachedInput: perMillion(typeof cached === "number" && cached >= 0 ? cached : prompt),
    output: perMillion(completion),
  };
}

const NO_TALKER =
  /embed|whisper|\btts\b|-tts|dall-e|-image|image-|imagen|\bveo\b|lyria|moderation|transcribe|realtime|-audio|\bsora\b|davinci|babbage|rerank|\baqa\b/i;

function talks({ id, architecture, capabilities }: Entry): boolean {
  if (capabilities?.completion_chat === false) return false;
  const output = architecture?.output_modalities;
  return output ? output.includes("text") : !NO_TALKER.test(id);
}

function least(...counts: readonly (number | null | undefined)[]): number | undefined {
  const known = counts.filter((count) => typeof count === "number");
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Without the facts that are not known. */
function present(facts: { [Name in keyof ModelFacts]: ModelFacts[Name] | undefined }): ModelFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as ModelFacts;
}
