/** A line of boxes on a page as TeX set it, or a part of one. Lengths in PDF points from the page's upper left corner. */
export type PageBox = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Where TeX was in the source when it had set what lies left of `x`. */
type Mark = { readonly tag: number; readonly line: number; readonly x: number };
/** A horizontal box with its own marks from left to right; those of boxes inside it are theirs. */
type Row = PageBox & { readonly page: number; readonly line: number; readonly marks: readonly Mark[] };

/** What SyncTeX wrote beside a PDF. Files by their numbers, with the paths that TeX opened. */
export type Synctex = { readonly files: ReadonlyMap<number, string>; readonly rows: readonly Row[] };

/** TeX's scaled points in a PDF point. */
const SCALED = 65781.76;

/** Reads the text of a `.synctex` file. Lines that it does not know or that make no sense are passed over. */
export function parseSynctex(text: string): Synctex {
  const files = new Map<number, string>();
  const rows: Row[] = [];
  const open: (Row & { marks: Mark[] })[] = [];
  const factor = unitOf(text) / SCALED;
  let page = 0;
  for (const line of text.split("\n")) {
    const input = /^Input:(\d+):(.*?)\r?$/.exec(line);
    if (input) files.set(Number(input[1]), input[2]!);
    else if (line.startsWith("{")) page = Number(line.slice(1));
    else if (line.startsWith("(")) {
      const row = { ...boxIn(line, factor), page, marks: [] as Mark[] };
      open.push(row);
      rows.push(row);
    } else if (line.startsWith(")")) open.pop();
    else if (/^[xkghr$]/.test(line)) {
      const mark = markIn(line, factor);
      if (isPlace(mark.line) && Number.isFinite(mark.x)) open.at(-1)?.marks.push(mark);
    }
  }
  return { files, rows: rows.filter(isSound) };
}

/** Lines and pages are counted from 1. */
function isPlace(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 1;
}

function isSound({ marks, page, left, top, width, height }: Row): boolean {
  return marks.length > 0 && isPlace(page) && [left, top, width, height].every(Number.isFinite);
}

/**
 * The same with the files in the folder of the source named from there, with slashes: TeX writes where the folder really is, which
 * is not what it is called where links lead to it or it was moved. `source` is the name of the source alone.
 */
export function namedFromSource({ files, rows }: Synctex, source: string): Synctex {
  const paths = [...files.values()].map((path) => path.replaceAll("\\", "/").replaceAll("/./", "/").normalize());
  const root = paths.find((path) => path === source.normalize() || path.endsWith(`/${source.normalize()}`));
  const folder = root?.slice(0, root.length - source.normalize().length) ?? "";
  const tags = [...files.keys()];
  const named = paths.map((path, index): [number, string] => [
    tags[index]!,
    folder !== "" && path.startsWith(folder) ? path.slice(folder.length) : path.replace(/^\.\//, ""),
  ]);
  return { files: new Map(named), rows };
}

function unitOf(text: string): number {
  const value = (name: string, otherwise: number) =>
    Number(new RegExp(`^${name}:(\\d+)`, "m").exec(text)?.[1] ?? otherwise);
  return (value("Unit", 1) * value("Magnification", 1000)) / 1000;
}

/** `(tag,line:left,baseline:width,height,depth` */
function boxIn(record: string, factor: number): PageBox & { readonly line: number } {
  const [, line = 0, left = 0, baseline = 0, width = 0, height = 0, depth = 0] = numbersIn(record);
  const all = { left, top: baseline - height, width, height: height + depth };
  const lengths = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value * factor]));
  return { ...(lengths as PageBox), line };
}

function markIn(record: string, factor: number): Mark {
  const [tag = 0, line = 0, x = 0] = numbersIn(record);
  return { tag, line, x: x * factor };
}

function numbersIn(record: string): number[] {
  return record.slice(1).split(/[,:]/).map(Number);
}

/**
 * Where a line of the source is set: on the first page that has anything of it, a box for each row. A line that set nothing
 * (a comment, a command) is where the next one that did is, else the one before. `isFile` knows the file by the path that TeX opened.
 */
export function placeInPdf(
  { files, rows }: Synctex,
  isFile: (path: string) => boolean,
  line: number,
): { readonly page: number; readonly boxes: readonly PageBox[] } | undefined {
  const tags = new Set([...files].filter(([, path]) => isFile(path)).map(([tag]) => tag));
  const known = new Set(
    rows.flatMap((row) =>
      wordMarks(row)
        .filter(({ tag }) => tags.has(tag))
        .map((mark) => mark.line),
    ),
  );
  const nearest = nearestLine([...known], line);
  if (nearest === undefined) return undefined;
  const isMeant = (mark: Mark) => tags.has(mark.tag) && mark.line === nearest;
  const meant = rows.filter((row) => wordMarks(row).some(isMeant));
  const page = smallest(meant.map((row) => row.page));
  return { page, boxes: meant.filter((row) => row.page === page).map((row) => partOf(row, isMeant)) };
}

function nearestLine(lines: readonly number[], wanted: number): number | undefined {
  const after = lines.filter((line) => line >= wanted);
  return after.length > 0 ? smallest(after) : lines.length > 0 ? largest(lines) : undefined;
}

/** A generated source has more lines than a function takes arguments. */
function smallest(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other));
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.max(one, other));
}

/** From where the mark before the line's first one stands to where its last one does. */
function partOf(row: Row, isMeant: (mark: Mark) => boolean): PageBox {
  const marks = wordMarks(row);
  const first = marks.findIndex(isMeant);
  const left = Math.max(row.left, marks[first - 1]?.x ?? row.left);
  const right = largest(marks.filter(isMeant).map(({ x }) => x));
  return { left, top: row.top, width: Math.max(right - left, 2), height: row.height };
}

/**
 * The source of what stands at a point of a page: the nearest mark in the smallest row there, among files that `isOwn` takes for
 * the author's; where there is no row, the nearest above or below.
 */
export function placeInSource(
  { files, rows }: Synctex,
  isOwn: (path: string) => boolean,
  page: number,
  x: number,
  y: number,
): { readonly path: string; readonly line: number } | undefined {
  const ownMarks = (row: Row) => wordMarks(row).filter(({ tag }) => isOwn(files.get(tag) ?? ""));
  const here = rows
    .filter((row) => row.page === page)
    .map((row) => ({ row, marks: ownMarks(row), away: distance(row, x, y), area: row.width * row.height }))
    .filter(({ marks }) => marks.length > 0)
    .sort((one, other) => one.away - other.away || one.area - other.area)[0];
  const mark = here?.marks.find((one) => one.x >= x) ?? here?.marks.at(-1);
  return mark && { path: files.get(mark.tag)!, line: mark.line };
}

/** Points between a place and a row, the space between two rows belonging to both. */
function distance({ left, top, width, height }: PageBox, x: number, y: number): number {
  const outside = (value: number, from: number, to: number) => Math.max(from - value, value - to, 0);
  return Math.hypot(outside(x, left, left + width), 2 * outside(y, top - 2, top + height + 2));
}

/** TeX gives the first word of a row, and what fills its end, the line on which the paragraph ended: not where the word stands. */
function wordMarks({ marks, line }: Row): readonly Mark[] {
  const elsewhere = marks.filter((mark) => mark.line !== line);
  return elsewhere.length > 0 ? elsewhere : marks;
}
