import type { LatexDocument } from "./document";
import type { Span } from "./span";

/** One `@type{key, …}` by its place. `key` is the span of the key; `complete` says whether its last brace was found. */
export type BibEntryPlace = Span & {
  readonly type: string;
  readonly name: string;
  readonly key: Span;
  readonly complete: boolean;
};

const NOT_ENTRIES = /^(?:comment|string|preamble)$/i;

/**
 * The entries of BibTeX text in order. A broken entry ends where the next one begins, so that one mistake does not hide
 * the rest, as it would from a grammar.
 */
export function entriesIn(text: string, from = 0, to = text.length): BibEntryPlace[] {
  const head = /(?<![^\s}])@([a-zA-Z]+)[ \t]*[{(]\s*([^\s,{}()"=]*)/g;
  head.lastIndex = from;
  const heads: RegExpExecArray[] = [];
  for (let match = head.exec(text); match && match.index < to; match = head.exec(text)) heads.push(match);
  return heads
    .map((match, index) => entryAt(text, match, Math.min(heads[index + 1]?.index ?? to, to)))
    .filter(({ type }) => !NOT_ENTRIES.test(type));
}

/** The bibliographies that a paper carries in `filecontents`, by file name, as places in the paper's own text. */
export function carriedBibliographies(document: LatexDocument): ReadonlyMap<string, Span> {
  const carried = document.verbatim.filter(
    ({ environment, argument }) => /^filecontents/.test(environment) && /\.bib$/i.test(argument),
  );
  return new Map(carried.map(({ argument, start, end }) => [argument, { start, end }]));
}

function entryAt(text: string, match: RegExpExecArray, limit: number): BibEntryPlace {
  const name = match[2]!;
  const keyEnd = match.index + match[0].length;
  const close = closeOf(text, match.index + match[0].search(/[{(]/), limit);
  return {
    type: match[1]!.toLowerCase(),
    name,
    key: { start: keyEnd - name.length, end: keyEnd },
    start: match.index,
    end: close ?? limit,
    complete: close !== undefined,
  };
}

function closeOf(text: string, open: number, limit: number): number | undefined {
  let depth = 0;
  for (let index = open; index < limit; index++) {
    const character = text[index];
    if (character === "{" || (character === "(" && index === open)) depth++;
    else if (character === "}" && --depth === 0) return index + 1;
    else if (character === ")" && depth === 1 && text[open] === "(") return index + 1;
  }
  return undefined;
}
