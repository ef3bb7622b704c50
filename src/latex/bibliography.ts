import { bibtexParser } from "latex-utensils";
import { type BibEntryPlace, carriedBibliographies, entriesIn } from "./bib-entries";
import { fieldsIn } from "./bib-fields";
import { citationsOf } from "./citations";
import { parseLatex } from "./document";

/** One reference as its record has it, TeX and all. `authors` is the field as written, or the editors where there are no authors. */
export type BibEntry = {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly authors: string;
  /** Empty when the record names none. */
  readonly year: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** The references that a paper carries in `filecontents`, then those of its `.bib` files (text by name). */
export function bibliographyOf(text: string, bibliographies: Readonly<Record<string, string>> = {}): BibEntry[] {
  const carried = [...carriedBibliographies(parseLatex(text, "")).values()];
  const sources = [...carried.map(({ start, end }) => text.slice(start, end)), ...Object.values(bibliographies)];
  return sources.flatMap((source) => entriesIn(source).map((place) => bibEntryOf(source, place)));
}

/** Characters; so far an entry is read for its end. */
const LONGEST_ENTRY = 20_000;

/** The reference whose key begins at an offset; undefined where none does. */
export function bibEntryAt(text: string, keyStart: number): BibEntry | undefined {
  const head = text.lastIndexOf("@", keyStart);
  const place =
    head < 0
      ? undefined
      : entriesIn(text, head, Math.min(text.length, keyStart + LONGEST_ENTRY)).find(
          ({ key }) => key.start === keyStart,
        );
  return place && bibEntryOf(text, place);
}

/** The keys that a text cites, in order, each as often as it is cited; `\nocite{*}` is none. */
export function citationsIn(text: string): string[] {
  return citationsOf(parseLatex(text, "")).map(({ key }) => key);
}

/** The record of an entry whose place is known. */
export function bibEntryOf(source: string, place: BibEntryPlace): BibEntry {
  const fields = isSound(source, place) ? fieldsOf(source.slice(place.start, place.end)) : {};
  return {
    key: place.name,
    type: place.type,
    title: fields.title ?? "",
    authors: fields.author ?? fields.editor ?? "",
    year: fields.year ?? /\d{4}/.exec(fields.date ?? "")?.[0] ?? "",
    fields,
  };
}

/** What is not closed would keep the grammar busy for longer with every brace: twenty of them for ten seconds. */
function isSound(source: string, place: BibEntryPlace): boolean {
  return place.complete && fieldsIn(source, place).fault === undefined;
}

/** A record that breaks BibTeX's grammar has no fields; its key is still known. */
function fieldsOf(entry: string): Record<string, string> {
  try {
    const content = bibtexParser.parse(entry).content.filter(bibtexParser.isEntry);
    return Object.fromEntries(
      content.flatMap((one) =>
        one.content.map(({ name, value }) => [name.toLowerCase(), plain(value).replace(/\s+/g, " ").trim()]),
      ),
    );
  } catch {
    return {};
  }
}

function plain(value: bibtexParser.FieldValue): string {
  return bibtexParser.isConcatValue(value) ? value.content.map(plain).join("") : value.content;
}
