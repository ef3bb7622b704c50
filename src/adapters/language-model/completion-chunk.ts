import * as z from "zod";
import type { Finish } from "../../engine/ports/language-model";
import { ReportedUsage } from "./reported-usage";

/** Text, or a list of parts of which only those with text are of interest. */
const Content = z
  .union([
    z.string(),
    z
      .array(z.object({ text: z.string().nullish() }))
      .transform((parts) => parts.map((part) => part.text ?? "").join("")),
  ])
  .nullish();

const Spoken = z
  .object({
    content: Content,
    reasoning_content: z.string().nullish(),
    reasoning: z.string().nullish(),
    refusal: z.string().nullish(),
  })
  .nullish();

/**
 * A piece of an answer: a chunk of a stream, or the whole of an answer that was not streamed. Loose, because endpoints differ;
 * what is read here is checked, what is not read is let through.
 */
export const CompletionChunk = z.object({
  choices: z
    .array(
      z.object({ delta: Spoken, message: Spoken, finish_reason: z.string().nullish(), usage: ReportedUsage.nullish() }),
    )
    .nullish(),
  usage: ReportedUsage.nullish(),
  error: z.unknown().optional(),
});
export type CompletionChunk = z.infer<typeof CompletionChunk>;

/** What the first choice of a chunk says. */
export type Utterance = {
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  readonly finish: string | undefined;
};

/** Undefined for a ping, a chunk that holds usage only, and an answer without choices. */
export function utteranceIn(chunk: CompletionChunk): Utterance | undefined {
  const choice = chunk.choices?.[0];
  if (!choice) return undefined;
  const spoken = choice.delta ?? choice.message;
  return {
    text: spoken?.content ?? "",
    reasoning: spoken?.reasoning_content ?? spoken?.reasoning ?? "",
    refusal: spoken?.refusal ?? "",
    finish: choice.finish_reason ?? undefined,
  };
}

/** Our word for a server's `finish_reason`; undefined when it names a failure of the server. */
export function finishOf(reason: string): Finish | undefined {
  if (/length|max_tokens/i.test(reason)) return "length";
  if (/content_filter|safety|refus|prohibited|recitation/i.test(reason)) return "refused";
  return /error|insufficient_system_resource/i.test(reason) ? undefined : "stop";
}
