import type { Case } from "../../claims/case";
import { sourceSpan } from "../../claims/paper-text";
import { doubtIn, judgeDoubt } from "../../claims/readings/judge-doubt";
import { judgeReadTable } from "../../claims/readings/judge-read-table";
import { judgeReading } from "../../claims/readings/judge-reading";
import type { JudgedReadings, ReadLine } from "../../claims/readings/judge-readings";
import type { Line } from "../../claims/readings/lines";
import { UnknownName } from "../../claims/readings/quantities";
import type { Verdict } from "../../claims/verdict";
import { type LatexDocument, positionAt } from "../../latex/document";
import { LINT_SOURCE } from "../../latex/rule";
import type { Span } from "../../latex/span";
import { ClaimReading, TableReading } from "../../research/claim-reading";
import type { Problem } from "../../research/problem";
import type { NotChecked } from "../../research/read-paper";

/**
 * What a model said of a paper that was held against nothing, each at its words and with the reason: readings that are none, statements
 * that no query can ask, and those of which the data tell nothing. In the order of the files.
 */
export function notChecked(
  one: Case,
  parts: readonly LatexDocument[],
  read: readonly ReadLine[],
  verdicts: JudgedReadings["verdicts"],
  rules: readonly (readonly Verdict[])[],
): NotChecked[] {
  const doubts = verdicts.filter(({ kind }) => kind === "doubted");
  const isDoubted = (file: number, { start, end }: Span) =>
    doubts.some((doubt) => doubt.file === file && isToldOf(doubt, start, end));
  const passed = read.flatMap(({ line, entries }) =>
    entries.flatMap((entry) => {
      const against = line.type === "table" ? againstTable(one, line, entry) : againstSentence(one, line, entry);
      return against && !isDoubted(line.file, against.at) ? [{ file: line.file, ...against }] : [];
    }),
  );
  const untold = verdicts.flatMap(({ file, kind, start, end, reading }) => {
    if (kind !== "not-checkable" || isDoubted(file, { start, end })) return [];
    if (rules[file]?.some((rule) => isToldOf(rule, start, end))) return [];
    const reason =
      reading === undefined ? "too much around it came out wrong, as if misread" : "the data tell nothing of it";
    return [{ file, at: { start, end }, reason, reading }];
  });
  return [...passed, ...untold]
    .toSorted((first, other) => first.file - other.file || first.at.start - other.at.start)
    .map((each) => told(parts[each.file]!, each));
}

/** What the model read and cannot be told may be something that the rules know. */
function isToldOf({ kind, start, end }: Verdict, from: number, to: number): boolean {
  return kind !== "not-checkable" && start < to && from < end;
}

type Passed = { readonly at: Span; readonly reason: string; readonly reading?: string | undefined };

function againstSentence(one: Case, line: Sentence, entry: unknown): Passed | undefined {
  const { shown } = line;
  const whole = { start: 0, end: shown.length };
  const passed = (reason: string, at = whole) => ({ at: sourceSpan(line.prose, at.start, at.end), reason });
  const doubt = doubtIn(entry);
  const judged = doubt && judgeDoubt(one.materials(), doubt, shown);
  if (judged) return "reason" in judged ? passed(judged.reason) : undefined;
  const reading = ClaimReading.safeParse(entry).data;
  if (!reading) return passed(unreadable(entry));
  const start = reading.quote.trim() === "" ? -1 : shown.indexOf(reading.quote);
  const at = start < 0 ? whole : { start, end: start + reading.quote.length };
  if (reading.kind === "none") return passed("no query can ask the data what it says", at);
  if (start < 0) return passed(`the model quotes “${short(reading.quote)}”, which does not stand there`);
  const unknown = unknownIn(() => judgeReading(one.evidence, reading, shown, at) !== undefined);
  if (unknown === false) return passed(`what the model read as its number does not stand there: ${briefly(entry)}`, at);
  return unknown === true ? undefined : passed(`the results have no ${unknown}`, at);
}

function againstTable(one: Case, line: Table, entry: unknown): Passed | undefined {
  const at = spanOf(line);
  const reading = TableReading.safeParse(entry).data;
  if (!reading)
    return { at, reason: `the model's answer about the table says nothing of rows and columns: ${briefly(entry)}` };
  const unknown = unknownIn(() => judgeReadTable(one, line.table, reading).verdicts.length > 0);
  if (unknown === false) return { at, reason: "the model could not tell run and metric of any number in the table" };
  return unknown === true ? undefined : { at, reason: `the results have no ${unknown}` };
}

type Sentence = Extract<Line, { type: "sentence" }>;
type Table = Extract<Line, { type: "table" }>;

/** Whether something was judged, or the name that the results do not have. */
function unknownIn(judge: () => boolean): boolean | string {
  try {
    return judge();
  } catch (error) {
    if (error instanceof UnknownName) return error.message;
    throw error;
  }
}

/** Its first cell that holds anything. */
function spanOf({ table: { rows, caption } }: Table): Span {
  const first = rows.flat().find(({ text }) => text.trim() !== "") ?? caption;
  return first ? sourceSpan(first, 0, first.text.length) : { start: 0, end: 0 };
}

function told(document: LatexDocument, { at, reason, reading }: Passed): NotChecked {
  const [from, to] = [positionAt(document, at.start), positionAt(document, Math.max(at.start, at.end))];
  const words = short(document.text.slice(at.start, at.end).replace(/\s+/g, " ").trim());
  const why = reading === undefined ? reason : `${reason}. Read by the model as: ${reading}`;
  const problem: Problem = {
    ...{ file: document.file, line: from.line, column: from.column, endColumn: to.column },
    ...(to.line > from.line && { endLine: to.line }),
    ...{ rule: "statement-not-checked", severity: "info", source: LINT_SOURCE },
    message: `“${words}” was not checked: ${why}.`,
    ...(reading !== undefined && { reading }),
  };
  return { words, why, problem };
}

const MOST = 120;

function short(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text;
}

function unreadable(entry: unknown): string {
  const broken = typeof entry === "object" && entry !== null && "broken" in entry ? entry.broken : undefined;
  if (typeof broken === "string") return `the model's answer beside it is no JSON: ${short(broken)}`;
  if (broken !== undefined) return `the model's answer beside it is about no sentence of the paper: ${briefly(broken)}`;
  return `the model's answer is no query: ${briefly(entry)}`;
}

/** An answer without what says where it belongs. */
function briefly(entry: unknown): string {
  const {
    line: _,
    quote: __,
    ...rest
  } = typeof entry === "object" && entry !== null ? (entry as Record<string, unknown>) : {};
  return short(JSON.stringify(rest));
}
