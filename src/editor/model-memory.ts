import type { Memento } from "vscode";
import type { RememberedFacts } from "../research/model-facts";
import { endpointOf } from "../research/provider";
import type { ModelMemory } from "./heavy-parts";

/** What was found out about models in any project, kept by VS Code, one entry a model. Holds no key. */
export function memoryIn(state: Memento): ModelMemory {
  return {
    recall: async (endpoint, model) => state.get<RememberedFacts>(keyOf(endpoint, model)),
    remember: async (endpoint, model, facts) => state.update(keyOf(endpoint, model), facts),
  };
}

function keyOf(endpoint: string, model: string): string {
  return `aiScientist.model.${endpointOf(endpoint)} ${model}`;
}
