import { type Command, commandsNamed, type LatexDocument, parseLatex } from "../document";
import { grouped } from "../grouped";
import { HEADING } from "../outline";
import { blankOut, isWithin, type Span } from "../span";
import { outermost, PROSE_GROUPS } from "./sentences";

/** What an edit of the words leaves as it is. */
export type Guarded =
  | "maths"
  | "citation"
  | "label"
  | "reference"
  | "command"
  | "environment"
  | "table"
  | "comment"
  | "listing"
  | "number"
  | "sign";

/** Everything guarded in a text, as it is written there, in order. */
/** What each is called to whoever touched it. */
export const GUARDED_WORDS: Readonly<Record<Guarded, string>> = {
  maths: "formula",
  citation: "citation",
  label: "label",
  reference: "reference",
  command: "command",
  environment: "environment",
  table: "table",
  comment: "comment",
  listing: "verbatim text",
  number: "number",
  sign: "sign of TeX",
};

export type GuardedParts = Readonly<Record<Guarded, readonly string[]>>;

/** One thing that an edit lost or brought in. */
export type Breach = { readonly what: Guarded; readonly text: string; readonly how: "lost" | "new" };

export function guardedIn(text: string): GuardedParts {
  const document = parseLatex(text, "");
  const { maths, comments, verbatim } = document;
  const source = ({ start, end }: Span) => unwrapped(text.slice(start, end));
  const commands = commandsOf(document);
  const prose = proseIn(document);
  const named = (name: RegExp) => commands.filter((one) => name.test(one.name)).map(source);
  const listings = verbatim.filter(({ environment }) => environment !== "iffalse");
  return {
    maths: maths.map(source),
    citation: named(CITING),
    label: named(/^label$/),
    reference: named(REFERRING),
    command: commands.flatMap(({ name, start, end, groups }) => {
      if (ELSEWHERE.test(name)) return [];
      const prose = isProse(name) ? groups.at(-1) : undefined;
      return [source({ start, end: prose ? prose.start - 1 : end }).trim()];
    }),
    environment: named(/^begin$/),
    table: tablesIn(document).map(source),
    comment: comments.map((span) => source(span).trimEnd()),
    listing: listings.map((span) => text.slice(span.start, span.end)),
    number: numbersIn(prose),
    sign: blankOut(prose, tablesIn(document)).match(/(?<!\\)[&#_^]/g) ?? [],
  };
}

/** The new text with the formulas, tables and commands of the old one as they were wrapped there, for a wrapping is no change. */
export function withOldWrapping(before: string, after: string): string {
  const old = wholesIn(before).map(({ start, end }) => before.slice(start, end));
  const left = grouped(old, unwrapped);
  let at = 0;
  const pieces = wholesIn(after).flatMap(({ start, end }) => {
    const between = after.slice(at, start);
    at = end;
    return [between, left.get(unwrapped(after.slice(start, end)))?.shift() ?? after.slice(start, end)];
  });
  return pieces.join("") + after.slice(at);
}

/** What stays as a whole, in order. */
function wholesIn(text: string): Span[] {
  const document = parseLatex(text, "");
  const commands = commandsOf(document).filter(({ name }) => !isProse(name) && !/^(?:begin|end|item)$/.test(name));
  return outermost([...document.maths, ...tablesIn(document), ...commands]);
}

/** As if a line were never wrapped; where a comment ends with its line, the lines stay. */
function unwrapped(source: string): string {
  if (source.includes("%")) return source.replace(/\r\n/g, "\n");
  return source.replace(/[ \t\r\n]+/g, (gap) => (gap.split("\n").length > 2 ? "\n\n" : " "));
}

function commandsOf(document: LatexDocument): Command[] {
  return commandsNamed(document, /[a-zA-Z]/).filter(({ start }) => !isWithin(document.maths, start));
}

/** Their cells are told apart by their places, so they stay as they are. */
function tablesIn({ environments, maths }: LatexDocument): Span[] {
  return outermost(environments.filter(({ name, start }) => TABLE.test(name) && !isWithin(maths, start)));
}

const TABLE = /^(?:tabular[xy]?|tblr|longtable|algorithmic|tikzpicture)\*?$/;

const CITING = /^[a-zA-Z]*cite[a-zA-Z]*$/;
const REFERRING = /^[a-zA-Z]*ref\*?$/;
/** Guarded under another name, or mere typography. */
const ELSEWHERE = new RegExp(
  `${CITING.source}|${REFERRING.source}|^(?:label|begin|end|item|par|noindent|ldots|dots|quad|qquad|newline|xspace|textquote\\w*|textendash|textemdash)$`,
);

function isProse(name: string): boolean {
  return PROSE_GROUPS.test(name) || HEADING.test(name);
}

/** The text at its own length without maths and without what commands are given that is no prose. */
export function proseIn(document: LatexDocument): string {
  const hidden = commandsNamed(document, /[a-zA-Z]/).flatMap(({ name, start, end, groups }) => {
    if (name === "item") return [];
    const prose = isProse(name) ? groups.at(-1) : undefined;
    return [{ start, end: prose ? prose.start - 1 : end }];
  });
  return blankOut(document.live, [...document.maths, ...hidden]);
}

/** Numbers of the prose as they are printed, with their percent sign; those in maths and in the groups of commands stand there. */
function numbersIn(prose: string): string[] {
  return [...prose.matchAll(NUMBER)].map(([found]) => found.replace(/\s+/g, ""));
}

/** Also those that stand in a name, as in ResNet18, and right behind a word of a script without blanks. */
export const NUMBER =
  /(?:(?<![\p{N}\p{Script=Latin}\p{Script=Greek})}\]+\-−–])[+\-−])?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?(?:\s?\\%)?/gu;

/** What is in one text and not in the other, each as often as it is missing. */
export function breachesBetween(before: GuardedParts, after: GuardedParts): Breach[] {
  return (Object.keys(before) as Guarded[]).flatMap((what) => [
    ...without(before[what], after[what]).map((text) => ({ what, text, how: "lost" as const })),
    ...without(after[what], before[what]).map((text) => ({ what, text, how: "new" as const })),
  ]);
}

/** The first list without the second, each entry as often as it is left over. */
function without(one: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const entry of other) left.set(entry, (left.get(entry) ?? 0) + 1);
  return one.filter((entry) => {
    const count = left.get(entry) ?? 0;
    left.set(entry, count - 1);
    return count <= 0;
  });
}
