import { readdir, stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { lineThatSaves } from "../claims/program-lines";
import { graphicsRootsOf, pictureFor } from "../latex/figures";
import type { PictureFacts } from "./name-hover";
import type { ReadPaper } from "./open-papers";
import { textOnDisk } from "./paper-files";

/** The file that a path in an `\includegraphics` means, looked for where LaTeX would; undefined when there is none. */
export async function pictureNamed(paper: ReadPaper, name: string): Promise<string | undefined> {
  const found = pictureFor(name, paper.files.files ?? new Set());
  if (found === undefined) return undefined;
  const roots = paper.paper.parts.flatMap(({ text }) => graphicsRootsOf(text));
  for (const root of new Set(roots)) {
    const path = resolve(dirname(paper.path), root, found);
    if (await changedAt(path)) return path;
  }
  return undefined;
}

export async function pictureFacts(paper: ReadPaper, path: string): Promise<Omit<PictureFacts, "drawn">> {
  const around = paper.results?.folder ?? dirname(paper.path);
  const inside = relative(around, path);
  return {
    path,
    shown: (inside.startsWith("..") ? relative(dirname(paper.path), path) : inside).replaceAll("\\", "/"),
    changed: (await changedAt(path)) ?? 0,
    savedBy: await programSaving(around, path),
  };
}

/** The plotting program beside the results and its line that saves a picture. */
export async function programSaving(folder: string, picture: string): Promise<PictureFacts["savedBy"]> {
  const names = await readdir(folder).catch(() => []);
  const programs = names
    .filter((name) => /^(?:plot\w*|\w*plots?|experiment)\.py$/.test(name))
    .sort()
    .reverse();
  for (const name of programs) {
    const text = await textOnDisk(join(folder, name));
    const line = text === undefined ? undefined : lineThatSaves(text, picture.replaceAll("\\", "/"));
    if (line !== undefined) return { path: join(folder, name), name, line };
  }
  return undefined;
}

async function changedAt(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.mtimeMs : undefined;
}
