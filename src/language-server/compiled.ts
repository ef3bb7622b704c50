import { access } from "node:fs/promises";
import { dirname, isAbsolute, resolve } from "node:path";
import { ProtocolNotificationType } from "vscode-languageserver-protocol";
import { Problem } from "../research/problem";
import { type OpenDocuments, pathOf, samePath } from "./documents";

/**
 * `aiScientist/compiled`, from the editor to the server after each compilation: the address of the source that was compiled
 * and all that was found, which takes the place of what the compilation before had found. Files are named as the typesetter
 * names them, relative to a folder at or above the source.
 */
export type Compiled = { readonly uri: string; readonly problems: readonly Problem[] };

export const CompiledNotification = { type: new ProtocolNotificationType<unknown, void>("aiScientist/compiled") };

/** The notification if it has the right shape. */
export function compiledIn(params: unknown): Compiled | undefined {
  const { uri, problems } = (params ?? {}) as Record<string, unknown>;
  const checked = Problem.array().safeParse(problems);
  return typeof uri === "string" && checked.success ? { uri, problems: checked.data } : undefined;
}

/** The problems by the address of the file they are in. */
export async function byAddress(
  { uri, problems }: Compiled,
  documents: OpenDocuments,
): Promise<ReadonlyMap<string, Problem[]>> {
  const found = new Map<string, Problem[]>();
  const source = pathOf(uri);
  for (const problem of problems) {
    const path = source === undefined ? undefined : await pathFrom(source, problem.file);
    const address = path === undefined || samePath(path, source) ? uri : documents.uriOf(path);
    found.set(address, [...(found.get(address) ?? []), problem]);
  }
  return found;
}

/** The nearest file of that name, going up from the source; undefined when there is none. */
async function pathFrom(source: string, file: string): Promise<string | undefined> {
  if (isAbsolute(file)) return file;
  for (let folder = dirname(source); ; folder = dirname(folder)) {
    const path = resolve(folder, file);
    if (samePath(path, source) || (await exists(path))) return path;
    if (folder === dirname(folder)) return undefined;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
