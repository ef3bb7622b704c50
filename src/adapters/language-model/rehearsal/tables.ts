/** A Markdown table: one record a row, by column name. */
export type TableRow = Readonly<Record<string, string>>;

/** The rows of every Markdown table in the text, in order, keyed by the header of their table. */
export function tableRows(text: string): TableRow[] {
  const rows: TableRow[] = [];
  let head: string[] | undefined;
  for (const line of text.split("\n")) {
    const cells = cellsOf(line);
    if (!cells) head = undefined;
    else if (!head) head = cells;
    else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) rows.push(rowOf(head, cells));
  }
  return rows;
}

function cellsOf(line: string): string[] | undefined {
  const inner = /^\s*\|(.*)\|\s*$/.exec(line)?.[1];
  return inner?.split("|").map((cell) => cell.trim());
}

function rowOf(head: readonly string[], cells: readonly string[]): TableRow {
  return Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""]));
}

/** The first number of a cell; undefined when there is none. */
export function numberIn(cell: string | undefined): number | undefined {
  const match = /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?/i.exec(cell ?? "");
  return match ? Number(match[0]) : undefined;
}

/** Both ends of `[low, high]`. */
export function intervalIn(cell: string | undefined): readonly [number, number] | undefined {
  const [low, high] = (cell ?? "").replace(/[[\]]/g, "").split(",").map(numberIn);
  return low === undefined || high === undefined ? undefined : [low, high];
}
