import * as vscode from "vscode";

/** Every setting by its key, without the prefix. */
export function settingsValues(keys: readonly string[]): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration("aiScientist");
  return Object.fromEntries(keys.map((key) => [key, configuration.get(key)]));
}

/** The keys that the manifest contributes, without the prefix. */
export function settingsKeys(manifest: unknown): string[] {
  const { contributes } = manifest as { contributes: { configuration: { properties: object }[] } };
  const keys = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
  return keys.map((key) => key.replace(/^aiScientist\./, ""));
}

export function setting<Value>(key: string, otherwise: Value): Value {
  return vscode.workspace.getConfiguration("aiScientist").get(key, otherwise);
}

/** Changes a setting where it has its value now: in the workspace if it is set there, else for the user. */
export async function changeSetting(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("aiScientist");
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(key, value, target);
}
