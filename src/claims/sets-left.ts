import type { Mention } from "./mentions";

/** “32 (others)”, “~1200 s others”, “on the others”, “for the other datasets” */
const OTHERS =
  /(?:\(\s*|\d\s*(?:ms|s|min|h|%|steps)?\s+|\b(?:on|for|in)\s+)((?:all\s+)?(?:the\s+)?(?:others|other\s+(?:two\s+|three\s+)?(?:data ?sets|tasks|corpora)))(?=\s*(?:[),.;]|$))/giu;

/** A text's data sets, and where it speaks of the others: those that it has not named by then. Others may be runs where a run was named last. */
export function withSetsLeft(
  text: string,
  named: readonly Mention[],
  runs: readonly Mention[],
  all: readonly string[],
): readonly Mention[] {
  if (named.length === 0 || !/other/i.test(text)) return named;
  const left = [...text.matchAll(OTHERS)].flatMap(({ 0: words, 1: said = "", index }): Mention[] => {
    const end = index + words.length;
    const before = named.filter((one) => one.end <= index + 1);
    const last = before.at(-1);
    const known = new Set(before.flatMap(({ ids }) => ids));
    const ids = all.filter((key) => !known.has(key));
    const isOfRuns = runs.some(({ start }) => last && start >= last.end && start < end);
    const isNamed = named.some((one) => one.start < end && end - said.length < one.end);
    return last && !isOfRuns && !isNamed && ids.length > 0 ? [{ start: end - said.length, end, ids }] : [];
  });
  return left.length === 0 ? named : [...named, ...left].sort((one, other) => one.start - other.start);
}
