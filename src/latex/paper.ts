import type { CitationChecks } from "../research/citation-check";
import type { Conventions } from "../research/conventions";
import type { KnownPicture } from "../research/picture-facts";
import { type BibEntryPlace, carriedBibliographies, entriesIn } from "./bib-entries";
import { type CheckedEntry, checkedEntries } from "./checked-entries";
import { commandsNamed, type LatexDocument, lineStartsOf, parseLatex, proseOf } from "./document";

/** What is known about the files around a LaTeX source. What is left out is not checked. */
export type PaperFiles = {
  /** How problems name the source. */
  readonly file: string;
  /** Pictures that exist, relative to the source or to one of its `\graphicspath` roots. */
  readonly files?: ReadonlySet<string>;
  /** What is known of the pictures that it shows, by their names in `files`. */
  readonly known?: ReadonlyMap<string, KnownPicture>;
  /** Texts of the files that it takes in by `\input`, by path relative to the source, with extension. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Texts of `.bib` files, by path relative to the source. */
  readonly bibliographies?: Readonly<Record<string, string>>;
  readonly conventions?: Partial<Conventions>;
  /** What was found out about entries of bibliographies when they were looked up. */
  readonly checks?: CitationChecks;
  /** Pages of the PDF that was made last. */
  readonly pages?: number;
  readonly dates?: PaperDates;
};

/** When files were last changed, in milliseconds: the newest record of a run, and the pictures by the names they have in `files`. */
export type PaperDates = { readonly results: number; readonly pictures: Readonly<Record<string, number>> };

/** A paper with all its files, as the rules see it. */
export type LatexPaper = {
  /** The source first, then what it takes in. */
  readonly parts: readonly PaperPart[];
  /** False for a fragment without `\begin{document}`, and when something taken in is not known: labels may be elsewhere. */
  readonly whole: boolean;
  readonly bibliographies: readonly Bibliography[];
  /** False when a `.bib` that it names is not known: keys may be there. */
  readonly bibliographyKnown: boolean;
  readonly pictures: ReadonlySet<string> | undefined;
  /** The entries that were looked up as they stand now. */
  readonly checked: readonly CheckedEntry[];
  /** Words of prose, roughly: tells a draft from a paper. */
  readonly words: number;
} & Pick<PaperFiles, "conventions" | "pages" | "dates" | "known">;

/** `prose` is the text as long as the source with everything blanked that is not printed as prose. */
export type PaperPart = LatexDocument & { readonly prose: string };

export type Bibliography = {
  readonly file: string;
  /** The text in which the entries have their places. */
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly entries: readonly BibEntryPlace[];
};

export function paperOf(text: string, known: PaperFiles): LatexPaper {
  const root = partOf(text, known.file);
  const inputs = inputsOf(root, known.inputs ?? {});
  const parts = [root, ...inputs.texts.map(({ path, text }) => partOf(text, besides(known.file, path)))];
  const named = parts.flatMap(bibliographiesNamedIn);
  const carried = parts.flatMap((part) =>
    [...carriedBibliographies(part)].map(([name, span]) => ({ name, span, part })),
  );
  const given = Object.entries(known.bibliographies ?? {}).filter(
    ([path]) => (named.length === 0 || named.includes(path)) && !carried.some(({ name }) => name === path),
  );
  const bibliographies: Bibliography[] = [
    ...carried.map(({ span, part }) => ({
      file: part.file,
      text: part.text,
      lineStarts: part.lineStarts,
      entries: entriesIn(part.text, span.start, span.end),
    })),
    ...given.map(([path, bib]) => ({
      file: besides(known.file, path),
      text: bib,
      lineStarts: lineStartsOf(bib),
      entries: entriesIn(bib),
    })),
  ];
  return {
    parts,
    whole: root.live.includes("\\begin{document}") && inputs.whole,
    bibliographies,
    checked: checkedEntries(bibliographies, known.checks ?? {}),
    bibliographyKnown: named.every(
      (name) => carried.some((one) => one.name === name) || given.some(([path]) => path === name),
    ),
    pictures: known.files,
    words: parts.reduce((sum, part) => sum + wordsIn(part), 0),
    ...(known.conventions && { conventions: known.conventions }),
    ...(known.pages !== undefined && { pages: known.pages }),
    ...(known.dates && { dates: known.dates }),
    ...(known.known && { known: known.known }),
  };
}

/** Words from which on a paper is more than the beginning of one. */
export const ENOUGH_WORDS = 800;

/** Whether everything is there and nothing announces that it is still to be written. */
export function isFinished({ whole, words, parts }: LatexPaper): boolean {
  const waiting = /\bPLACEHOLDER\b|\b(?:TODO|TBD|FIXME)\b/;
  return whole && words >= ENOUGH_WORDS && !parts.some(({ text, body }) => waiting.test(text.slice(body.start)));
}

/** Counted by hand: after every key, and of long texts that are mostly blanks. */
function wordsIn({ prose, body }: PaperPart): number {
  let words = 0;
  let isBlank = true;
  for (let index = body.start; index < prose.length; index++) {
    const wasBlank = isBlank;
    isBlank = prose.charCodeAt(index) <= 0x20;
    if (wasBlank && !isBlank) words++;
  }
  return words;
}

/** The paths, with extension, that a source takes in by `\input` and its kin, relative to the source. */
export function inputsNamedIn(document: LatexDocument): string[] {
  return commandsNamed(document, /^(?:input|include|subfile)$/)
    .map(({ groups }) => groups[0]?.text.trim() ?? "")
    .filter((path) => path !== "" && !/[\\#]/.test(path))
    .map((path) => tidy(/\.\w+$/.test(path) ? path : `${path}.tex`));
}

/** The paths, with extension, of the `.bib` files that a source names. */
export function bibliographiesNamedIn(document: LatexDocument): string[] {
  return commandsNamed(document, /^(?:bibliography|addbibresource)$/)
    .flatMap(({ groups }) => (groups[0]?.text ?? "").split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "" && !/[\\#]/.test(name))
    .map((name) => tidy(name.endsWith(".bib") ? name : `${name}.bib`));
}

/** `./a//b` is `a/b`; leading `../` stay. */
export function tidy(path: string): string {
  return path
    .replace(/\\/g, "/")
    .replace(/^(?:\.\/)+/, "")
    .replace(/\/(?:\.?\/)+/g, "/");
}

function partOf(text: string, file: string): PaperPart {
  const document = parseLatex(text, file);
  return { ...document, prose: proseOf(document) };
}

/** Everything taken in, at any depth, each file once. */
function inputsOf(root: LatexDocument, known: Readonly<Record<string, string>>) {
  const byPath = new Map(Object.entries(known).map(([path, text]) => [tidy(path), text]));
  const taken = new Map<string, string>();
  let whole = true;
  const pending = inputsNamedIn(root);
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const text = byPath.get(path);
    if (text === undefined) whole = false;
    else if (!taken.has(path)) {
      taken.set(path, text);
      pending.push(...inputsNamedIn(parseLatex(text, path)));
    }
  }
  return { whole, texts: [...taken].map(([path, text]) => ({ path, text })) };
}

/** A path relative to a file's folder, named from where the file is. */
export function besides(file: string, path: string): string {
  const folder = /^[\s\S]*[\\/]/.exec(file)?.[0] ?? "";
  let joined = folder + path;
  for (let shorter = ""; shorter !== joined; ) {
    shorter = joined;
    joined = joined.replace(/(^|[\\/])(?!\.\.[\\/])[^\\/]+[\\/]\.\.[\\/]/, "$1");
  }
  return joined;
}
