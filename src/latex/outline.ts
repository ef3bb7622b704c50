import { type Command, commandsNamed, type LatexDocument, parseLatex } from "./document";
import { firstFrom } from "./span";

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
  const boundaries = boundariesOf(document).map((start) => ({ start }));
  const next = nextOnes(headings);
  return headings.map((heading, index) => {
    const depth = DEPTHS[heading.name]!;
    const boundary = boundaries[firstFrom(boundaries, heading.end)]?.start ?? document.text.length;
    const { start, label } = bodyStart(document, heading.groups[0]!.end + 1);
    const end = Math.max(start, withoutTail(document.live, start, Math.min(next[index]!, boundary)));
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

/** Where the next heading of the same rank or a higher one begins, for each. */
function nextOnes(headings: readonly Command[]): number[] {
  const next = Object.values(DEPTHS).map(() => Number.POSITIVE_INFINITY);
  return headings
    .toReversed()
    .map(({ name, start }) => {
      const depth = DEPTHS[name]!;
      const end = Math.min(...next.slice(0, depth + 1));
      next[depth] = start;
      return end;
    })
    .reverse();
}

/** The section that each lies in; sections are in order. */
export function parentsOf(sections: readonly Section[]): Map<Section, Section> {
  const parents = new Map<Section, Section>();
  const open: Section[] = [];
  for (const section of sections) {
    while (open.length > 0 && (open.at(-1)!.end <= section.heading || open.at(-1)!.depth >= section.depth)) open.pop();
    if (open.length > 0) parents.set(section, open.at(-1)!);
    open.push(section);
  }
  return parents;
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
