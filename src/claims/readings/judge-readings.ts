import { ClaimReading, TableReading, withoutNulls } from "../../research/claim-reading";
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
  /** The run that the paper's tables are of where they name none. */
  readonly principal: number | undefined;
};

/**
 * What the data say of what a model read. The model's word is never taken: what it read is only what the data are asked. `ofTables`
 * is the run that tables are of that are not among these lines.
 */
export function judgeReadings(one: Case, lines: readonly ReadLine[], ofTables?: number): JudgedReadings {
  const tables = lines.map((read) =>
    read.line.type === "table" ? readIn(read, (entry) => ofTable(one, read.line, entry)) : [],
  );
  const whose = [...new Set(tables.flat().flatMap((found) => (typeof found === "string" ? [] : (found.run ?? []))))];
  const principal = whose.length === 1 ? whose[0] : ofTables;
  const found = lines.map((read, index) =>
    read.line.type === "table" ? tables[index]! : readIn(read, (entry) => ofSentence(one, read.line, entry, principal)),
  );
  const count = (what: Passed) => found.flat().filter((each) => each === what).length;
  return {
    verdicts: lines.flatMap(({ line }, index) => toldOf(line, found[index]!)),
    unread: count("unread"),
    uncheckable: count("uncheckable"),
    principal,
  };
}

type Passed = "unread" | "uncheckable";
/** What an entry came to; `run` where it is a table that turned out to be of that one. */
type Found = { readonly verdicts: readonly Verdict[]; readonly run?: number } | Passed;

function readIn({ entries }: ReadLine, judge: (entry: unknown) => Found): Found[] {
  return entries.map((entry) => {
    try {
      return judge(entry);
    } catch (error) {
      if (error instanceof UnknownName) return "unread";
      throw error;
    }
  });
}

/** Verdict by verdict: where too many of a sentence are wrong, none is told. */
function toldOf(line: Line, found: readonly Found[]): (Verdict & { file: number })[] {
  const own = found.flatMap((each) => (typeof each === "string" ? [] : each.verdicts));
  const told = line.type === "table" ? own : withoutDoubtedNumbers(own);
  return told.map((verdict) => ({ ...verdict, file: line.file }));
}

function ofTable(one: Case, line: Line, entry: unknown): Found {
  const reading = TableReading.safeParse(withoutNulls(entry)).data;
  if (!reading || line.type !== "table") return "unread";
  return judgeReadTable(one, line.table, reading);
}

function ofSentence({ evidence }: Case, line: Line, entry: unknown, principal: number | undefined): Found {
  const read = ClaimReading.safeParse(withoutNulls(entry)).data;
  if (read?.kind === "none") return "uncheckable";
  if (!read || line.type !== "sentence") return "unread";
  const { shown, prose } = line;
  const reading = ofPrincipal(read, principal);
  const at = shown.indexOf(reading.quote);
  if (at < 0 || reading.quote.trim() === "") return "unread";
  const judged = judgeReading(evidence, reading, shown, { start: at, end: at + reading.quote.length });
  if (!judged) return "unread";
  const place = { about: judged.about, ...sourceSpan(prose, judged.at.start, judged.at.end) };
  return { verdicts: [verdictOf(judged.judgement, place, wordsOfQuery(evidence, reading, judged.number))] };
}

/** Where a paper's tables name no run and are of one, its sentences that name none are of that one as well. */
function ofPrincipal(reading: ClaimReading, principal: number | undefined): ClaimReading {
  if (principal === undefined || !("ofSets" in reading) || reading.runs !== undefined) return reading;
  const between = (reading.kind === "change" || reading.kind === "comparison") && reading.thanOn === undefined;
  const ranked = reading.kind === "rank" && reading.of === "runs";
  return between || ranked || reading.kind === "order" ? reading : { ...reading, runs: [principal] };
}
