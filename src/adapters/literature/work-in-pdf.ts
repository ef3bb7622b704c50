import { plainTitle } from "../../research/plain-title";
import { bareArxiv, bareDoi, type Work } from "../../research/reference";
import type { FirstPages } from "../paper-reader/first-pages";
import type { TextRun } from "../paper-reader/page-text";

/** The work that a PDF is, by what is printed on its first pages. Undefined where no title can be made out. */
export function workInPdf({ pages, title: named, author }: FirstPages, fileName: string): Work | undefined {
  const lines = linesIn(pages[0] ?? []);
  const upright = lines.filter(({ isRotated }) => !isRotated);
  const title = titleIn(upright, named);
  if (title === undefined) return undefined;
  const text = upright.map((line) => line.text).join("\n");
  const stamp = /arXiv:\s*(\S+)\s+\[[\w.-]+\](?:\s+\d{1,2} \w{3} (\d{4}))?/.exec(
    lines.map((line) => line.text).join("\n"),
  );
  const arxiv = bareArxiv(stamp?.[1]) ?? bareArxiv(/^(\d{4}\.\d{4,5})(?:v\d+)?\.pdf$/i.exec(fileName)?.[1]);
  const doi = bareDoi(/(?:doi(?:\.org\/|[:\s])\s*)(10\.\d{4,9}\/[^\s"<>]+)/i.exec(beforeReferences(text))?.[1]);
  const year = Number(stamp?.[2]) || yearIn(text) || yearOf(arxiv);
  return {
    ...{ title: title.text, authors: authorsIn(upright.slice(title.end), author, text), venue: arxiv ? "arXiv" : "" },
    abstract: abstractIn(pages.map((page) => linesIn(page).filter(({ isRotated }) => !isRotated))),
    kind: "misc",
    ...(year ? { year } : {}),
    ...(doi ? { doi } : {}),
    ...(arxiv ? { arxiv } : {}),
  };
}

type Line = { readonly text: string; readonly size: number; readonly isRotated: boolean };

/** Runs of one height on the page are a line; `size` is that of its largest letters, in points. */
function linesIn(runs: readonly TextRun[]): Line[] {
  const lines: { text: string; size: number; isRotated: boolean }[] = [];
  let isOpen = false;
  for (const { str: printed, transform, hasEOL, width = 0 } of runs) {
    const str = printed.trim() === "" && width > COLUMN_GAP ? " · " : printed;
    const [a = 1, b = 0, c = 0, d = 1] = transform;
    const isRotated = Math.abs(b) > 0.02 * Math.abs(a);
    const size = Math.hypot(c, d);
    const last = lines.at(-1);
    if (isOpen && last && last.isRotated === isRotated) {
      last.text += str;
      if (str.trim() !== "") last.size = Math.max(last.size, size);
    } else if (str !== "") lines.push({ text: str, size: str.trim() === "" ? 0 : size, isRotated });
    isOpen = (isOpen || str !== "") && !hasEOL;
  }
  return lines
    .map((line) => ({ ...line, text: withAccents(line.text).replace(/\s+/g, " ").trim() }))
    .filter(({ text }) => text !== "");
}

/** Points; wider blanks are between the columns in which authors stand. */
const COLUMN_GAP = 14;

/** Old fonts print an accent before its letter: “M¨uller”. */
function withAccents(text: string): string {
  return text.replace(/([¨´`ˆ˜ˇ˘])\s?(\p{L})/gu, (_, accent: string, letter: string) =>
    (letter + COMBINING[accent]).normalize("NFC"),
  );
}

const COMBINING: Readonly<Record<string, string>> = {
  ...{ "¨": "\u0308", "´": "\u0301", "`": "\u0300", ˆ: "\u0302", "˜": "\u0303", ˇ: "\u030c", "˘": "\u0306" },
};

/** The title that the PDF says it has counts where it is printed, and else what stands in the largest letters. */
function titleIn(lines: readonly Line[], named: string): { readonly text: string; readonly end: number } | undefined {
  const title = plainTitle(named);
  if (title.length >= 8) {
    let printed = "";
    for (const [at, { text }] of lines.slice(0, 40).entries()) {
      printed += plainTitle(text);
      if (printed.includes(title)) return { text: named, end: at + 1 };
    }
  }
  const candidates = lines.slice(0, 40).filter(({ text }) => (text.match(/\p{L}/gu)?.length ?? 0) >= 4);
  const largest = Math.max(0, ...candidates.map(({ size }) => size));
  const start = lines.findIndex((line) => candidates.includes(line) && line.size > largest - 0.4);
  if (start < 0) return undefined;
  let end = start;
  while (end < lines.length && end - start < 6 && lines[end]!.size > largest - 0.4) end++;
  const text = joined(lines.slice(start, end).map((line) => line.text));
  return plainTitle(text).length < 6 ? undefined : { text, end };
}

/** A word that was cut at the end of a line keeps its hyphen only before a capital. */
function joined(lines: readonly string[]): string {
  return lines.reduce((text, line) =>
    /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line) ? text.slice(0, -1) + line : `${text} ${line}`,
  );
}

const NO_NAME =
  /universit|institut|department|dept\.|school of|college|laborator|research\b|google|microsoft|meta ai|inc\.|ltd|gmbh|centre|center|faculty|academy|@|https?:|arxiv|preprint|conference|published|equal contribution|correspond|[0-9]{4}/i;
const NAME = /^\p{Lu}[\p{L}'’.-]*(?: (?:(?:van|von|der|den|de|da|di|del|la|le|bin|ibn|al) )*\p{Lu}[\p{L}'’.-]*){1,3}$/u;

function authorsIn(below: readonly Line[], named: string, printed: string): string[] {
  const all = plainTitle(printed);
  const said = namesIn(named.replace(/;/g, ",")).filter((name) => all.includes(plainTitle(name)));
  if (said.length > 0) return said;
  const until = below.findIndex(({ text }) => /^(?:\d\.?\s*)?(?:abstract|introduction|summary)\b/i.test(text));
  const lines = below.slice(0, until < 0 ? 8 : Math.min(until, 30));
  const names = lines.filter(({ text }) => !NO_NAME.test(text)).flatMap(({ text }) => namesIn(text));
  return [...new Set(names)].slice(0, 100);
}

function namesIn(text: string): string[] {
  return text
    .replace(/[\d∗*†‡§¶⋆✉#]+(?:\s*,\s*[\d∗*†‡§¶⋆]+)*/g, ", ")
    .split(/,|;|·|•|\band\b|&|\s{3,}/)
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter((name) => NAME.test(name));
}

function abstractIn(pages: readonly (readonly Line[])[]): string {
  const text = joined(["", ...pages.flat().map((line) => line.text)]);
  const found = /\babstract\b[\s.:—–-]*([\s\S]{40,4000}?)(?=\b1\.?[\s·]*introduction\b|\bintroduction\b|$)/i.exec(
    text,
  )?.[1];
  return (found ?? text.trim()).slice(0, 2000).trim();
}

/** A DOI in the list of references is another work's. */
function beforeReferences(text: string): string {
  return text.split(/^\s*references\s*$/im)[0] ?? "";
}

/** Where a line says when and where it appeared. */
function yearIn(text: string): number | undefined {
  const line = text
    .split("\n")
    .find(
      (one) =>
        /proceedings|conference|workshop|published|copyright|©|journal|\bvol\b/i.test(one) &&
        /\b(?:19|20)\d\d\b/.test(one),
    );
  const dated = /^(?:\d{1,2} )?\p{L}{3,9}\.?(?: \d{1,2},?)? ((?:19|20)\d\d)$/mu.exec(text)?.[1];
  if (line === undefined && dated) return Number(dated);
  return line === undefined ? undefined : Number(/\b(?:19|20)\d\d\b/.exec(line)![0]);
}

/** arXiv's numbers begin with the year and the month. */
function yearOf(arxiv: string | undefined): number | undefined {
  const year = /^(\d\d)\d\d\./.exec(arxiv ?? "")?.[1];
  return year === undefined ? undefined : 2000 + Number(year);
}
