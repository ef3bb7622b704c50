import { fieldOfNames } from "./author-names";
import type { Work } from "./reference";

/** A clean entry: a valid type, escaped values, no field without a value. Services' own entries are not used: some are broken. */
export function bibtexOf(work: Work, key: string, notes: Readonly<Record<string, string>> = {}): string {
  const { kind, title, authors, venue, year, volume, number, pages, doi, arxiv, url, retracted } = work;
  const place = kind === "inproceedings" ? "booktitle" : kind === "article" ? "journal" : "howpublished";
  const fields: [string, string | undefined][] = [
    ["title", titleInEntry(title)],
    ["author", authorsInEntry(authors)],
    [place, escaped(venue || (kind === "misc" && arxiv ? `arXiv:${arxiv}` : ""))],
    ["year", year === undefined ? undefined : String(year)],
    ["volume", escaped(volume ?? "")],
    ["number", escaped(number ?? "")],
    ["pages", escaped((pages ?? "").replace(/\s*[-–—]+\s*/g, "--"))],
    ["doi", doi && plainValue(doi)],
    ["url", doi ? undefined : url && plainValue(url)],
    ["note", retracted ? "Retracted" : undefined],
    // No style prints these.
    ...Object.entries(notes).map(([name, value]) => [name, escaped(value)] as [string, string]),
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
  return `@${kind}{${key},\n${lines.join("\n")}\n}`;
}

/** What stands in the braces of a field that is put right. Authors are names with “and” between them. */
export function valueInEntry(field: "title" | "author" | "year" | "doi" | "arxiv", value: string): string {
  if (field === "title") return titleInEntry(value);
  return field === "author" ? escaped(value) : plainValue(value);
}

function titleInEntry(title: string): string {
  return capitalsKept(escaped(title));
}

function authorsInEntry(authors: readonly string[]): string {
  return authors.map((name) => escaped(fieldOfNames([name]))).join(" and ");
}

/** `ho2020denoising`, and `ho2020denoisingb` for the second of that name: never the same key twice, nor one of `others` in any case. */
export function keysFor(
  works: readonly Pick<Work, "title" | "authors" | "year">[],
  others: ReadonlySet<string> = new Set(),
): string[] {
  const taken = new Set([...others].map((key) => key.toLowerCase()));
  return works.map(({ title, authors, year }) => {
    const family = plain((authors[0] ?? "").split(/[,]/)[0]!.split(/\s+/).at(-1) ?? "") || "anonymous";
    const word = title
      .split(/[^\p{L}\p{N}]+/u)
      .map(plain)
      .find((one) => one.length > 3 && !COMMON.has(one));
    const base = `${family}${year ?? ""}${word ?? ""}`;
    const key = [base, ..."bcdefghijklmnopqrstuvwxyz"].map((end) => (end === base ? base : base + end));
    const free = key.find((one) => !taken.has(one)) ?? `${base}${taken.size}`;
    taken.add(free);
    return free;
  });
}

const COMMON = new Set(["with", "from", "into", "that", "this", "towards", "using", "what", "when", "does", "over"]);

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
};

/** Text as LaTeX prints it. A title may hold mathematics, which stays when it is whole and plain; braces alone would break the entry. */
function escaped(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, " ").trim();
  const parts = line.split(/(\$[^$\\{}%&#~]+\$|\{[^{}$\\]*\})/);
  return parts
    .map((part, at) => {
      if (at % 2 === 0) return withoutSpecials(part.replace(/[{}]/g, ""));
      return part.startsWith("$") ? part : `{${withoutSpecials(part.slice(1, -1))}}`;
    })
    .join("");
}

function withoutSpecials(text: string): string {
  return text.replace(/[\\~^<>&%$#_]/g, special);
}

function special(character: string): string {
  return SPECIAL[character] ?? `\\${character}`;
}

/** Styles set titles in small letters; a word with a capital inside or a digit keeps its own. */
function capitalsKept(title: string): string {
  return title.replace(/(?<![\\{$\w])[\p{L}\d][\p{L}\d-]*(?![}$])/gu, (word) =>
    /.\p{Lu}/u.test(word) || (/\d/.test(word) && /\p{Lu}/u.test(word)) ? `{${word}}` : word,
  );
}

/** In addresses `%` and `_` stand as they are; braces and blanks have no business there. */
function plainValue(text: string): string {
  return text.replace(/[{}\s\\]/g, "");
}
