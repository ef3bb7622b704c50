import type { SecretStorage } from "vscode";
import { endpointOf, keyInEnvironment, keyVariable } from "../research/provider";

/** Keys by endpoint: what the researcher stored, else the endpoint's variable. Never in settings, never logged. */
export function secretsFrom(storage: SecretStorage, environment: Readonly<Record<string, string | undefined>>) {
  return {
    apiKey: async (endpoint: string) =>
      (await storage.get(nameOf(endpoint))) ?? keyInEnvironment(endpoint, environment),
    /** Where the key of an endpoint is: `kept` by VS Code, in a variable of that name, or nowhere. */
    place: async (endpoint: string): Promise<string | undefined> => {
      if ((await storage.get(nameOf(endpoint))) !== undefined) return "kept";
      return keyInEnvironment(endpoint, environment) === undefined ? undefined : keyVariable(endpoint);
    },
    store: (endpoint: string, key: string) => storage.store(nameOf(endpoint), key),
    forget: (endpoint: string) => storage.delete(nameOf(endpoint)),
  };
}
export type EditorSecrets = ReturnType<typeof secretsFrom>;

function nameOf(endpoint: string): string {
  return `aiScientist.apiKey.${endpointOf(endpoint)}`;
}
