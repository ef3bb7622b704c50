import type { ReadLine } from "../../claims/readings/judge-readings";
import { charactersIn, type Line, MOST_AT_ONCE, partsOf } from "../../claims/readings/lines";
import { resultNames, vocabularyOf } from "../../claims/readings/vocabulary";
import type { ClaimLibrary } from "../../latex/claim-problems";
import type { LatexDocument } from "../../latex/document";
import { LATEX_FILE } from "../../latex/latex-file";
import { paperTextOf } from "../../latex/paper-text";
import { printedMacros } from "../../latex/printed-macros";
import { titleIn } from "../../latex/sections";
import { jsonLinesAnswer } from "../answers";
import type { AnswerShape, Question } from "../ask";
import type { LanguageModel } from "../ports/language-model";
import type { ReadingShelf } from "../ports/reading-shelf";
import { GUIDE_VERSION, type PaperFrame, readClaims as readQuestion } from "../prompts/read-claims";

/** A paper with what its claims are held against. */
export type PaperToRead = {
  readonly parts: readonly LatexDocument[];
  /** Files of parts that no model is to see. What is in them is judged by the rules alone. */
  readonly withheld?: ReadonlySet<string>;
  readonly library: ClaimLibrary;
  /** Texts of the results that no model is to see, by their names among the materials. */
  readonly withheldTexts?: ReadonlySet<string>;
  readonly shelf: ReadingShelf;
  /** The name of a step that asks about so many lines, by its number and by the keys of the lines. */
  readonly stepFor: (question: number, keys: string) => string;
};

/** What was read in lines, and what is doubted in them, by their keys. */
export type Readings = ReadonlyMap<string, readonly unknown[]>;

/** The lines of a paper, and how they are known and asked about. */
export type LinesToRead = {
  readonly parts: readonly (readonly Line[])[];
  readonly lines: readonly Line[];
  readonly frame: PaperFrame;
  readonly keyOf: (line: Line) => string;
  /** The key that a line is known by, which may be one of a time with fewer runs; undefined where nothing is known of it. */
  readonly knownKeyOf: (line: Line, known: ReadonlyMap<string, unknown>) => string | undefined;
};

export function linesToRead({ parts, withheld, library, shelf }: PaperToRead, model: LanguageModel): LinesToRead {
  const isShown = ({ file }: LatexDocument, at: number) =>
    at === 0 || (LATEX_FILE.test(file) && !(withheld?.has(file) ?? false));
  const shown = parts.map(isShown);
  // A macro for a number that is defined where nobody may look says nothing either.
  const macros = printedMacros(parts.filter(isShown));
  const texts = parts.map((part) => paperTextOf(part, macros));
  const isAsked = ({ file }: Line) => shown[file] === true;
  const questions = partsOf(texts).map((lines) => lines.filter(isAsked));
  const names = resultNames(library.evidence);
  const lines = questions.flat();
  const sources = parts.filter(isShown).map(({ text }) => text);
  const keys = new Map(
    lines.map((line) => {
      const { section, before, shown } = line;
      return [
        line,
        names.map((then) => shelf.keyOf(JSON.stringify([GUIDE_VERSION, model.name, then, section, before, shown]))),
      ];
    }),
  );
  const frame = {
    vocabulary: vocabularyOf(library.evidence),
    title: sources.map(titleIn).find((title) => title) ?? "",
    abstract: lines
      .flatMap((line) => (line.type === "sentence" && line.of === "abstract" ? [line.shown] : []))
      .join(" "),
    labels: labelsIn(lines),
  };
  return {
    ...{ parts: questions, lines, frame },
    keyOf: (line) => keys.get(line)![0]!,
    knownKeyOf: (line, known) => keys.get(line)!.find((key) => known.has(key)),
  };
}

export function textsOf(parts: readonly LatexDocument[]) {
  const macros = printedMacros(parts);
  return parts.map((part) => paperTextOf(part, macros));
}

function labelsIn(lines: readonly Line[]): string[] {
  const tables = lines.flatMap((line) => (line.type === "table" ? [line.table] : []));
  const labels = tables.flatMap(({ rows }) => [...(rows[0] ?? []), ...rows.flatMap((row) => row.slice(0, 2))]);
  return [...new Set(labels.map(({ text }) => text.trim()))].filter((text) => /\p{L}/u.test(text) && text.length < 60);
}

export type Asked = { readonly question: Question<readonly unknown[]>; readonly lines: readonly Line[] };

/**
 * One for each part of the paper in which something is to be read. Where most of it is known, what stands around is shown as well, and
 * what is left of several parts is asked at once.
 */
export function questionsFor(
  { parts, frame, keyOf, knownKeyOf }: LinesToRead,
  { stepFor }: PaperToRead,
  known: ReadonlyMap<string, unknown>,
): Asked[] {
  const isUnread = (line: Line) => knownKeyOf(line, known) === undefined;
  const open = parts.map((part, at) => ({ number: at + 1, shown: linesAround(part, part.filter(isUnread)) }));
  return joinedWhereSmall(open.filter(({ shown }) => shown.length > 0)).map(({ number, shown }) => {
    const lines = shown.filter(isUnread);
    const sections = [...new Set(shown.map(({ section }) => section))].map((heading) => ({
      heading,
      lines: shown
        .filter(({ section }) => section === heading)
        .map((line) => ({
          id: line.id,
          shown: underHeading(line, shownBeside(line, shown)),
          read: lines.includes(line),
        })),
    }));
    const name = stepFor(number, lines.map(keyOf).join());
    return { question: readQuestion(name, frame, sections, answerAbout(lines)), lines };
  });
}

/** Lines of the same section by which a line is understood, before it and after it. */
const BEFORE = 12;
const AFTER = 3;

function linesAround(part: readonly Line[], unread: readonly Line[]): Line[] {
  const places = unread.map((line) => part.indexOf(line));
  return part.filter((line, at) =>
    places.some((place) => at >= place - BEFORE && at <= place + AFTER && sectionOf(part[place]!) === sectionOf(line)),
  );
}

function sectionOf({ file, section }: Line): string {
  return `${file} ${section.split(" › ")[0]}`;
}

type Open = { readonly number: number; readonly shown: readonly Line[] };

function joinedWhereSmall(all: readonly Open[]): Open[] {
  const joined: Open[] = [];
  for (const { number, shown } of all) {
    const last = joined.at(-1);
    if (last && charactersIn([...last.shown, ...shown]) <= MOST_AT_ONCE)
      joined[joined.length - 1] = { number: last.number, shown: [...last.shown, ...shown] };
    else joined.push({ number, shown });
  }
  return joined;
}

/** Whose numbers the first sentence of a paragraph has may be said in the paragraph's own heading alone. */
function underHeading(line: Line, shown: string): string {
  return line.type === "sentence" && line.heading ? `[${line.heading}] ${shown}` : shown;
}

/** A caption whose sentences are shown as well is named by their numbers in its table. */
function shownBeside(line: Line, part: readonly Line[]): string {
  if (line.type !== "table" || !line.table.caption) return line.shown;
  const [caption = "", ...rows] = line.shown.split("\n");
  const sentences = part.filter(
    (one) => one.type === "sentence" && one.of === "caption" && one.file === line.file && caption.includes(one.shown),
  );
  const rest = sentences.reduce((left, { shown }) => left.replace(shown, ""), caption.replace(/^Caption:/, ""));
  if (sentences.length === 0 || /[\p{L}\d]/u.test(rest)) return line.shown;
  const which = [...new Set(sentences.map(({ shown }) => shown))].map(
    (one) => sentences.find((each) => each.shown === one)!.id,
  );
  return [`Caption: ${which.length === 1 ? "sentence" : "sentences"} ${which.join(", ")}`, ...rows].join("\n");
}

/** Readings of lines that were asked about. */
function answerAbout(lines: readonly Line[]): AnswerShape<readonly unknown[]> {
  const ids = new Set(lines.map(({ id }) => id));
  const example = `{"line":"${lines[0]?.id ?? "1"}","quote":"…","kind":"value", …}`;
  const check = (entries: readonly unknown[]) =>
    entries.some((entry) => ids.has(lineIn(entry)))
      ? []
      : [`None of the objects is about a line that you were asked to translate. Each looks like ${example}.`];
  return jsonLinesAnswer(check, (broken) => ({ line: /"line"\s*:\s*"?(\w+)/.exec(broken)?.[1] ?? "", broken }));
}

function lineIn(entry: unknown): string {
  const line = typeof entry === "object" && entry !== null && "line" in entry ? entry.line : undefined;
  return typeof line === "string" || typeof line === "number" ? String(line) : "";
}

function entriesOf(line: Line, entries: readonly unknown[]): unknown[] {
  return entries.filter((entry) => lineIn(entry) === line.id);
}

/**
 * What an answer says of lines, by their keys. Of lines that are the same, such as captions, it may speak once. What is of no line of
 * the paper is kept with the first one that was asked about, as something that nobody can read: it is counted so.
 */
export function readIn(
  lines: readonly Line[],
  { lines: all, keyOf }: Pick<LinesToRead, "lines" | "keyOf">,
  entries: readonly unknown[],
): Map<string, readonly unknown[]> {
  const read = new Map<string, readonly unknown[]>();
  for (const line of lines) {
    const [key, own] = [keyOf(line), entriesOf(line, entries)];
    if (own.length > 0 || !read.has(key)) read.set(key, own);
  }
  const ids = new Set(all.map(({ id }) => id));
  const stray = entries.filter((entry) => !ids.has(lineIn(entry))).map((broken) => ({ broken }));
  const first = lines[0] && keyOf(lines[0]);
  if (first !== undefined && stray.length > 0) read.set(first, [...(read.get(first) ?? []), ...stray]);
  return read;
}

/** The lines with what is known of each. */
export function linesRead({ lines, keyOf, knownKeyOf }: LinesToRead, readings: Readings): ReadLine[] {
  const knownOf = (line: Line) => readings.get(knownKeyOf(line, readings) ?? keyOf(line)) ?? [];
  return lines.map((line) => ({ line, entries: withLine(line, knownOf(line)) }));
}

/** Lines have other numbers once something stands before them. */
function withLine({ id }: Line, entries: readonly unknown[]): unknown[] {
  return entries.map((entry) => ({ ...(entry as object), line: id }));
}
