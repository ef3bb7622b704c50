import type { Idea } from "./idea";

/** The archive entry that `candidate` repeats: the same name, or a title that shares nearly all of its words. */
export function nearDuplicateOf(candidate: Idea, archive: readonly Idea[]): Idea | undefined {
  return archive.find(
    (known) => known.Name === candidate.Name || overlap(words(known.Title), words(candidate.Title)) >= 0.8,
  );
}

/** The entry most like `idea`, alike enough that a person should look at both before paying for either. */
export function mostSimilar(idea: Idea, others: readonly Idea[]): Idea | undefined {
  const ranked = others
    .filter((other) => other.Name !== idea.Name && !goesOnFrom(idea, other) && !goesOnFrom(other, idea))
    .map((other) => ({ other, score: likeness(idea, other) }))
    .sort((a, b) => b.score - a.score);
  return ranked[0] && ranked[0].score >= 1 ? ranked[0].other : undefined;
}

function goesOnFrom(one: Idea, other: Idea): boolean {
  return one.continues?.idea === other.Name;
}

/** From 1 on alike: half of the titles' telling words, or most of what is to be done, which shares its phrases with every other idea. */
function likeness(one: Idea, other: Idea): number {
  return Math.max(
    overlap(telling(one.Title), telling(other.Title)) / 0.5,
    overlap(telling(one.Experiment), telling(other.Experiment)) / 0.8,
  );
}

/** The share of telling words that two texts have in common, 0 to 1. */
export function sharedWords(one: string, other: string): number {
  return overlap(telling(one), telling(other));
}

/** Jaccard similarity, 0 to 1. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}

function words(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Words of four letters or more, and whatever is not written with letters of an alphabet that has short words. */
function telling(text: string): Set<string> {
  return new Set([...words(text)].filter((word) => word.length > 3 || /[^\p{Script=Latin}]/u.test(word)));
}
