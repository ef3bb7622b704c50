import { parseLatex } from "./document";
import { figuresOf, graphicsRootsOf } from "./figures";
import { bibliographiesNamedIn, inputsNamedIn, type PaperFiles } from "./paper";

/** How to look around a source. Paths are relative to the source's folder, with slashes, and may begin with `../`. */
export type Surroundings = {
  /** Undefined when there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** The names in a folder; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
};

const MOST_INPUTS = 200;

/** What a source takes in, cites from and shows, looked up where LaTeX would. `file` is how problems will name the source. */
export async function paperFilesAround(text: string, file: string, around: Surroundings): Promise<PaperFiles> {
  const inputs = await inputsOf(text, around);
  const texts = [text, ...Object.values(inputs)];
  const bibliographies = await bibliographiesOf(texts, around);
  return { file, inputs, bibliographies, files: await picturesOf(texts, around) };
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

/** Everything in the folders where the paper looks for its pictures, by paths as the paper would write them. */
async function picturesOf(texts: readonly string[], around: Surroundings): Promise<Set<string>> {
  const roots = new Set(texts.flatMap(graphicsRootsOf));
  const paths = texts.flatMap((text) =>
    figuresOf(parseLatex(text, "")).map(({ path }) => path.text.trim().replace(/"/g, "")),
  );
  const subfolders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  const pictures = new Set<string>();
  for (const root of roots)
    for (const subfolder of subfolders)
      for (const name of await around.list(root + subfolder)) pictures.add(subfolder + name);
  return pictures;
}
