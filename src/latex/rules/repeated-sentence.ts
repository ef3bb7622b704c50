import { positionAt } from "../document";
import { grouped } from "../grouped";
import { sectionsIn } from "../outline";
import type { PaperPart } from "../paper";
import type { Rule } from "../rule";
import { blankOut, isWithin, type Span } from "../span";

/** Words from which the same sentence is no chance. */
const LEAST_WORDS = 8;
const NOT_SENTENCES =
  /^(?:thebibliography|algorithm|algorithmic|algorithm2e|tikzpicture|tabular|tabularx|table|figure|equation|align)\*?$/;

/** The same sentence twice, word for word, captions apart. */
export const repeatedSentence: Rule = {
  id: "repeated-sentence",
  severity: "warning",
  check({ parts }) {
    const sentences = parts.flatMap((source) => sentencesOf(source).map((span) => ({ ...span, source })));
    // Most sentences begin and end like no other, and need not be read.
    const alike = [...grouped(sentences, outerWordsOf).values()].filter(({ length }) => length > 1).flat();
    return [...grouped(alike, ({ source, start, end }) => wordsOf(source.live.slice(start, end)))].flatMap(
      ([words, [first, ...again]]) =>
        words.split(" ").length < LEAST_WORDS
          ? []
          : again.map(({ source, start, end }) => ({
              source,
              start,
              end,
              message: `This sentence already stands on line ${positionAt(first!.source, first!.start).line}${first!.source === source ? "" : ` of ${first!.source.file}`}.`,
            })),
    );
  },
};

/** Stretches between full stops, headings, items and blank lines. */
function sentencesOf(source: PaperPart): Span[] {
  const { prose, body, environments, definitions } = source;
  const text = blankOut(prose, [
    ...environments.filter(({ name }) => NOT_SENTENCES.test(name)),
    ...checklistsIn(source),
  ]);
  const spans: Span[] = [];
  let start = body.start;
  const end = (at: number, next: number) => {
    const lead = /^(?:\s|\\(?:item|noindent|centering)\b)*/.exec(text.slice(start, Math.min(at, start + 400)))![0]
      .length;
    const from = start + lead;
    if (at - from > 40 && at - from < 2000 && !isWithin(definitions, from)) spans.push({ start: from, end: at });
    start = next;
  };
  for (const { 0: mark, index } of text
    .slice(body.start)
    .matchAll(/[.!?](?=[\s})'”])|\n[ \t]{0,80}\r?\n|\\(?:item|(?:sub){0,2}section|paragraph|begin|end)\b/g)) {
    const at = body.start + index;
    if (/^[.!?]/.test(mark)) end(at + 1, at + 1);
    else end(at, at + (mark.startsWith("\\") ? mark.length : 0));
  }
  return spans;
}

/** The questions that a venue asks of every paper, which repeat its guidelines. */
function checklistsIn(source: PaperPart): Span[] {
  return sectionsIn(source)
    .filter(({ title }) => /\bchecklist\b/i.test(title))
    .map(({ heading, end }) => ({ start: heading, end }));
}

/** The first word, and the last as far as it is looked at. */
function outerWordsOf({ source: { live }, start, end }: Span & { readonly source: PaperPart }): string {
  const opening = /[^\s~{}]+/g;
  opening.lastIndex = start;
  const first = opening.exec(live)?.[0] ?? "";
  const last = /[^\s~{}]*(?=[\s~{}]*$)/.exec(live.slice(Math.max(start, end - 24), end))![0];
  return `${first} ${last}`.toLowerCase();
}

function wordsOf(text: string): string {
  return text
    .replace(/[\s~{}]+/g, " ")
    .trim()
    .toLowerCase();
}
