import { literally } from "../research/literally";

/** Where a text names something, and what of our evidence that may be: several where the words leave it open or name several. */
export type Mention = {
  readonly start: number;
  readonly end: number;
  readonly ids: readonly string[];
};

/** The mentions without those that lie inside a longer one, in order. */
export function longestFirst<One extends Mention>(mentions: readonly One[]): One[] {
  const kept: One[] = [];
  const ordered = mentions.toSorted(
    (one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start,
  );
  for (const one of ordered) if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one);
  return kept.sort((one, other) => one.start - other.start);
}

/** Mentions that follow each other with nothing but commas and “and” between are one mention of all of them. */
export function grouped(text: string, mentions: readonly Mention[]): Mention[] {
  const groups: Mention[] = [];
  for (const mention of mentions) {
    const last = groups.at(-1);
    if (
      last &&
      /^(?:'s)?\s*(?:datasets?|data|tasks?)?\s*(?:,|\/|&|,?\s*(?:and|as well as|or)\s*(?:the\s+)?|,\s*)\s*(?:the\s+)?$/.test(
        text.slice(last.end, mention.start),
      )
    )
      groups[groups.length - 1] = {
        start: last.start,
        end: mention.end,
        ids: [...new Set([...last.ids, ...mention.ids])],
      };
    else groups.push(mention);
  }
  return groups;
}

/** A pattern for words in a row, whatever joins them. */
export function phrasePattern(words: readonly string[]): string {
  return words.map(literally).join("[\\s_–+&/,:().-]*");
}
