/** A stretch of text by offsets in UTF-16 units; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

/** The text at its own length with the spans turned into spaces. Line breaks stay, so that places stay. */
export function blankOut(text: string, spans: readonly Span[]): string {
  const ordered = spans.toSorted((one, other) => one.start - other.start);
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of ordered) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    pieces.push(text.slice(at, from), blanks(text.slice(from, end)));
    at = end;
  }
  return pieces.join("") + text.slice(at);
}

/** As long, and with the same lines. */
function blanks(text: string): string {
  return text.replace(/[^\r\n]+/g, ({ length }) => " ".repeat(length));
}

/** The index of the first of some things, in order, that begins at an offset or later. */
export function firstFrom(things: readonly Pick<Span, "start">[], offset: number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (things[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether `offset` lies in one of the spans, which are in order and do not overlap. */
export function isWithin(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]!.start <= offset;
}
