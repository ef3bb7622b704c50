import type { ClaimDoubt } from "../../research/claim-doubt";
import { ClaimReading, TableReading, withoutNulls } from "../../research/claim-reading";
import type { Case } from "../case";
import type { Material } from "../materials";
import { sourceSpan } from "../paper-text";
import { withoutDoubtedNumbers } from "../self-consistency";
import { isFinding, type Verdict } from "../verdict";
import { doubtIn, judgeDoubt } from "./judge-doubt";
import { judgeReadTable } from "./judge-read-table";
import { judgeReading } from "./judge-reading";
import type { Line } from "./lines";
import { UnknownName } from "./quantities";
import { verdictOf } from "./verdict-of";
import { type Span, withoutAnswered } from "./with-readings";
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
    verdicts: lines.flatMap((read, index) => toldOf(read, found[index]!)),
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

/** Verdict by verdict: where too many of a sentence are wrong, none is told. What was left open alone can be doubted. */
function toldOf({ line, entries }: ReadLine, found: readonly Found[]): (Verdict & { file: number })[] {
  const all = found.flatMap((each) => (typeof each === "string" ? [] : each.verdicts));
  const [own, doubts] = [all.filter((one) => one.kind !== "doubted"), all.filter((one) => one.kind === "doubted")];
  const told = line.type === "table" ? own : withoutDoubtedNumbers(own);
  const right = entries.flatMap((entry, at) => {
    const each = found[at]!;
    const isRight = typeof each !== "string" && each.verdicts.some(isSettled);
    return isRight && line.type === "sentence" ? quotedIn(line, entry) : [];
  });
  const open = withoutAnswered(doubts, [...right, ...told.filter(isFinding)]);
  return [...told, ...open].map((verdict) => ({ ...verdict, file: line.file }));
}

/** Whether the data say that it is so, and no closer look at the code would say more. */
function isSettled({ kind, loosely }: Verdict): boolean {
  return kind === "supported" && !loosely;
}

/** The place in the source of the words that an entry is about. */
function quotedIn({ shown, prose }: Line & { type: "sentence" }, entry: unknown): Span[] {
  const quote = ClaimReading.safeParse(withoutNulls(entry)).data?.quote ?? "";
  const at = quote.trim() === "" ? -1 : shown.indexOf(quote);
  return at < 0 ? [] : [sourceSpan(prose, at, at + quote.length)];
}

function ofTable(one: Case, line: Line, entry: unknown): Found {
  const reading = TableReading.safeParse(withoutNulls(entry)).data;
  if (!reading || line.type !== "table") return "unread";
  return judgeReadTable(one, line.table, reading);
}

function ofSentence({ evidence, materials }: Case, line: Line, entry: unknown, principal: number | undefined): Found {
  const doubt = doubtIn(entry);
  if (doubt) return ofDoubt(materials(), line, doubt);
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
  const verdict = verdictOf(judged.judgement, place, wordsOfQuery(evidence, reading, judged.number));
  // That a technique has its name somewhere in the code, or nowhere, is not much.
  const isLoose = verdict.kind === "supported" && reading.kind === "feature";
  return { verdicts: [isLoose ? { ...verdict, loosely: true } : verdict] };
}

function ofDoubt(materials: readonly Material[], line: Line, doubt: ClaimDoubt): Found {
  if (line.type !== "sentence") return "unread";
  const judged = judgeDoubt(materials, doubt, line.shown);
  if ("reason" in judged) return "unread";
  const at = line.shown.indexOf(doubt.quote);
  return { verdicts: [{ ...judged, ...sourceSpan(line.prose, at, at + doubt.quote.length) }] };
}

/** Where a paper's tables name no run and are of one, its sentences that name none are of that one as well. */
function ofPrincipal(reading: ClaimReading, principal: number | undefined): ClaimReading {
  if (principal === undefined || !("ofSets" in reading) || reading.runs !== undefined) return reading;
  if (reading.kind === "count") return reading;
  const between = (reading.kind === "change" || reading.kind === "comparison") && reading.thanOn === undefined;
  const ranked = reading.kind === "rank" && reading.of === "runs";
  return between || ranked || reading.kind === "order" ? reading : { ...reading, runs: [principal] };
}
