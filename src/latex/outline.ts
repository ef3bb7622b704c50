import { type Command, commandsNamed, type LatexDocument, parseLatex } from "./document";

/** A heading and what stands under it. `start` and `end` are the offsets of the body: after the heading and its label. */
export type Section = {
  readonly title: string;
  readonly label?: string;
  /** Offset of the backslash of the heading. */
  readonly heading: number;
  readonly start: number;
  readonly end: number;
  /** 0 for a chapter, 1 for a section, 2 for a subsection, 3 for a subsubsection. */
  readonly depth: number;
};

const DEPTHS: Readonly<Record<string, number>> = { chapter: 0, section: 1, subsection: 2, subsubsection: 3 };
export const HEADING = /^(?:chapter|(?:sub){0,2}section)$/;
const BOUNDARY = /^(?:bibliography|bibliographystyle|printbibliography|appendix)$/;

/** Every heading in order. The body of a section holds its subsections and ends where the references or the appendix begin. */
export function sectionsOf(text: string): Section[] {
  return sectionsIn(parseLatex(text, ""));
}

export function sectionsIn(document: LatexDocument): Section[] {
  const headings = commandsNamed(document, HEADING).filter(
    ({ start, groups }) => start >= document.body.start && groups[0] !== undefined,
  );
  const boundaries = boundariesOf(document);
  return headings.map((heading, index) => {
    const depth = DEPTHS[heading.name]!;
    const next =
      headings.slice(index + 1).find(({ name }) => DEPTHS[name]! <= depth)?.start ?? Number.POSITIVE_INFINITY;
    const boundary = boundaries.find((offset) => offset >= heading.end) ?? document.text.length;
    const { start, label } = bodyStart(document, heading.groups[0]!.end + 1);
    const end = Math.max(start, withoutTail(document.live, start, Math.min(next, boundary)));
    return {
      title: titleOf(heading),
      ...(label !== undefined && { label }),
      heading: heading.start,
      start,
      end,
      depth,
    };
  });
}

export function titleOf({ groups }: Command): string {
  return groups[0]!.text
    .replace(/\\label\{[^}]*\}/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

export function boundariesOf(document: LatexDocument): number[] {
  const ends = document.tokens.filter(({ name, end }) => name === "end" && document.live.startsWith("{document}", end));
  const lists = document.environments.filter(({ name }) => name === "thebibliography");
  return [...commandsNamed(document, BOUNDARY), ...ends, ...lists]
    .map(({ start }) => start)
    .sort((one, other) => one - other);
}

/** Passes over the `\label` of a heading, which stays where it is whatever happens to the body. */
export function bodyStart(document: LatexDocument, from: number): { start: number; label?: string } {
  const label = /^\s*\\label\{([^{}]*)\}/.exec(document.live.slice(from, from + 400));
  return label ? { start: from + label[0].length, label: label[1]! } : { start: from };
}

/** Page breaks and an opening brace just before the boundary belong to what comes after it. */
export function withoutTail(live: string, start: number, end: number): number {
  const tail =
    /(?:\s|\\(?:clearpage|newpage|pagebreak|FloatBarrier|small|footnotesize|begingroup|newline)\b|(?<!\\)\{)+$/;
  const body = live.slice(start, end);
  const match = tail.exec(body.slice(-200));
  return match && /\\|\{/.test(match[0]) ? end - match[0].length : end;
}
