import { ClaimQuery, type TableReading } from "../../research/claim-reading";
import { countOf } from "../counts";
import type { Evidence } from "../evidence";
import { type Cell, sourceSpan, type Table } from "../paper-text";
import { numberInWords, numbersIn, type PrintedNumber } from "../printed-number";
import type { Verdict } from "../verdict";
import { judgeCount } from "./judge-count";
import { judgeFact } from "./judge-fact";
import { judgeSetting } from "./judge-setting";
import { type Judgement, UNMEASURED } from "./judgement";
import { type Axis, axesAt, isOfNoResult } from "./read-cells";
import { verdictOf } from "./verdict-of";
import { wordsOfQuery } from "./words-of-query";

/** Settings, facts and counts in the cells of a table, in numbers or in words. */
export function judgeSettingsIn(evidence: Evidence, { rows }: Table, reading: TableReading): Verdict[] {
  return rows.flatMap((row, at) =>
    row.flatMap((cell, column) => {
      const axes = axesAt(reading, at, column);
      return axes.some(isOfNoResult) ? judgeCell(evidence, cell, axes) : [];
    }),
  );
}

/** What says that there is nothing, that it is as elsewhere, or whether something is done. */
const OPEN =
  /^[^\p{L}\d]*(?:(?:yes|no|none|n\/?a|same|default|idem|ditto|on|off|true|false|x|as above|see text)[^\p{L}\d]*)?$/iu;

function judgeCell(evidence: Evidence, cell: Cell, axes: readonly Axis[]): Verdict[] {
  if (OPEN.test(cell.text)) return [];
  const numbers = numbersIn(cell.text);
  const [first, ...more] = axes;
  if (first && more.length === 0 && isList(cell.text, numbers))
    return numbers.map((number) => judgePiece(evidence, cell, first, number));
  return axes.flatMap((axis, at) => (isOfNoResult(axis) ? [judgePiece(evidence, cell, axis, numbers[at])] : []));
}

/** “64, 128 and 256” */
function isList(text: string, numbers: readonly PrintedNumber[]): boolean {
  const between = numbers.slice(1).map(({ start }, at) => text.slice(numbers[at]!.end, start));
  return numbers.length > 1 && between.every((one) => /^\s*(?:,|,?\s*and\b|&)\s*$/.test(one));
}

type Asked = { readonly query: ClaimQuery; readonly judgement: Judgement };

/** A number of a cell, or all its words. What can be asked in two ways is what the data tell in one of them. */
function judgePiece(evidence: Evidence, cell: Cell, axis: Axis, number: PrintedNumber | undefined): Verdict {
  const words = cell.text.trim();
  const start = cell.text.indexOf(words);
  const counted = number ?? inWords(words, start);
  const ways = [
    ...(counted && !isNamed(axis) ? [askedOfNumber(evidence, axis, counted)] : []),
    ...(axis.setting !== undefined || isNamed(axis) ? [askedOfText(evidence, axis, words)] : []),
  ];
  const best = ways.find(({ judgement }) => judgement.type !== "unmeasured") ?? ways[0];
  const span =
    best?.query && "text" in best.query ? { start, end: start + words.length } : (counted ?? { start, end: start });
  const place = { about: "fact" as const, ...sourceSpan(cell, span.start, span.end) };
  if (!best) return verdictOf(UNMEASURED, place, "");
  return verdictOf(best.judgement, place, wordsOfQuery(evidence, best.query, number?.text ?? words));
}

function inWords(words: string, start: number): PrintedNumber | undefined {
  const value = countOf(words);
  return Number.isFinite(value) ? numberInWords(start, words, value) : undefined;
}

function askedOfNumber(evidence: Evidence, axis: Axis, number: PrintedNumber): Asked {
  const query = queryOf(axis, { number: number.text });
  return { query, judgement: judgedOf(evidence, query, number) };
}

function askedOfText(evidence: Evidence, axis: Axis, text: string): Asked {
  const query = queryOf(axis, { text });
  return { query, judgement: judgedOf(evidence, query, undefined) };
}

function queryOf(
  { setting, fact, count, name, run, on }: Axis,
  printed: { number?: string; text?: string },
): ClaimQuery {
  if (setting !== undefined) return ClaimQuery.parse({ kind: "setting", name: setting, run, ...printed });
  if (fact !== undefined) return ClaimQuery.parse({ kind: "fact", of: fact, name, run, on, ...printed });
  return ClaimQuery.parse({ kind: "count", of: count, name, on, runs: run, ...printed });
}

function judgedOf(evidence: Evidence, query: ClaimQuery, number: PrintedNumber | undefined): Judgement {
  if (query.kind === "setting") return judgeSetting(evidence, query, number);
  if (query.kind === "fact") return judgeFact(evidence, query, number);
  return query.kind === "count" && number ? judgeCount(evidence, query, number) : UNMEASURED;
}

/** Facts that are names or versions are no sizes. */
function isNamed({ fact }: Axis): boolean {
  return fact !== undefined && ["gpu", "cpu", "system", "version", "library"].includes(fact);
}
