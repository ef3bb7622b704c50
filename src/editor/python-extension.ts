import * as vscode from "vscode";

/** The part of the Python extension's API that we use. */
type PythonApi = {
  readonly environments?: {
    readonly known?: readonly { readonly path: string; readonly executable?: { readonly uri?: vscode.Uri } }[];
    getActiveEnvironmentPath?(resource?: vscode.Uri): { readonly path: string };
  };
};

/** The interpreters that the Python extension knows, the chosen one first; none where it is not installed. */
export async function interpretersOfPythonExtension(folder: string): Promise<string[]> {
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (!extension) return [];
  const { environments } = await extension.activate();
  const active = environments?.getActiveEnvironmentPath?.(vscode.Uri.file(folder)).path;
  const known = (environments?.known ?? []).map(({ path, executable }) => executable?.uri?.fsPath ?? path);
  return [...new Set([...(active ? [active] : []), ...known])];
}
