import { RUN_FOLDER_NAME } from "../claims/results-folder";
import { parseLatex } from "./document";
import { figuresOf, graphicsRootsOf, pictureFor } from "./figures";
import { knownPictures, type Looking } from "./known-pictures";
import { bibliographiesNamedIn, inputsNamedIn, type PaperDates, type PaperFiles } from "./paper";

/** How to look around a source. Paths are relative to the source's folder, with slashes, and may begin with `../`. */
export type Surroundings = {
  /** Undefined when there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** The names in a folder; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** When a file was last changed, in milliseconds; undefined when there is none. */
  changed?(path: string): Promise<number | undefined>;
  /** Left out where pictures are not to be looked at. */
  readonly looking?: Looking;
};

const MOST_INPUTS = 200;

/** What a source takes in, cites from and shows, looked up where LaTeX would. `file` is how problems will name the source. */
export async function paperFilesAround(text: string, file: string, around: Surroundings): Promise<PaperFiles> {
  const inputs = await inputsOf(text, around);
  const texts = [text, ...Object.values(inputs)];
  const bibliographies = await bibliographiesOf(texts, around);
  const pictures = await picturesOf(texts, around);
  const dates = await datesOf(texts, pictures, around);
  const known = around.looking && (await knownPictures(placesOf(texts, pictures), around.looking));
  const files = new Set(pictures.keys());
  return { file, inputs, bibliographies, files, ...(dates && { dates }), ...(known && { known }) };
}

/** At any depth, each once; what does not exist is left out. */
async function inputsOf(text: string, around: Surroundings): Promise<Record<string, string>> {
  const inputs = new Map<string, string>();
  const pending = inputsNamedIn(parseLatex(text, ""));
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (inputs.has(name) || inputs.size >= MOST_INPUTS) continue;
    const content = await around.read(name);
    if (content === undefined) continue;
    inputs.set(name, content);
    pending.push(...inputsNamedIn(parseLatex(content, "")));
  }
  return Object.fromEntries(inputs);
}

async function bibliographiesOf(texts: readonly string[], around: Surroundings): Promise<Record<string, string>> {
  const found = new Map<string, string>();
  for (const name of new Set(texts.flatMap((text) => bibliographiesNamedIn(parseLatex(text, ""))))) {
    const content = await around.read(name);
    if (content !== undefined) found.set(name, content);
  }
  return Object.fromEntries(found);
}

/** Everything in the folders where the paper looks for its pictures: paths as the paper would write them, with where they are. */
async function picturesOf(texts: readonly string[], around: Surroundings): Promise<Map<string, string>> {
  const roots = new Set(texts.flatMap(graphicsRootsOf));
  const subfolders = new Set(shownIn(texts).map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  const pictures = new Map<string, string>();
  for (const root of roots)
    for (const subfolder of subfolders)
      for (const name of await around.list(root + subfolder))
        if (!pictures.has(subfolder + name)) pictures.set(subfolder + name, root + subfolder + name);
  return pictures;
}

/** Where the pictures lie that are shown, by the names they have in `pictures`. */
function placesOf(texts: readonly string[], pictures: ReadonlyMap<string, string>): Map<string, string> {
  const known = new Set(pictures.keys());
  const shown = shownIn(texts).flatMap((path) => pictureFor(path, known) ?? []);
  return new Map(shown.map((name) => [name, pictures.get(name)!]));
}

function shownIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => figuresOf(parseLatex(text, "")).map(({ path }) => path.text.trim().replace(/"/g, "")));
}

/** The ages of the pictures that are shown, if there are any, and of the newest result beside the paper or above it. */
async function datesOf(
  texts: readonly string[],
  pictures: ReadonlyMap<string, string>,
  { list, changed }: Surroundings,
): Promise<PaperDates | undefined> {
  if (!changed) return undefined;
  const results = await newestResult(list, changed);
  if (results === undefined) return undefined;
  const made: Record<string, number> = {};
  for (const [name, place] of placesOf(texts, pictures)) {
    const date = await changed(place);
    if (date !== undefined) made[name] = date;
  }
  return Object.keys(made).length === 0 ? undefined : { results, pictures: made };
}

/** From the nearest folder with runs, as far up as their numbers are looked for. */
async function newestResult(list: Surroundings["list"], changed: NonNullable<Surroundings["changed"]>) {
  for (const folder of ["", "../", "../../"]) {
    const runs = (await list(folder)).filter((name) => RUN_FOLDER_NAME.test(name));
    const dates = await Promise.all(runs.map((run) => changed(`${folder}${run}/final_info.json`)));
    const known = dates.filter((date) => date !== undefined);
    if (known.length > 0) return Math.max(...known);
  }
  return undefined;
}
