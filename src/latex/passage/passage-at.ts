import { parseLatex } from "../document";
import { sectionsIn } from "../outline";
import type { Span } from "../span";
import { piecesOf } from "./sentences";

/** The passage that a place is in: the innermost section or the abstract around it, else the paragraph; undefined in the preamble and where there is no text. */
export function passageAt(text: string, offset: number): Span | undefined {
  const document = parseLatex(text, "");
  if (offset < document.body.start) return undefined;
  const around = ({ start, end }: Span) => start <= offset && offset <= end;
  const abstract = document.environments.find(({ name, start, end }) => name === "abstract" && around({ start, end }));
  if (abstract) return told(text, { start: abstract.bodyStart, end: abstract.bodyEnd });
  const sections = sectionsIn(document).filter(({ heading, end }) => around({ start: heading, end }));
  const section = sections.at(-1);
  return told(text, section ?? paragraphAt(text, offset));
}

/** The whole sentences that a stretch touches. */
export function sentencesAround(text: string, { start, end }: Span): Span | undefined {
  const paragraph = { start: paragraphAt(text, start).start, end: paragraphAt(text, end).end };
  const touched = piecesOf(text.slice(paragraph.start, paragraph.end))
    .map((piece) => ({ start: paragraph.start + piece.start, end: paragraph.start + piece.end }))
    .filter((piece) => piece.start < Math.max(end, start + 1) && piece.end > start);
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last ? told(text, { start: first.start, end: last.end }) : undefined;
}

function paragraphAt(text: string, offset: number): Span {
  let start = 0;
  for (const { index, 0: gap } of text.matchAll(/\n(?:[ \t]*\r?\n)+/g)) {
    if (index >= offset) return { start, end: index };
    start = Math.min(index + gap.length, offset);
  }
  return { start, end: text.length };
}

/** Without the blanks around it. */
function told(text: string, { start, end }: Span): Span | undefined {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return words.trim() === "" ? undefined : { start: start + lead, end: start + words.trimEnd().length };
}
