import { type Command, commandsNamed, type LatexDocument, parseLatex } from "./document";
import { blankOut } from "./span";

export { bibliographyOf, citationsIn } from "./bibliography";
export { bodyProblems } from "./body-problems";

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
const HEADING = /^(?:chapter|(?:sub){0,2}section)$/;
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

/**
 * The paper with another text under that heading; case and spaces of the heading do not count. A paper without the heading
 * gets it, before the references.
 */
export function replaceSection(text: string, title: string, body: string): string {
  const section = sectionsOf(text).find((one) => sameTitle(one.title, title));
  const insertion = `\n${withoutOwnHeading(body, title).trim()}\n\n`;
  if (section) return spliced(text, section.start, section.end, insertion);
  const end = endOfSections(text);
  return spliced(text, end, end, `\\section{${title}}${insertion}`);
}

/** The paper with another abstract; one without an abstract gets it after `\maketitle`. */
export function replaceAbstract(text: string, body: string): string {
  const document = parseLatex(text, "");
  const inner = (/\\begin\{abstract\}([\s\S]*?)\\end\{abstract\}/.exec(body)?.[1] ?? body).trim();
  const abstract = document.environments.find(({ name }) => name === "abstract");
  if (abstract) return spliced(text, abstract.bodyStart, abstract.bodyEnd, `\n${inner}\n`);
  const group = commandsNamed(document, /^abstract$/)[0]?.groups[0];
  if (group) return spliced(text, group.start, group.end, inner);
  const start = commandsNamed(document, /^maketitle$/)[0]?.end ?? document.body.start;
  return spliced(text, start, start, `\n\n\\begin{abstract}\n${inner}\n\\end{abstract}\n`);
}

/** The paper with another title; one without `\title` gets it before the body. A `\title{…}` around the new one is taken off. */
export function replaceTitle(text: string, title: string): string {
  const document = parseLatex(text, "");
  const given = commandsNamed(parseLatex(title, ""), /^title$/)[0]?.groups[0]?.text ?? title;
  const line = given.trim().replace(/\s+/g, " ");
  const group = commandsNamed(document, /^title$/)[0]?.groups[0];
  if (group) return spliced(text, group.start, group.end, line);
  const begin = Math.max(document.live.indexOf("\\begin{document}"), 0);
  return spliced(text, begin, begin, `\\title{${line}}\n`);
}

/** The abstract as it stands, without comments; undefined when there is none. */
export function abstractOf(text: string): string | undefined {
  const document = parseLatex(text, "");
  const environment = document.environments.find(({ name }) => name === "abstract");
  if (environment) return document.live.slice(environment.bodyStart, environment.bodyEnd).trim();
  return commandsNamed(document, /^abstract$/)[0]?.groups[0]?.text.trim();
}

export function titleIn(text: string): string | undefined {
  return commandsNamed(parseLatex(text, ""), /^title$/)[0]
    ?.groups[0]?.text.trim()
    .replace(/\s+/g, " ");
}

export function sameTitle(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

function normal(title: string): string {
  return title
    .replace(/\\label\{[^}]*\}/g, "")
    .replace(/\\&/g, "and")
    .replace(/[\s~]+/g, " ")
    .trim()
    .toLowerCase();
}

function titleOf({ groups }: Command): string {
  return groups[0]!.text
    .replace(/\\label\{[^}]*\}/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Where a further section would go. */
function endOfSections(text: string): number {
  const document = parseLatex(text, "");
  const boundary = boundariesOf(document).find((offset) => offset >= document.body.start) ?? text.length;
  return Math.max(document.body.start, withoutTail(document.live, document.body.start, boundary));
}

function boundariesOf(document: LatexDocument): number[] {
  const ends = document.tokens.filter(({ name, end }) => name === "end" && document.live.startsWith("{document}", end));
  const lists = document.environments.filter(({ name }) => name === "thebibliography");
  return [...commandsNamed(document, BOUNDARY), ...ends, ...lists]
    .map(({ start }) => start)
    .sort((one, other) => one - other);
}

/** Passes over the `\label` of a heading, which stays where it is whatever happens to the body. */
function bodyStart(document: LatexDocument, from: number): { start: number; label?: string } {
  const label = /^\s*\\label\{([^{}]*)\}/.exec(document.live.slice(from, from + 400));
  return label ? { start: from + label[0].length, label: label[1]! } : { start: from };
}

/** Page breaks and an opening brace just before the boundary belong to what comes after it. */
function withoutTail(live: string, start: number, end: number): number {
  const tail =
    /(?:\s|\\(?:clearpage|newpage|pagebreak|FloatBarrier|small|footnotesize|begingroup|newline)\b|(?<!\\)\{)+$/;
  const body = live.slice(start, end);
  const match = tail.exec(body.slice(-200));
  return match && /\\|\{/.test(match[0]) ? end - match[0].length : end;
}

/** A body that repeats its own heading, as models like to do, loses it. */
function withoutOwnHeading(body: string, title: string): string {
  const document = parseLatex(body, "");
  const heading = commandsNamed(document, HEADING)[0];
  if (heading?.groups[0] === undefined || !sameTitle(titleOf(heading), title)) return body;
  if (blankOut(document.live, [{ start: heading.start, end: body.length }]).trim() !== "") return body;
  return body.slice(bodyStart(document, heading.groups[0].end + 1).start);
}

function spliced(text: string, start: number, end: number, insertion: string): string {
  return text.slice(0, start) + insertion + text.slice(end);
}
