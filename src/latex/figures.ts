import { type Argument, type Command, commandsNamed, type LatexDocument, parseLatex } from "./document";
import { tidy } from "./paper";

/** One `\includegraphics` with the place of its path. */
export type FigureUse = { readonly path: Argument; readonly options: string; readonly command: Command };

const EXTENSIONS = ["", ".pdf", ".png", ".jpg", ".jpeg", ".eps", ".mps", ".PDF", ".PNG", ".JPG", ".JPEG"];

/** Pictures taken in, except those whose path a macro makes, the examples that come with TeX and what is on other machines. */
export function figuresOf(document: LatexDocument): FigureUse[] {
  return commandsNamed(document, /^includegraphics$/).flatMap((command) => {
    const path = command.groups[0];
    if (path === undefined || /[\\#]|^\s*(?:$|example-|"?\/\/)/.test(path.text)) return [];
    return [{ path, options: command.optional.map(({ text }) => text).join(","), command }];
  });
}

/** The file that a path means, among those that exist; with or without extension, from wherever the source lies. */
export function pictureFor(path: string, pictures: ReadonlySet<string>): string | undefined {
  const [wanted, known] = [plainPath(path), byPlainPath(pictures)];
  return EXTENSIONS.map((extension) => known.get(wanted + extension)).find((found) => found !== undefined);
}

const plainPathsOf = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, string>>();

/** Plain path → picture, made once for a set: there may be thousands of pictures around a paper, and it asks for each of its own. */
function byPlainPath(pictures: ReadonlySet<string>): ReadonlyMap<string, string> {
  const known = plainPathsOf.get(pictures) ?? new Map([...pictures].map((one) => [plainPath(one), one]));
  plainPathsOf.set(pictures, known);
  return known;
}

/** The roots of `\graphicspath`, each ending in a slash, the source's own folder first. */
export function graphicsRootsOf(text: string): string[] {
  const groups = commandsNamed(parseLatex(text, ""), /^graphicspath$/).map(({ groups }) => groups[0]?.text ?? "");
  const roots = groups.flatMap((group) => [...group.matchAll(/\{([^{}]*)\}/g)].map(([, root]) => root!.trim()));
  return [
    "",
    ...roots
      .filter((root) => root !== "" && !/^[\\/]{2}/.test(root))
      .map((root) => (root.endsWith("/") ? root : `${root}/`)),
  ];
}

/** Without quotes and without what only says where the source lies. */
export function plainPath(path: string): string {
  return tidy(
    path
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replace(/[{}]/g, ""),
  ).replace(/^(?:\.\.?\/)+/, "");
}
