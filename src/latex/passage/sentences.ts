import { commandsNamed, type LatexDocument, parseLatex } from "../document";
import { HEADING } from "../outline";
import { blankOut, isWithin, type Span } from "../span";

/** A piece of a text: one sentence with the blanks after it, or something that is no prose, such as a figure or a heading. */
export type Piece = Span & { readonly kind: "sentence" | "other" };

/**
 * The text in pieces that follow each other without a gap: joined they are the text, whatever it is. Maths, commands with their
 * groups and comments are never cut; neither is a group that holds several sentences.
 */
export function piecesOf(text: string): Piece[] {
  const document = parseLatex(text, "");
  const blocks = blocksIn(document);
  const masked = maskOf(document, blocks);
  const depths = depthsOf(masked);
  const cuts = new Set([0, text.length]);
  for (const { start, end } of blocks) cuts.add(start).add(withBlanks(text, end));
  for (const { index, 0: gap } of masked.matchAll(/\n(?:[ \t]*\r?\n)+\s*/g)) cuts.add(index + gap.length);
  for (const end of sentenceEnds(masked)) if (depths[end] === 0) cuts.add(end);
  const begins = new Set(blocks.map(({ start }) => start));
  const kept = [...cuts].filter((cut) => begins.has(cut) || !isWithin(blocks, cut));
  const ordered = kept.sort((one, other) => one - other);
  return ordered.slice(1).map((end, index) => {
    const start = ordered[index]!;
    const kind = isWithin(blocks, start) || !/[\p{L}\p{N}]/u.test(masked.slice(start, end)) ? "other" : "sentence";
    return { start, end, kind };
  });
}

/** Environments whose matter is prose; everything else that is no maths stands as one block. */
const PROSE_ENVIRONMENT =
  /^(?:abstract|document|itemize|enumerate|description|quote|quotation|center|theorem|lemma|proposition|corollary|definition|remark|proof|flushleft|minipage|small|appendices|keywords?)\*?$/;
/** Commands that are a piece of their own wherever they stand. */
const STANDING =
  /^(?:label|includegraphics|input|include|bibliography|bibliographystyle|maketitle|tableofcontents|newpage|clearpage|vspace|item|begin|end|title|author|date|appendix|noindent|centering)$/;

/** What is no prose, in order and without overlap: floats, listings, headings, beginnings and ends, lines that are comments. */
function blocksIn(document: LatexDocument): Span[] {
  const { environments, text, comments, verbatim } = document;
  const floats = environments.filter(
    ({ name, start }) => !PROSE_ENVIRONMENT.test(name) && !isWithin(document.maths, start),
  );
  const alone = commandsNamed(document, /./).filter(
    ({ name, start, end }) =>
      HEADING.test(name) ||
      (STANDING.test(name) && (standsAlone(text, { start, end }) || /^(?:begin|end)$/.test(name))),
  );
  const inMaths = ({ start }: Span) => isWithin(document.maths, start);
  const lines = comments.filter(({ start }) => beginsLine(text, start));
  const listings = verbatim.filter(({ environment }) => environment !== "verb");
  const all = [
    ...floats,
    ...alone.filter((one) => !inMaths(one)),
    ...lines.filter((one) => !inMaths(one)),
    ...listings,
  ];
  return outermost(all.map((span) => withStart(text, withLabel(text, span))));
}

/** The label of a heading or of an environment stands with it. */
function withLabel(text: string, { start, end }: Span): Span {
  return { start, end: end + (/^\s*\\label\{[^{}]*\}/.exec(text.slice(end, end + 300))?.[0].length ?? 0) };
}

function standsAlone(text: string, { start, end }: Span): boolean {
  return beginsLine(text, start) && /^[ \t]*(?:\r?\n|%|$)/.test(text.slice(end, end + 80));
}

function beginsLine(text: string, at: number): boolean {
  const line = text.slice(Math.max(0, at - 80), at);
  return /(?:^|\n)[ \t]*$/.test(line) && (at < 80 || line.includes("\n"));
}

/** The blanks before it on its line belong to it. */
function withStart(text: string, { start, end }: Span): Span {
  const blanks = /[ \t]*$/.exec(text.slice(Math.max(0, start - 80), start))![0].length;
  return { start: text[start - blanks - 1] === "\n" || start === blanks ? start - blanks : start, end };
}

function withBlanks(text: string, end: number): number {
  return end + /^[ \t]*(?:\r?\n[ \t]*)*/.exec(text.slice(end, end + 400))![0].length;
}

/** In order, those that overlap as one. */
export function outermost(spans: readonly Span[]): Span[] {
  const kept: { start: number; end: number }[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else if (span.end > span.start) kept.push({ ...span });
  }
  return kept;
}

/** A letter that nobody writes stands for what is no text of the sentence, at its own length. */
const MASK = "\ue000";
/** Commands whose groups are read as prose of the sentence; the groups of all others are passed over whole. */
export const PROSE_GROUPS =
  /^(?:emph|text(?:bf|it|sl|sc|rm|sf|md|up|normal)?|underline|uline|mbox|footnote|paragraph|subparagraph|caption|textcolor|enquote|href|title|abstract)$/;

/** The text at its own length: comments and blocks are blank, maths and the groups of commands are masked. */
function maskOf(document: LatexDocument, blocks: readonly Span[]): string {
  const { live, maths } = document;
  const opaque = commandsNamed(document, /./).flatMap(({ name, start, end, optional, groups }) => {
    const prose = PROSE_GROUPS.test(name) ? groups.at(-1) : undefined;
    if (!prose) return /^[%&#_$ ,;:!-]$/.test(name) ? [] : [{ start, end: Math.max(end, optional.at(-1)?.end ?? 0) }];
    return [{ start, end: prose.start - 1 }];
  });
  const verb = document.verbatim.filter(({ environment }) => environment === "verb");
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of outermost([...maths, ...opaque, ...verb])) {
    pieces.push(live.slice(at, start), MASK.repeat(end - start));
    at = end;
  }
  const masked = pieces.join("") + live.slice(at);
  return blankOut(masked, blocks);
}

/** How many braces are open at each offset, as far as the text itself opened them. */
function depthsOf(masked: string): number[] {
  const depths: number[] = [];
  let depth = 0;
  for (let index = 0; index < masked.length; index++) {
    depths.push(depth);
    if (masked[index] === "{") depth++;
    else if (masked[index] === "}") depth = Math.max(0, depth - 1);
  }
  return [...depths, 0];
}

const ABBREVIATION =
  /(?:(?:^|[^\p{L}])(?:e\.g|i\.e|vs|Figs?|Eqs?|Secs?|Tabs?|al|cf|approx|resp|No|no|ca|Dr|Prof|Refs?|App|Ch|Thm|Def|w\.r\.t|viz|incl|std|avg|St|Mr|Mrs|Ms)|(?:^|[^\p{L}])\p{Lu})$/u;

/** Where sentences end: after the sign, what closes behind it, and the blanks. */
function* sentenceEnds(masked: string): Generator<number> {
  const end =
    /[.!?]+(?:['”’")\]}]|\ue000+(?![\ue000\p{L}\p{N}]))*(?:\s+(?=[\p{Lu}\p{N}\p{Lo}\ue000"“‘(`{[$\\])|\s*$)|[。！？]+[”’」』）]*\s*/gu;
  for (const { index, 0: found } of masked.matchAll(end)) {
    if (found[0] === "." && /^\.(?!\.)/.test(found) && ABBREVIATION.test(masked.slice(Math.max(0, index - 12), index)))
      continue;
    yield index + found.length;
  }
}
