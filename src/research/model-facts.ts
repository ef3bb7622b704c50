import * as z from "zod";
import { Price } from "./usage";

const tokens = z.number().int().positive();
const LimitField = z.enum(["max_tokens", "max_completion_tokens"]);

/** What is known of one model at one endpoint, found out by asking. What is missing was not found out. */
export const ModelFacts = z.object({
  /** What it can read at once, and what one answer may have. */
  contextTokens: tokens.exactOptional(),
  maxOutputTokens: tokens.exactOptional(),
  /** How far it binds an answer to a JSON shape: to a schema, to any JSON, not at all. */
  schema: z.enum(["strict", "json", "none"]).exactOptional(),
  temperature: z.boolean().exactOptional(),
  systemRole: z.boolean().exactOptional(),
  streaming: z.boolean().exactOptional(),
  /** Whether a stream may be asked for its usage, and whether any usage is ever reported. */
  usageOption: z.boolean().exactOptional(),
  usage: z.enum(["reported", "estimated"]).exactOptional(),
  /** The names of the field that limits the answer which are still to be tried, the current one first. */
  limitFields: z.array(LimitField).max(2).exactOptional(),
  /** Whether it takes pictures and sees what is on them. */
  pictures: z.boolean().exactOptional(),
  /** What the endpoint says that the model costs. */
  price: Price.exactOptional(),
});
export type ModelFacts = z.infer<typeof ModelFacts>;
export type AllFacts = Required<ModelFacts>;

/** Facts as they are kept, with the time (ISO 8601) at which something was learnt last. */
export const RememberedFacts = z.object({
  at: z.string(),
  /** When the model was last asked a question just to learn this. */
  tried: z.string().exactOptional(),
  facts: ModelFacts,
});
export type RememberedFacts = z.infer<typeof RememberedFacts>;

/** What is known once something new was learnt: the new goes before the old. */
export function withFacts(known: RememberedFacts | undefined, facts: ModelFacts, at: string): RememberedFacts {
  return { ...(known?.tried ? { tried: known.tried } : {}), at, facts: { ...known?.facts, ...facts } };
}

/** Of two memories of one model the later. */
export function laterOf(
  one: RememberedFacts | undefined,
  other: RememberedFacts | undefined,
): RememberedFacts | undefined {
  if (!one || !other) return one ?? other;
  return one.at >= other.at ? one : other;
}
