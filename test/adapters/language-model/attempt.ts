import { openAiCompatible } from "../../../src/adapters/language-model/openai-compatible";
import {
  type Finish,
  type LanguageModel,
  ModelFailure,
  type ModelRequest,
} from "../../../src/engine/ports/language-model";
import type { Usage } from "../../../src/research/usage";
import type { FaultServer } from "../../fakes/fault-server";

export const KEY = "sk-test-0123456789";

export const request: Omit<ModelRequest, "signal"> = {
  conversation: [
    { role: "system", text: "You are a scientist." },
    { role: "user", text: "Say hello." },
  ],
  schema: {
    name: "greeting",
    json: { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
  },
  temperature: 0.75,
};

/** The model of one fault. */
export function modelAt(server: FaultServer, model: string, apiKey = KEY): LanguageModel {
  return openAiCompatible({ name: `test:${model}`, model, baseUrl: server.url, apiKey });
}

export type Observed = { text: string; reasoning: string; finish?: Finish; usage?: Usage; failure?: ModelFailure };

/** One attempt, with its failure as a value. */
export async function attempt(model: LanguageModel, changes: Partial<ModelRequest> = {}): Promise<Observed> {
  const observed: Observed = { text: "", reasoning: "" };
  const signal = changes.signal ?? new AbortController().signal;
  try {
    for await (const event of model.stream({ ...request, ...changes, signal })) {
      if (event.type === "delta") observed.text += event.text;
      else if (event.type === "reasoning") observed.reasoning += event.text;
      else if (event.type === "usage") observed.usage = event.usage;
      else observed.finish = event.finish;
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    observed.failure = error;
  }
  return observed;
}
