import { ClaimReading, TableReading } from "../../research/claim-reading";
import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { withoutDoubtedNumbers } from "../self-consistency";
import type { Verdict } from "../verdict";
import { judgeReadTable } from "./judge-read-table";
import { judgeReading } from "./judge-reading";
import type { Line } from "./lines";
import { UnknownName } from "./quantities";
import { verdictOf } from "./verdict-of";
import { wordsOfQuery } from "./words-of-query";

/** A line with all that a model read in it, unchecked. */
export type ReadLine = { readonly line: Line; readonly entries: readonly unknown[] };

export type JudgedReadings = {
  /** One for each statement that was read, supported ones too, with the number of the file that it stands in. */
  readonly verdicts: readonly (Verdict & { readonly file: number })[];
  /** Statements that were read as something that the paper, the results or the language of queries do not have. */
  readonly unread: number;
  /** Statements that are said to be of what no query can ask. */
  readonly uncheckable: number;
};

/** What the data say of what a model read. The model's word is never taken: what it read is only what the data are asked. */
export function judgeReadings(one: Case, lines: readonly ReadLine[]): JudgedReadings {
  let [unread, uncheckable] = [0, 0];
  const verdicts = lines.flatMap(({ line, entries }) => {
    const found = entries.map((entry) => judgeEntry(one, line, entry));
    unread += found.filter((each) => each === "unread").length;
    uncheckable += found.filter((each) => each === "uncheckable").length;
    const own = found.flatMap((each) => (typeof each === "string" ? [] : each));
    const told = line.type === "table" ? own : withoutDoubtedNumbers(own);
    return told.map((verdict) => ({ ...verdict, file: line.file }));
  });
  return { verdicts, unread, uncheckable };
}

function judgeEntry(one: Case, line: Line, entry: unknown): Verdict[] | "unread" | "uncheckable" {
  try {
    return line.type === "table" ? tableEntry(one, line, entry) : sentenceEntry(one, line, entry);
  } catch (error) {
    if (error instanceof UnknownName) return "unread";
    throw error;
  }
}

function tableEntry(one: Case, line: Extract<Line, { type: "table" }>, entry: unknown): Verdict[] | "unread" {
  const reading = TableReading.safeParse(entry).data;
  return reading ? judgeReadTable(one, line.table, reading) : "unread";
}

function sentenceEntry(
  { evidence }: Case,
  { shown, prose }: Extract<Line, { type: "sentence" }>,
  entry: unknown,
): Verdict[] | "unread" | "uncheckable" {
  const reading = ClaimReading.safeParse(entry).data;
  if (reading?.kind === "none") return "uncheckable";
  const at = reading ? shown.indexOf(reading.quote) : -1;
  if (!reading || at < 0 || reading.quote.trim() === "") return "unread";
  const judged = judgeReading(evidence, reading, shown, { start: at, end: at + reading.quote.length });
  if (!judged) return "unread";
  const place = { about: judged.about, ...sourceSpan(prose, judged.at.start, judged.at.end) };
  return [verdictOf(judged.judgement, place, wordsOfQuery(evidence, reading, judged.number))];
}
