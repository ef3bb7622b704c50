import { readdir, readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { KeptReproduction } from "../../../engine/reproduce";
import { Reproduction } from "../../../research/reproduction";
import { readJournal } from "../../journal/read-journal";
import { privateFolderName } from "../../private-folder";
import { forgetOwn, isOwn, rememberOwn } from "./own-folders";
import { recordedStudy } from "./recorded-study";
import { identityOf } from "./unpack-bundle";

/** What is to be run again: an idea of a project, or a bundle, packed or unpacked. Absolute paths. */
export type Original =
  | { readonly kind: "idea"; readonly project: string; readonly slug: string }
  | { readonly kind: "bundle"; readonly path: string };

/** Where reproductions of this are kept, one a numbered folder. */
function folderOf(original: Original): string {
  if (original.kind === "idea") return join(original.project, privateFolderName, "reproductions", original.slug);
  return `${original.path.replace(/[\\/]+$/, "").replace(/\.zip$/i, "")}-reproduced`;
}

/** Every reproduction that was begun here, oldest first. */
export async function keptReproductions(original: Original): Promise<KeptReproduction[]> {
  const folder = folderOf(original);
  const all = (await numbersIn(folder)).map((number) => join(folder, String(number)));
  const own = original.kind === "idea" ? all.map(() => true) : await Promise.all(all.map((one) => isOwn(one)));
  return Promise.all(all.filter((_, index) => own[index]).map(keptIn));
}

/** A folder for one more. */
export async function nextFolder(original: Original): Promise<string> {
  const folder = folderOf(original);
  const next = join(folder, String(((await numbersIn(folder)).at(-1) ?? 0) + 1));
  if (original.kind === "bundle") await rememberOwn(next);
  return next;
}

/** Removes what was begun in vain, with the folder around it where nothing else is in that. */
export async function discardFolder(original: Original, folder: string): Promise<void> {
  if (original.kind === "bundle") await forgetOwn(folder);
  await rm(folder, { recursive: true, force: true });
  if ((await numbersIn(folderOf(original))).length === 0) await rmdir(folderOf(original)).catch(() => undefined); // Other files of the researcher's keep it.
}

/** Where a bundle is unpacked for its reproduction. */
export function unpackedIn(folder: string): string {
  return join(folder, "bundle");
}

async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names
    .filter((name) => /^[1-9]\d{0,5}$/.test(name))
    .map(Number)
    .sort((one, other) => one - other);
}

async function keptIn(folder: string): Promise<KeptReproduction> {
  const text = await readFile(join(folder, "reproduction.json"), "utf8").catch(() => undefined);
  const study = recordedStudy(await readJournal(folder))?.study;
  const numbers = study?.runs.map(({ number }) => number);
  return {
    ...{ folder, reproduction: readReproduction(text) },
    ...{ runs: numbers, freshEnvironment: study?.freshEnvironment },
    bundle: await identityOf(unpackedIn(folder)),
  };
}

function readReproduction(text: string | undefined): Reproduction | undefined {
  try {
    return text === undefined ? undefined : Reproduction.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
