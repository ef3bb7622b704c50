import { commandsNamed, type LatexDocument, parseLatex } from "../document";
import { HEADING } from "../outline";
import { blankOut, isWithin, type Span } from "../span";
import { PROSE_GROUPS } from "./sentences";

/** What an edit of the words leaves as it is. */
export type Guarded =
  | "maths"
  | "citation"
  | "label"
  | "reference"
  | "command"
  | "environment"
  | "comment"
  | "listing"
  | "number";

/** Everything guarded in a text, as it is written there, in order. */
export type GuardedParts = Readonly<Record<Guarded, readonly string[]>>;

/** One thing that an edit lost or brought in. */
export type Breach = { readonly what: Guarded; readonly text: string; readonly how: "lost" | "new" };

export function guardedIn(text: string): GuardedParts {
  const document = parseLatex(text, "");
  const { maths, comments, environments, verbatim } = document;
  const inMaths = ({ start }: Span) => isWithin(maths, start);
  const source = ({ start, end }: Span) => text.slice(start, end);
  const commands = commandsNamed(document, /[a-zA-Z]/).filter((one) => !inMaths(one));
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
      return [text.slice(start, prose ? prose.start - 1 : end).trim()];
    }),
    environment: environments.filter((one) => !inMaths(one)).map(({ name }) => name),
    comment: comments.map((span) => source(span).trimEnd()),
    listing: listings.map(source),
    number: numbersIn(document),
  };
}

const CITING = /^[a-zA-Z]*cite[a-zA-Z]*$/;
const REFERRING = /^[a-zA-Z]*ref\*?$/;
/** Guarded under another name, or mere typography. */
const ELSEWHERE = new RegExp(
  `${CITING.source}|${REFERRING.source}|^(?:label|begin|end|item|par|noindent|ldots|dots|quad|qquad|newline|xspace|textquote\\w*|textendash|textemdash)$`,
);

function isProse(name: string): boolean {
  return PROSE_GROUPS.test(name) || HEADING.test(name);
}

/** Numbers of the prose as they are printed, with their percent sign; those in maths and in the groups of commands stand there. */
function numbersIn(document: LatexDocument): string[] {
  const hidden = commandsNamed(document, /[a-zA-Z]/).map(({ name, start, end, groups }) => {
    const prose = isProse(name) ? groups.at(-1) : undefined;
    return { start, end: prose ? prose.start - 1 : end };
  });
  const prose = blankOut(document.live, [...document.maths, ...hidden]);
  return [...prose.matchAll(NUMBER)].map(([found]) => found.replace(/\s+/g, ""));
}

const NUMBER = /(?:(?<=^|[\s(~])[+-])?(?<![\p{L}\p{N}_]|\d[.,])\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?(?:\s?\\%)?/gu;

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
