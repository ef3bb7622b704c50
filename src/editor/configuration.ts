import * as vscode from "vscode";

/** Every setting by its key, without the prefix, as the project's folder has it. */
export function settingsValues(keys: readonly string[], folder: string | undefined): Record<string, unknown> {
  const configuration = configurationOf(folder);
  return Object.fromEntries(keys.map((key) => [key, configuration.get(key)]));
}

/** The keys that the manifest contributes, without the prefix. */
export function settingsKeys(manifest: unknown): string[] {
  const { contributes } = manifest as { contributes: { configuration: { properties: object }[] } };
  const keys = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
  return keys.map((key) => key.replace(/^aiScientist\./, ""));
}

/** A setting as the project's folder has it; without a project as the window has it. */
export function setting<Value>(key: string, otherwise: Value, folder?: string): Value {
  return configurationOf(folder).get(key, otherwise);
}

/** Changes a setting where it has its value now: in the folder or the workspace if it is set there, else for the user. */
export async function changeSetting(key: string, value: unknown, folder?: string): Promise<void> {
  const configuration = configurationOf(folder);
  const where = configuration.inspect(key);
  const target =
    folder !== undefined && where?.workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : where?.workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  await configuration.update(key, value, target);
}

function configurationOf(folder: string | undefined): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("aiScientist", folder === undefined ? undefined : vscode.Uri.file(folder));
}
