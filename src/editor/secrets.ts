import type { SecretStorage } from "vscode";
import { endpointOf, keyInEnvironment } from "../research/provider";

/** Keys by endpoint: what the researcher stored, else the endpoint's variable. Never in settings, never logged. */
export function secretsFrom(storage: SecretStorage, environment: Readonly<Record<string, string | undefined>>) {
  return {
    apiKey: async (endpoint: string) =>
      (await storage.get(nameOf(endpoint))) ?? keyInEnvironment(endpoint, environment),
    stored: async (endpoint: string) => (await storage.get(nameOf(endpoint))) !== undefined,
    store: (endpoint: string, key: string) => storage.store(nameOf(endpoint), key),
    forget: (endpoint: string) => storage.delete(nameOf(endpoint)),
  };
}
export type EditorSecrets = ReturnType<typeof secretsFrom>;

function nameOf(endpoint: string): string {
  return `aiScientist.apiKey.${endpointOf(endpoint)}`;
}
