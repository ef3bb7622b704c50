import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { Reviewer } from "../research/calibration/acceptance";
import { decisionIn, numberIn, type RatedPaper } from "../research/calibration/rated-paper";
import { REVIEWER_COLUMNS } from "../research/calibration/review-table";
import type { ReviewFormKind } from "../research/review-form";
import { NEURIPS } from "../research/review-forms";

/** A table that is missing or not of the published shape; the message names it and says what is wanted. */
export class TableUnreadable extends Error {
  override readonly name = "TableUnreadable";
}

/** The papers that both tables have, and in sentences what was left out and why. */
export type RatedPapers = {
  readonly papers: readonly RatedPaper[];
  readonly leftOut: readonly string[];
  /** By whom the reviews are, as far as the table says. */
  readonly reviewers: readonly Reviewer[];
};

type Row = Readonly<Record<string, string>>;

/**
 * Joins the humans' table (tab-separated: `paper_id`, a column for each rating, `decision`) with a model's (comma-separated:
 * `paper_id`, the form's overall score and, where there is one, its decision, cells over several lines in quotes), as the benchmark of
 * Lu et al. (2024) publishes them.
 */
export async function readRatedPapers(
  ratingsFile: string,
  reviewsFile: string,
  kind: Pick<ReviewFormKind, "overall" | "decision" | "fields"> = NEURIPS,
): Promise<RatedPapers> {
  const score = kind.overall;
  const [ratings, reviews] = [await tableIn(ratingsFile, "\t"), await tableIn(reviewsFile, ",")];
  requireColumn(ratingsFile, ratings, "decision");
  requireColumn(reviewsFile, reviews, score);
  const humans = byId(ratings);
  const papers: RatedPaper[] = [];
  const without: Record<"ratings" | "decision" | "score", string[]> = { ratings: [], decision: [], score: [] };
  for (const [id, review] of byId(reviews)) {
    const human = humans.get(id);
    const accepted = human && decisionIn(human.decision ?? "");
    const overall = numberIn(review[score] ?? "");
    if (!human) without.ratings.push(id);
    else if (accepted === undefined) without.decision.push(id);
    else if (overall === undefined) without.score.push(id);
    else papers.push({ id, accepted, overall, ratings: ratingsIn(human), saidAccept: saidIn(review, kind) });
  }
  const tables = [ratings, reviews];
  const [twice, tooLong] = [tables.flatMap((table) => table.twice), tables.flatMap((table) => table.tooLong)];
  return {
    papers,
    leftOut: leftOut({ ...without, twice, tooLong }, score),
    reviewers: reviewersIn(reviews.rows),
  };
}

/** The reviewer's own word, in the field that its form has for it; a word that is none of the form's is read as tables write it. */
function saidIn(review: Row, { decision, fields }: Pick<ReviewFormKind, "decision" | "fields">): boolean | undefined {
  const word = (review[decision?.field ?? "Decision"] ?? "").trim();
  const field = fields.find(({ name }) => name === decision?.field);
  return field?.kind === "choice" && field.options.includes(word) ? decision?.accept.includes(word) : decisionIn(word);
}

/** Everybody whom the rows name as their author, each once; tables of elsewhere name nobody. */
function reviewersIn(rows: readonly Row[]): Reviewer[] {
  const named = rows.flatMap((row) => {
    const [model, form, way] = REVIEWER_COLUMNS.map((column) => row[column] || undefined);
    const read = Reviewer.safeParse({ model, form, way });
    return read.success ? [JSON.stringify(read.data)] : [];
  });
  return [...new Set(named)].map((one) => JSON.parse(one) as Reviewer);
}

type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Ids of several rows, and of rows in which a cell without quotes has shifted the others. */
  readonly twice: readonly string[];
  readonly tooLong: readonly string[];
};

/**
 * The columns of a table of reviews in their order, the papers that have a row, and by whom they are. `path` is said when something is wrong;
 * `overall` is the column of the score.
 */
export function reviewTableIn(
  path: string,
  text: string,
  overall: string = NEURIPS.overall,
): { columns: readonly string[]; ids: ReadonlySet<string>; reviewers: readonly Reviewer[] } {
  const table = parsed(path, text, ",");
  requireColumn(path, table, overall);
  const { columns, rows } = table;
  return { columns, ids: new Set(rows.map(({ paper_id = "" }) => paper_id)), reviewers: reviewersIn(rows) };
}

async function tableIn(path: string, delimiter: string): Promise<Table> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const known: Readonly<Record<string, string>> = { ENOENT: "there is no such file", EISDIR: "it is a folder" };
    const why = known[cause.code ?? ""] ?? cause.message;
    throw new TableUnreadable(`${path} cannot be read: ${why}.`, { cause });
  });
  return parsed(path, text, delimiter);
}

function parsed(path: string, text: string, delimiter: string): Table {
  let lines: string[][];
  try {
    // Ratings have no quotes: one in a cell of theirs is text.
    const quote = delimiter === "\t" ? false : '"';
    // A table from Windows to which rows were added elsewhere has both ends of lines.
    const record_delimiter = text.includes("\n") ? ["\r\n", "\n"] : ["\r"];
    const form = { record_delimiter, bom: true, skip_empty_lines: true, relax_column_count: true };
    lines = parse(text, { delimiter, quote, ...form });
  } catch (cause) {
    throw new TableUnreadable(`${path} is no table: ${cause instanceof Error ? cause.message : cause}.`, { cause });
  }
  const [head = [], ...body] = lines;
  // An index without a name is how pandas writes the column of ids.
  const columns = head.map((name, place) => (place === 0 && name.trim() === "" ? "paper_id" : name.trim()));
  const rowOf = (cells: readonly string[]): Row =>
    Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? ""]));
  const idOf = (cells: readonly string[]) => rowOf(cells).paper_id ?? "";
  const right = body.filter(({ length }) => length <= columns.length);
  const tooLong = body.filter(({ length }) => length > columns.length).map(idOf);
  const table = { columns, rows: right.map(rowOf), twice: twiceIn(right.map(idOf)), tooLong };
  requireColumn(path, table, "paper_id");
  return table;
}

function requireColumn(path: string, { columns }: Table, name: string): void {
  if (columns.includes(name)) return;
  const there = columns.length > 0 ? columns.join(", ") : "none: the file is empty";
  throw new TableUnreadable(`${path} has no column “${name}”. Its columns are ${there}.`);
}

/** The last row of an id counts: a review that was made again stands below the first. */
function byId({ rows }: Table): Map<string, Row> {
  return new Map(rows.map((row) => [row.paper_id ?? "", row]));
}

function twiceIn(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}

/** Every column that is named by a number is a referee's rating. */
function ratingsIn(row: Row): number[] {
  return Object.entries(row).flatMap(([column, cell]) => {
    const rating = /^\d+$/.test(column) ? numberIn(cell) : undefined;
    return rating === undefined ? [] : [rating];
  });
}

type LeftOut = Readonly<Record<"ratings" | "decision" | "score" | "twice" | "tooLong", readonly string[]>>;

function leftOut(without: LeftOut, score: string): string[] {
  const said = (ids: readonly string[], what: string) =>
    ids.length > 0 ? [`${ids.length === 1 ? "1 paper" : `${ids.length} papers`} ${what}: ${listed(ids)}.`] : [];
  return [
    ...said(without.ratings, "reviewed but not in the ratings"),
    ...said(without.decision, "rated without a decision to accept or reject"),
    ...said(without.score, `reviewed without a number under “${score}”`),
    ...said(without.tooLong, "with more cells than the table has columns"),
    ...said(without.twice, "in a table more than once, of which the last row counts"),
  ];
}

function listed(ids: readonly string[]): string {
  return ids.length > 5 ? `${ids.slice(0, 5).join(", ")} and ${ids.length - 5} more` : ids.join(", ");
}
