import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CheckedCitation } from "../../research/citation-check";
import { CheckStore } from "../literature/check-store";
import { citedEntries } from "../literature/cited-entries";
import { literatureOf } from "../literature/literature-of";
import type { OpenedLiterature } from "../literature/open-literature";
import { verifyCitations } from "../literature/verify-citations";
import { privateFolderName } from "../private-folder";
import { readSettings, SettingsWrong } from "../settings";
import { literatureFolder } from "../user-cache";

export type VerifyOptions = {
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where it is kept what was found out about a paper that is in no project. */
  readonly outside: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (done: number, of: number) => void;
  /** Texts by path that count instead of those on the disk. */
  readonly unsaved?: Readonly<Record<string, string>>;
};

type Verified = Required<Pick<VerifyOptions, "onProgress" | "unsaved">>;

/** Looks up what a paper (or a `.bib` file) cites. Throws `SettingsWrong` where no service is set that could be asked. */
export async function verifyPaper(
  path: string,
  { settings, outside, env = process.env, onProgress = () => undefined, unsaved = {} }: VerifyOptions,
  signal: AbortSignal,
): Promise<CheckedCitation[]> {
  const folder = (await projectAbove(path)) ?? outside;
  const literature = literatureOf(folder, readSettings(settings), env);
  const kept = await checksAround(path, outside, env);
  return verifyWith({ kept, literature }, path, { onProgress, unsaved }, signal);
}

/** Where it is kept what was found out about the references of a paper. A folder of the user's own holds it for papers in no project. */
export async function checksAround(
  path: string,
  outside: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const project = await projectAbove(path);
  return project === undefined ? join(outside, privateFolderName, "literature") : literatureFolder(project, env);
}

/** The same with literature that is open, what is found out kept in a folder. */
export async function verifyWith(
  { kept, literature }: { readonly kept: string; readonly literature: OpenedLiterature },
  path: string,
  { onProgress, unsaved }: Verified,
  signal: AbortSignal,
): Promise<CheckedCitation[]> {
  if (!literature.canLookUp) throw new SettingsWrong(NO_SERVICE);
  const work = { literature, store: new CheckStore(kept), now: Date.now, onProgress };
  return verifyCitations(await citedEntries(path, unsaved), work, signal);
}

const NO_SERVICE =
  "No service is set that could be asked. Name some in literature.sources: crossref, openalex, arxiv, datacite, doi, semantic-scholar.";

/** The nearest folder of a project, as far up as the editor looks. */
export async function projectAbove(path: string): Promise<string | undefined> {
  let folder = dirname(path);
  for (let level = 0; level < 5; level++) {
    if (await hasPrivateFolder(folder)) return folder;
    folder = dirname(folder);
  }
  return undefined;
}

async function hasPrivateFolder(folder: string): Promise<boolean> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  return names.includes(privateFolderName);
}
