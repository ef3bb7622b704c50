import type { Cell, Prose } from "../claims/paper-text";
import type { Environment } from "./pairing";
import { plainText, type Readable } from "./plain-text";
import type { Token } from "./scan";
import type { Span } from "./span";

/** The cells of a `tabular` and its kin, rows by columns, and the rows that a rule stands above. */
export type Grid = { readonly rows: readonly (readonly Cell[])[]; readonly ruled: readonly number[] };

export const TABULAR = /^(?:tabular|tabularx|tabulary|longtable|tblr|NiceTabular|array|xltabular|supertabular)\*?$/;
const RULE = /^(?:hline|toprule|midrule|bottomrule|cmidrule|cline|specialrule|Xhline|hdashline)$/;
const MOST_COLUMNS = 60;

/** Reads a table. Cells over several columns stand in each; those over several rows are carried down into the empty cells below. */
export function gridOf(source: Readable, environment: Environment, tokens: readonly Token[]): Grid {
  const pieces = piecesOf(source, bodyOf(source, environment), tokens);
  const rows: Cell[][] = [];
  const ruled: number[] = [];
  const carried = new Map<number, { cell: Cell; left: number }>();
  for (const { cells, rule } of pieces) {
    if (rule) ruled.push(rows.length);
    if (cells.length === 1 && cells[0]!.prose.text.trim() === "") continue;
    rows.push(rowOf(cells, carried));
  }
  return { rows, ruled: [...new Set(ruled)] };
}

/** Without the column format and other arguments of `\begin`. */
function bodyOf({ document: { live, braces } }: Readable, { bodyStart, bodyEnd }: Environment): Span {
  let start = bodyStart;
  for (let count = 0; count < 3; count++) {
    const blank = /^\s*(?:\[[^\]\n]*\])?\s*/.exec(live.slice(start, start + 200))![0].length;
    const close = live[start + blank] === "{" ? braces.get(start + blank) : undefined;
    if (close === undefined || close > bodyEnd || (count > 0 && !/^[\s{]/.test(live.slice(close + 1, close + 2))))
      break;
    if (count > 0 && !/^[\d.]*\\?\w*$|^[lcrpXS|@>{}*\s\d]*$/.test(live.slice(start + blank + 1, close))) break;
    start = close + 1;
  }
  return { start: Math.min(start, bodyEnd), end: bodyEnd };
}

type Piece = { readonly prose: Prose; readonly bold: boolean; readonly columns: number; readonly rows: number };

/** The source of each row's cells; `&` and `\\` inside groups or inner tables do not count. */
function piecesOf(source: Readable, body: Span, tokens: readonly Token[]): { cells: Piece[]; rule: boolean }[] {
  const rows: { cells: Piece[]; rule: boolean }[] = [];
  let row: { cells: Piece[]; rule: boolean } = { cells: [], rule: false };
  let from = body.start;
  let inside: Token[] = [];
  const endCell = (at: number) => {
    row.cells.push(pieceOf(source, { start: from, end: at }, inside));
    inside = [];
  };
  for (const mark of marksIn(source, body, tokens)) {
    if (mark.kind === "token") {
      if (RULE.test(mark.token.name)) row.rule = true;
      inside.push(mark.token);
      continue;
    }
    endCell(mark.start);
    from = mark.end;
    if (mark.kind === "cell") continue;
    rows.push(row);
    row = { cells: [], rule: false };
  }
  endCell(body.end);
  rows.push(row);
  return rows;
}

type Mark = (Span & { readonly kind: "cell" | "row" }) | { readonly kind: "token"; readonly token: Token };

function* marksIn({ document }: Readable, body: Span, tokens: readonly Token[]): Generator<Mark> {
  let depth = 0;
  let at = body.start;
  for (const token of tokens) {
    if (token.start < body.start || token.start >= body.end) continue;
    if (depth === 0) yield* ampersands(document.live, at, token.start);
    at = token.end;
    if (token.type === "open" || token.name === "begin") depth++;
    else if (token.type === "close" || token.name === "end") depth = Math.max(0, depth - 1);
    if (depth === 0 && (token.name === "\\" || token.name === "tabularnewline") && token.type === "command")
      yield { kind: "row", start: token.start, end: token.end + spacing(document.live, token.end) };
    else yield { kind: "token", token };
  }
  yield* ampersands(document.live, at, body.end);
}

function* ampersands(live: string, from: number, to: number): Generator<Mark> {
  for (let index = live.indexOf("&", from); index >= 0 && index < to; index = live.indexOf("&", index + 1))
    yield { kind: "cell", start: index, end: index + 1 };
}

/** The length of `[2pt]` after a row's end. */
function spacing(live: string, from: number): number {
  return /^\*?\s*(?:\[[^\]\n]*\])?/.exec(live.slice(from, from + 60))![0].length;
}

const BOLD = new Set(["textbf", "bf", "bfseries", "mathbf", "boldsymbol", "bm"]);

function pieceOf(source: Readable, span: Span, tokens: readonly Token[]): Piece {
  const command = (name: string) => tokens.find((token) => token.type === "command" && token.name === name);
  const { prose } = plainText(source, span, tokens);
  const count = (token: Token | undefined) =>
    token
      ? Number(
          /^(?:\[[^\]]*\])?\{\s*(\d{1,3})\s*\}/.exec(source.document.live.slice(token.end, token.end + 40))?.[1] ?? 1,
        )
      : 1;
  const bold = tokens.some(({ type, name }) => type === "command" && BOLD.has(name));
  return {
    ...{ prose, bold },
    columns: Math.max(1, count(command("multicolumn"))),
    rows: Math.max(1, count(command("multirow"))),
  };
}

function rowOf(pieces: readonly Piece[], carried: Map<number, { cell: Cell; left: number }>): Cell[] {
  const row: Cell[] = [];
  for (const { prose, bold, columns, rows } of pieces) {
    const above = carried.get(row.length);
    const empty = prose.text.trim() === "";
    if (above && above.left > 0 && empty) row.push(above.cell);
    else
      for (let count = 0; count < columns && row.length < MOST_COLUMNS; count++) {
        const cell = { ...prose, spanned: columns > 1 || rows > 1, ...(bold && { bold }) };
        if (rows > 1) carried.set(row.length, { cell, left: rows });
        row.push(cell);
      }
  }
  for (const one of carried.values()) one.left--;
  return row;
}
