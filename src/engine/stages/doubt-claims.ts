import { caseFor } from "../../claims/learned-names";
import type { Material } from "../../claims/materials";
import { sourceSpan } from "../../claims/paper-text";
import { doubtIn } from "../../claims/readings/judge-doubt";
import { judgeReadings, type ReadLine } from "../../claims/readings/judge-readings";
import type { Line } from "../../claims/readings/lines";
import type { Verdict } from "../../claims/verdict";
import { judgedParts } from "../../latex/claim-problems";
import { DOUBT } from "../../research/claim-doubt";
import { jsonLinesAnswer } from "../answers";
import type { Question } from "../ask";
import type { LanguageModel } from "../ports/language-model";
import { DOUBT_GUIDE_VERSION, doubtClaims, type OpenStatement } from "../prompts/doubt-claims";
import { type PaperToRead, type Readings, textsOf } from "./lines-to-read";

type Sentence = Extract<Line, { type: "sentence" }>;

/** A sentence of which something was held against nothing; `key` is what doubts of it are kept by. */
export type OpenLine = OpenStatement & { readonly line: Sentence; readonly key: string };

/**
 * The sentences of which a model read something that no query can ask, or of which the data tell nothing. None where there is no
 * program or note to hold them against. What the caption of a table says that its numbers are no query asks as a whole. `byRules` is
 * what the rules find in each file.
 */
export function openLines(
  paper: PaperToRead,
  { name }: LanguageModel,
  read: readonly ReadLine[],
  byRules: readonly { readonly verdicts: readonly Verdict[] }[] = judgedParts(paper.parts, paper.library),
): OpenLine[] {
  const files = materialsOf(paper).flatMap(({ file, shown, text }) => (text === undefined ? [] : [[file, shown]]));
  if (files.length === 0) return [];
  const one = caseFor(paper.library, textsOf(paper.parts));
  const { principal } = judgeReadings(one, read);
  const known = paper.shelf.keyOf(JSON.stringify([DOUBT_GUIDE_VERSION, name, files]));
  return read.flatMap(({ line, entries }) => {
    if (line.type !== "sentence") return [];
    const told = byRules[line.file]?.verdicts ?? [];
    const open = entries.filter((entry) => {
      const { verdicts } = judgeReadings(one, [{ line, entries: [entry] }], principal);
      return verdicts.every((verdict) => isOpen(verdict)) && !isTold(line, entry, told);
    });
    const table = tableUnder(line, read);
    if (open.length === 0 && table === undefined) return [];
    const { id, section, before, shown } = line;
    const quotes = open.map((entry) => quoteIn(line, entry));
    const words = quotes.includes(undefined) ? [] : [...new Set(quotes.flatMap((quote) => quote ?? []))];
    const key = paper.shelf.keyOf(JSON.stringify([known, section, before, shown, words, table]));
    return [{ id, section, before, shown, open: words, line, key, ...(table !== undefined && { table }) }];
  });
}

/** Of so many sentences that nobody has read yet, about one is left open. */
const ONE_IN = 6;

/** Before a paper is read: as many of its sentences as are to be expected, so that it can be told what they will cost. */
export function expectedOpen(paper: PaperToRead, unread: readonly Line[]): OpenLine[] {
  if (materialsOf(paper).every(({ text }) => text === undefined)) return [];
  const sentences = unread.flatMap((line) => (line.type === "sentence" ? [line] : []));
  return sentences
    .filter((_, at) => at % ONE_IN === 0)
    .map(({ id, section, before, shown, ...line }) => ({
      ...{ id, section, before, shown, open: [] },
      ...{ line: { id, section, before, shown, ...line }, key: `expected ${id}` },
    }));
}

/** The rows of the table that a sentence is in the caption of. */
function tableUnder({ of, file, shown }: Sentence, read: readonly ReadLine[]): string | undefined {
  if (of !== "caption") return undefined;
  const found = read.find(
    ({ line }) => line.type === "table" && line.file === file && line.table.caption && line.shown.includes(shown),
  );
  return found?.line.shown.replace(/^Caption:.*\n/, "").slice(0, LONGEST_TABLE);
}

/** Whether the data tell nothing of it, or no more than that nothing speaks against it. */
function isOpen({ kind, loosely }: Verdict): boolean {
  return kind === "not-checkable" || (kind === "supported" && loosely === true);
}

/** Without what nobody may see. */
function materialsOf({ library, withheldTexts }: PaperToRead): Material[] {
  return library.materials().filter(({ file }) => !withheldTexts?.has(file));
}

/** What there is too much of for a model is cut, which it is told. */
function cutFor({ capabilities }: LanguageModel, materials: readonly Material[]): Material[] {
  let left = Math.min(MOST, CHARACTERS_A_TOKEN * SHARE * capabilities.contextTokens);
  return materials.flatMap((material) => {
    const shown = material.shown.slice(0, Math.max(0, left));
    left -= shown.length;
    if (shown.length === material.shown.length) return [material];
    if (shown.length < FEWEST) return [];
    return [{ ...material, about: `${material.about}; it is long, and the rest of it is left out`, shown }];
  });
}

/** Characters of programs and notes in a question, and the part of a model's window that they may fill. */
const MOST = 60_000;
const SHARE = 1 / 3;
const CHARACTERS_A_TOKEN = 3;
const LONGEST_TABLE = 2000;
/** Less of a file tells nothing. */
const FEWEST = 200;

function quoteIn({ shown }: Sentence, entry: unknown): string | undefined {
  const quote = typeof entry === "object" && entry !== null && "quote" in entry ? entry.quote : undefined;
  return typeof quote === "string" && quote.trim() !== "" && shown.includes(quote) ? quote : undefined;
}

/** Whether the rules know something of the words: of their number, or of most of them. */
function isTold(line: Sentence, entry: unknown, rules: readonly Verdict[]): boolean {
  const quote = quoteIn(line, entry);
  if (quote === undefined) return false;
  const at = line.shown.indexOf(quote);
  const { start, end } = sourceSpan(line.prose, at, at + quote.length);
  const least = /\d/.test(quote) ? 1 : (end - start) / 2;
  return rules.some(
    (rule) => rule.kind !== "not-checkable" && Math.min(rule.end, end) - Math.max(rule.start, start) >= least,
  );
}

/** `files` are those that are shown. */
export type AskedDoubts = {
  readonly question: Question<readonly unknown[]>;
  readonly lines: readonly OpenLine[];
  readonly files: ReadonlySet<string>;
};

/** One question about all that is open and was not asked before, after those in which the paper is read; undefined where there is nothing. */
export function doubtsToAsk(
  paper: PaperToRead,
  model: LanguageModel,
  open: readonly OpenLine[],
  { known, after }: { readonly known: Readings; readonly after: number },
): AskedDoubts | undefined {
  const lines = open.filter(({ key }) => !known.has(key));
  if (lines.length === 0) return undefined;
  const name = paper.stepFor(after + 1, lines.map(({ key }) => key).join());
  const materials = cutFor(model, materialsOf(paper));
  const files = new Set(materials.map(({ file }) => file));
  return { question: doubtClaims(name, materials, lines, ANSWER), lines, files };
}

/** None at all is an answer. */
const ANSWER = jsonLinesAnswer(
  () => [],
  () => undefined,
);

/** What an answer doubts by what was shown, by the keys of the lines, and nothing of the others. */
export function doubtsIn({ lines, files }: AskedDoubts, entries: readonly unknown[]): Map<string, readonly unknown[]> {
  const doubts = entries.flatMap((entry) => doubtIn({ ...(entry as object), kind: DOUBT }) ?? []);
  const founded = doubts.filter(({ file }) => files.has(file.trim()));
  return new Map(lines.map(({ id, key }) => [key, founded.filter(({ line }) => line === id)]));
}

/** The lines with what is doubted in them beside what was read. */
export function withDoubts(read: readonly ReadLine[], open: readonly OpenLine[], known: Readings): ReadLine[] {
  const doubts = new Map(open.map(({ line, key }) => [line.id, known.get(key) ?? []]));
  return read.map(({ line, entries }) => ({
    line,
    entries: [
      ...entries,
      ...(doubts.get(line.id) ?? []).map((doubt) => ({ ...(doubt as object), line: line.id, kind: DOUBT })),
    ],
  }));
}
