import { existsSync } from "node:fs";
import { lstat, readFile, realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Picture } from "../../engine/ports/language-model";
import { MOST_FIGURES } from "../../engine/stages/review-material";
import { figuresOf, graphicsRootsOf } from "../../latex/figures";
import type { LatexPaper } from "../../latex/paper";
import { liesBelow } from "../lies-below";
import { smallEnough } from "../workspace/picture-to-show";

/** Pictures of the paper's folder and of the one above it, where runs leave them: a paper may name any file of the machine. */
export async function figuresShown(path: string, parts: LatexPaper["parts"]): Promise<Picture[]> {
  const folder = dirname(path);
  const roots = graphicsRootsOf(parts.map(({ text }) => text).join("\n")).map((root) => resolve(folder, root));
  const named = parts.flatMap((part) => figuresOf(part).map((figure) => figure.path.text.trim().replace(/"/g, "")));
  const places = [...new Set(named)].map((name) =>
    roots.map((root) => resolve(root, /\.png$/i.test(name) ? name : `${name}.png`)).find((place) => existsSync(place)),
  );
  const shown: Picture[] = [];
  for (const place of new Set(places)) {
    if (place === undefined || shown.length >= MOST_FIGURES) continue;
    const [real, within] = await Promise.all([realpath(place), realpath(dirname(folder))]);
    const picture = liesBelow(within, real) ? await pictureIn(real) : undefined;
    if (picture) shown.push(picture);
  }
  return shown;
}

/** Bytes. What is larger on disk is no figure. */
const LARGEST = 20_000_000;

async function pictureIn(path: string): Promise<Picture | undefined> {
  const found = await lstat(path).catch(() => undefined);
  const bytes = found?.isFile() && found.size <= LARGEST ? await readFile(path).catch(() => undefined) : undefined;
  const shown = bytes && smallEnough(bytes);
  return shown && { mediaType: "image/png", base64: Buffer.from(shown).toString("base64") };
}
