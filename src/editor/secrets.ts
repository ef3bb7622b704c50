import type { SecretStorage } from "vscode";

/** Keys by endpoint: what the researcher stored, else OPENAI_API_KEY. Never in settings, never logged. */
export function secretsFrom(storage: SecretStorage, environment: Readonly<Record<string, string | undefined>>) {
  return {
    apiKey: async (endpoint: string) => (await storage.get(nameOf(endpoint))) ?? environment.OPENAI_API_KEY,
    stored: async (endpoint: string) => (await storage.get(nameOf(endpoint))) !== undefined,
    store: (endpoint: string, key: string) => storage.store(nameOf(endpoint), key),
    forget: (endpoint: string) => storage.delete(nameOf(endpoint)),
  };
}
export type EditorSecrets = ReturnType<typeof secretsFrom>;

function nameOf(endpoint: string): string {
  return `aiScientist.apiKey.${endpoint.replace(/\/+$/, "")}`;
}
