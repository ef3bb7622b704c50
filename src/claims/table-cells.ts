import { allows } from "./agreement";
import type { Case } from "./case";
import type { Cell, Table } from "./paper-text";
import { headsPartsOfChanges } from "./parts-of-changes";
import { numbersIn, type PrintedNumber } from "./printed-number";
import { abbreviated, fitting, idsIn, metricsHeading, namesMetrics } from "./table-metrics";
import { asShare, isTimed, scaleOf, withBracketedSpread, withUnitOf } from "./table-units";

/** A number in a table with all that heads it. */
export type NumberCell = {
  readonly row: number;
  readonly column: number;
  readonly cell: Cell;
  readonly number: PrintedNumber;
  /** Numbers that stand behind it in the same cell. */
  readonly further: readonly PrintedNumber[];
  readonly datasets: readonly string[];
  readonly metrics: readonly string[];
  /** The words that are neither data set nor metric: what the run is called. */
  readonly label: string;
  /** Whether the caption says that the table tells of all data sets together. */
  readonly averaged: boolean;
  readonly change: boolean;
  /** Whether it tells what a step is of a whole change. */
  readonly part: boolean;
  readonly spread: boolean;
  /** Whether it holds the two bounds of an interval. */
  readonly bounds: boolean;
  /** The printed value is the measured one times this. */
  readonly scale: number;
};

/** What a table is made of: the numbers with their headings, and the rows that only name settings. */
export type TableReading = {
  readonly cells: readonly NumberCell[];
  readonly headRows: number;
  readonly labelColumns: number;
};

export function readTable(one: Case, table: Table): TableReading {
  const { rows } = table;
  const headRows = headOf(rows);
  const labelColumns = labelsOf(rows.slice(headRows));
  const headed = namesMetrics(one, rows, headRows, labelColumns);
  const cells: NumberCell[] = [];
  let group = "";
  let above: readonly string[] = [];
  let base = "";
  const corner = rows.slice(0, headRows).flatMap((head) => head.slice(0, labelColumns).map(({ text }) => text));
  const signed = rows.slice(headRows).some((row) => row.some(({ text }) => /^\s*\+\s?[\d.]/.test(text)));
  const changes = signed || CHANGE.test(corner.join(" "));
  for (const [row, texts] of rows.entries()) {
    if (row < headRows) continue;
    if (table.ruled.includes(row)) above = [];
    const filled = texts.filter(({ text }) => text.trim() !== "");
    if (isGroupRow(texts, labelColumns)) {
      group = filled[0]!.text;
      continue;
    }
    const labels = texts
      .slice(0, labelColumns)
      .map(({ text }, at) => (text.trim() === "" && labelColumns > 1 ? (above[at] ?? "") : text))
      .map((text, at) =>
        numbersRuns(rows.slice(0, headRows), at) && /^\s*\d{1,2}\s*$/.test(text) ? `Run ${text}` : text,
      );
    above = labels;
    const name = labels[labelColumns - 1]!;
    if (!ADDED.test(name)) base = name;
    const whole = ADDED.test(name) ? withBase(one, base, name) : undefined;
    for (const [column, cell] of texts.entries()) {
      if (column < labelColumns) continue;
      const over = rows.slice(0, headRows).map((head) => head[column]?.text ?? "");
      const own = whole === undefined ? labels : [...labels.slice(0, -1), whole];
      const read = readCell(one, cell, [...own, group, ...over], { over, headed, changes, table });
      if (read) cells.push({ row, column, ...read });
    }
  }
  return { cells, headRows, labelColumns };
}

/** The rows before the first that holds numbers beside its label, without the name of the first group of rows. */
function headOf(rows: readonly (readonly Cell[])[]): number {
  const first = rows.findIndex((row) => row.slice(1).some(isNumeric));
  if (first < 0) return rows.length;
  const grouped = first > 1 && isGroupRow(rows[first - 1]!, 1) && rows.slice(first).some((row) => isGroupRow(row, 1));
  return grouped ? first - 1 : first;
}

/** “+ conformal” under “Ensemble” is the two together, where a run is called so. */
const ADDED = /^\s*\+\s*(?=\p{L})/u;

function withBase(one: Case, base: string, added: string): string | undefined {
  const whole = `${base} ${added.replace(ADDED, "")}`;
  const [alone, both, first] = [added, whole, base].map((label) => one.runs.labelled(label).ids);
  return both!.length === 1 && both![0] !== alone![0] && both![0] !== first![0] ? whole : undefined;
}

/** Columns at the left that hold words. */
function labelsOf(rows: readonly (readonly Cell[])[]): number {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  let columns = 0;
  while (columns < width - 1) {
    const filled = rows.flatMap((row) => (row[columns] && row[columns]!.text.trim() !== "" ? [row[columns]!] : []));
    if (filled.length > 0 && filled.filter(isNumeric).length > filled.length / 2) break;
    columns++;
  }
  return Math.max(1, columns);
}

/** A number with signs of its own, and hardly a word. */
export function isNumeric({ text }: Cell): boolean {
  if (/^\s*[A-WYZ]\p{L}{0,5}-?\d/u.test(text)) return false;
  const letters = text.replace(/\b(?:ms|s|min|h|x|e|nats|k|M|tokens|steps|n\.?s)\b/g, "").replace(/[^\p{L}]/gu, "");
  return /\d/.test(text) && letters.length <= 3;
}

/** Under “Run” a number is that of a run. */
function numbersRuns(heads: readonly (readonly Cell[])[], column: number): boolean {
  return /^\s*runs?\s*(?:#|no\.?|number|id)?\s*$/i.test(heads.map((head) => head[column]?.text ?? "").join(" "));
}

/** “Baseline & & &”, or a name across all columns: it heads the rows below. */
function isGroupRow(row: readonly Cell[], labelColumns: number): boolean {
  const filled = row.filter(({ text }) => text.trim() !== "");
  if (filled.length === 0) return false;
  const texts = new Set(filled.map(({ text }) => text.trim()));
  return (
    !isNumeric(filled[0]!) &&
    ((filled.length === 1 && row.length > labelColumns) ||
      (texts.size === 1 && filled.every(({ spanned }) => spanned) && row.length > 1))
  );
}

const CHANGE =
  /\b(?:change|improvements?|improv\.|diff(?:erence|\.)?|reduction|relative|gain|speed-?up|vs\.?\s+base\w*|over base\w*|ratio|delta|decrease|increase)\b|Δ|%\s*(?:↓|↑)/iu;
const AVERAGED =
  /\b(?:across|over) (?:all|the) (?:[\p{L}\d]+ )?(?:datasets|data sets|tasks|benchmarks|settings|environments)\b/iu;
const SPREAD = /\b(?:std|stderr|s\.?e\.?m?\.?|standard\s+(?:errors?|deviations?)|ci|half[- ]?width|sd)\b\.?/iu;

/** “95 % intervals”: a level says nothing of how the numbers are given. */
const CONFIDENCE =
  /\d+(?:\.\d+)?[\s\u00a0\u2009]*(?:%|percent)[\s-]*(?:confidence\s+)?(?:intervals?|CIs?|levels?|bands?)/gi;
/** `[-0.34, -0.18]` */
const BOUNDS = /^\s*[[(]\s*[+−–-]?[\d.,]+\s*[,;]\s*[+−–-]?[\d.,]+\s*[\])]\s*$/;

/** What a cell is read by besides the words that head it. */
type Reading = {
  readonly over: readonly string[];
  /** Whether some heads of the table name metrics. */
  readonly headed: boolean;
  readonly changes: boolean;
  readonly table: Table;
};

function readCell(one: Case, cell: Cell, parts: readonly string[], { over, headed, changes, table }: Reading) {
  if (!isNumeric(cell)) return undefined;
  const [first, ...others] = numbersIn(cell.text);
  if (!first) return undefined;
  const caption = table.caption?.text ?? "";
  const [number, further] = withBracketedSpread(first, others, cell.text, caption);
  const named = parts.filter((part) => part.trim() !== "");
  const heads = named.join(" | ");
  const datasets = [...new Set([...idsIn(one.datasets, named), ...named.flatMap((part) => abbreviated(one, part))])];
  const own = metricsHeading(one, named, over, caption, headed);
  const signed = /^\s*[+−–-]/.test(cell.text);
  const relative = signed && CHANGE.test(caption) && /%|percent/i.test(caption.replace(CONFIDENCE, ""));
  const bounds = BOUNDS.test(cell.text);
  const change = (!bounds && CHANGE.test(heads)) || relative || (signed && (number.percent || changes));
  return {
    cell,
    number: {
      ...asShare(one, own, withUnitOf(number, heads, isTimed(one, own) ? caption : "")),
      ...(relative && { percent: true }),
    },
    further,
    datasets: datasets.length > 0 ? datasets : idsIn(one.datasets, [caption]),
    metrics: fitting(one, own, asShare(one, own, withUnitOf(number, heads, ""))),
    label: labelIn(one, named, over),
    averaged: AVERAGED.test(caption),
    change,
    part: headsPartsOfChanges(heads),
    spread: !bounds && !/±|mean/i.test(heads) && isOfSpreads(one, named.slice(1)),
    bounds,
    scale: scaleOf(one, own, heads, caption),
  };
}

/** What remains of the headings; words over a column that are no run's are none where the row has a name. */
function labelIn(one: Case, named: readonly string[], over: readonly string[]): string {
  const labels = named.filter((part) => isRunLabel(one, part));
  const beside = labels.filter((part) => !over.includes(part));
  const known = labels.filter((part) => beside.includes(part) || one.runs.labelled(part).ids.length > 0);
  return (beside.length > 0 ? known : labels).join(" | ");
}

/** “Std” over a column, unless that is what a run is called. */
function isOfSpreads(one: Case, parts: readonly string[]): boolean {
  return SPREAD.test(parts.filter((part) => one.runs.labelled(part).ids.length === 0).join(" | "));
}

/** What remains of a heading without data sets and metrics names a run, unless it only says how the numbers are given. */
function isRunLabel(one: Case, part: string): boolean {
  const places = [...one.datasets(part), ...one.headerMetrics(part)];
  if (one.runs.labelled(part).ids.length > 0 && places.every(({ start, end }) => end - start < part.trim().length))
    return true;
  let rest = part;
  for (const { start, end } of places.toSorted((a, b) => b.start - a.start))
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  const words = rest.replace(
    /\([^)]*\)|[↓↑±|%]|\b(?:mean|std|stderr|avg|average|final|best|total|the|of|in|to|per|on|s|ms|sec|seconds|nats|steps?|dataset|data|task|test|val|train|metric|value|score)\b/giu,
    "",
  );
  return /[\p{L}\d]/u.test(words);
}

/** Whether a printed cell may be a value. */
export function cellAllows({ number, scale }: NumberCell, value: number): boolean {
  return allows(number, value * scale);
}
