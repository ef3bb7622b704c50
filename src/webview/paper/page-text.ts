import { spanOfQuote } from "../../research/quoted-words";

/** In PDF points from the page's upper left corner. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** The words of a page as they are printed, piece by piece. */
export type PageText = Pick<Box, "width" | "height"> & {
  readonly page: number;
  readonly items: readonly { readonly text: string; readonly box: Box }[];
};

/** Where something is that a note is about: its lines, none where only the page is known, and the piece of the page to look at. */
export type NotePlace = { readonly page: number; readonly boxes: readonly Box[]; readonly piece: Box };

/**
 * The first of the texts that the pages have, looked for on the page that is named first; else that page. `widthOf` tells how wide
 * a text is beside another, in whatever font is at hand.
 */
export function placeOfNote(
  pages: readonly PageText[],
  texts: readonly string[],
  page: number | undefined,
  widthOf: (text: string) => number = ({ length }) => length,
): NotePlace | undefined {
  const named = pages.filter((one) => one.page === page);
  const others = pages.filter((one) => one.page !== page);
  for (const text of texts)
    for (const find of searchesFor(text))
      for (const one of [...named, ...others]) {
        const boxes = linesOf(one, find, widthOf);
        if (boxes.length > 0) return { page: one.page, boxes, piece: pieceAround(one, boxes, text) };
      }
  const [whole] = named;
  if (!whole) return undefined;
  return { page: whole.page, boxes: [], piece: { left: 0, top: 0, width: whole.width, height: whole.height } };
}

type Span = { readonly start: number; readonly end: number };
type Search = (whole: string) => Span | undefined;

const NAME = /^(Figure|Table|Equation|Algorithm) (\d+)$/;

/** What has a number is at its caption, else where it is first spoken of. */
function searchesFor(text: string): Search[] {
  const [, kind, number] = NAME.exec(text) ?? [];
  if (!kind) return [(whole) => spanOfQuote(whole, text)];
  const name = `(?:${kind}|${kind.slice(0, 3)}\\.)\\s*\\(?${number}`;
  return [`${name}\\s*[:.]\\s+(?=\\p{Lu})`, `${name}(?!\\d)`].map((pattern) => (whole) => {
    const found = new RegExp(pattern, "u").exec(whole);
    return found ? { start: found.index, end: found.index + found[0].trimEnd().length } : undefined;
  });
}

/** The lines, or their parts, in which a text is printed. */
function linesOf({ items }: PageText, find: Search, widthOf: (text: string) => number): Box[] {
  const starts: number[] = [];
  let whole = "";
  for (const item of items) {
    starts.push(whole.length);
    whole += `${item.text} `;
  }
  const span = find(whole);
  if (!span) return [];
  const boxes = items.flatMap(({ text: own, box }, index) => {
    const from = Math.max(0, span.start - starts[index]!);
    const to = Math.min(own.length, span.end - starts[index]!);
    if (from >= to) return [];
    const scale = box.width / widthOf(own);
    return [
      { ...box, left: box.left + widthOf(own.slice(0, from)) * scale, width: widthOf(own.slice(from, to)) * scale },
    ];
  });
  return joined(boxes);
}

/** Pieces of one line are one box. */
function joined(boxes: readonly Box[]): Box[] {
  const lines: Box[] = [];
  for (const box of boxes) {
    const last = lines.at(-1);
    if (!last || Math.abs(middleOf(last) - middleOf(box)) > Math.min(last.height, box.height) / 2) lines.push(box);
    else lines[lines.length - 1] = around([last, box]);
  }
  return lines;
}

function middleOf({ top, height }: Box): number {
  return top + height / 2;
}

/** Points beside and above what is meant, so that a reader sees where it stands. */
const BESIDE = 24;
const LINES_AROUND = 1.35;
/** Points: wide enough to be read as text, and not so tall that it hides what is said about it. */
const NARROWEST = 260;
const TALLEST = 170;
/** A figure stands above its caption; a table's stands on either side. */
const ABOVE_CAPTION = { Figure: 190, Table: 110 };
const BELOW_CAPTION = { Figure: 20, Table: 110 };

function pieceAround(page: PageText, boxes: readonly Box[], text: string): Box {
  const inner = around(boxes);
  const kind = NAME.exec(text)?.[1] as keyof typeof ABOVE_CAPTION | undefined;
  const margin = LINES_AROUND * boxes[0]!.height;
  const wider = Math.max(BESIDE, (NARROWEST - inner.width) / 2);
  const isFloat = kind !== undefined && kind in ABOVE_CAPTION;
  const above = isFloat ? ABOVE_CAPTION[kind] : margin;
  const below = isFloat ? BELOW_CAPTION[kind] + margin : margin;
  const beside = isFloat ? page.width : wider;
  const left = Math.max(0, inner.left - beside);
  const top = Math.max(0, inner.top - above);
  const right = Math.min(page.width, inner.left + inner.width + beside);
  const bottom = Math.min(page.height, inner.top + inner.height + below, isFloat ? page.height : top + TALLEST);
  return { left, top, width: right - left, height: bottom - top };
}

function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}
