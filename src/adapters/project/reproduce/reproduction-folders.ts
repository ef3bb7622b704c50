import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { KeptReproduction } from "../../../engine/reproduce";
import { Reproduction } from "../../../research/reproduction";
import { readJournal } from "../../journal/read-journal";
import { privateFolderName } from "../../private-folder";
import { recordedStudy } from "./recorded-study";

/** What is to be run again: an idea of a project, or a bundle, packed or unpacked. Absolute paths. */
export type Original =
  | { readonly kind: "idea"; readonly project: string; readonly slug: string }
  | { readonly kind: "bundle"; readonly path: string };

/** Where reproductions of this are kept; the second one has a 2 behind its name. */
function firstFolder(original: Original): string {
  if (original.kind === "idea") return join(original.project, privateFolderName, "reproductions", original.slug);
  return `${original.path.replace(/[\\/]+$/, "").replace(/\.zip$/i, "")}-reproduced`;
}

/** Every reproduction that was begun, oldest first. */
export async function keptReproductions(original: Original): Promise<KeptReproduction[]> {
  const first = firstFolder(original);
  const names = await readdir(dirname(first)).catch(() => [] as string[]);
  const numbered = names.flatMap((name) => {
    const number = numberIn(name, basename(first));
    return number === undefined ? [] : [{ folder: join(dirname(first), name), number }];
  });
  const inOrder = numbered.sort((one, other) => one.number - other.number);
  return Promise.all(inOrder.map(({ folder }) => keptIn(folder)));
}

/** A folder for one more. */
export async function nextFolder(original: Original): Promise<string> {
  const first = firstFolder(original);
  const names = await readdir(dirname(first)).catch(() => [] as string[]);
  const taken = names.map((name) => numberIn(name, basename(first)) ?? 0);
  const number = Math.max(0, ...taken) + 1;
  return number === 1 ? first : `${first}-${number}`;
}

function numberIn(name: string, first: string): number | undefined {
  if (name === first) return 1;
  const rest = name.startsWith(`${first}-`) ? name.slice(first.length + 1) : "";
  return /^[1-9]\d{0,5}$/.test(rest) ? Number(rest) : undefined;
}

async function keptIn(folder: string): Promise<KeptReproduction> {
  const text = await readFile(join(folder, "reproduction.json"), "utf8").catch(() => undefined);
  const study = recordedStudy(await readJournal(folder));
  return { folder, reproduction: readReproduction(text), runs: study?.study.runs.map(({ number }) => number) };
}

function readReproduction(text: string | undefined): Reproduction | undefined {
  try {
    return text === undefined ? undefined : Reproduction.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
