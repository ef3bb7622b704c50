import type { ModelFacts } from "../research/model-facts";
import type { OfferedModel, PricedModel } from "../research/offered-model";
import type { Price } from "../research/usage";
import { modest } from "./language-model/habits";
import { offeredAt } from "./language-model/list-models";
import { ollamaContext } from "./language-model/ollama-context";
import { priceOf } from "./language-model/price-of";
import { type Trial, tryModel } from "./language-model/try-model";
import { documented } from "./open-models";

type Prices = Readonly<Record<string, Price>>;

/** What an endpoint offers, with prices, and the address that has it. Costs nothing; throws `ModelFailure`. */
export async function offers(
  door: { readonly baseUrl: string; readonly apiKey: string },
  prices: Prices,
  signal: AbortSignal,
): Promise<{ readonly baseUrl: string; readonly models: readonly PricedModel[] | undefined }> {
  const { baseUrl, models } = await offeredAt(door, signal);
  const priced = (model: OfferedModel): PricedModel => ({
    ...model,
    price: priceOf({ name: `openai:${model.id}`, id: model.id, baseUrl }, prices, model.facts.price),
  });
  return { baseUrl, models: models?.map(priced) };
}

/** A model that is about to be chosen. */
export type Candidate = {
  readonly baseUrl: string;
  /** As the endpoint knows it. */
  readonly model: string;
  readonly apiKey: string;
  /** What the endpoint's list says of it. */
  readonly listed: ModelFacts;
  /** The researcher's own prices. */
  readonly prices: Prices;
};

/** Everything that can be found out about a model: what is documented, what the list says, and what one tiny question shows. */
export async function exploreModel(candidate: Candidate, signal: AbortSignal): Promise<Trial> {
  const { baseUrl, model, apiKey, listed, prices } = candidate;
  const name = `openai:${model}`;
  const known = { ...documented(baseUrl), ...modest(listed) };
  const price = priceOf({ name, id: model, baseUrl }, prices, listed.price);
  const trial = await tryModel({ name, model, baseUrl, apiKey, known, ...(price ? { price } : {}) }, signal);
  const contextTokens = await ollamaContext({ baseUrl, model }, signal);
  const facts = { ...documented(baseUrl), ...listed, ...trial.facts, ...(contextTokens ? { contextTokens } : {}) };
  return { ...trial, facts };
}
