import type { Evidence, RunEvidence } from "./evidence";
import { FILLERS, isSubset, ORDINARY, tokenOf } from "./run-aliases";
import { type Sentence, sentenceSpans } from "./sentence";
import { wordsOf } from "./words";

type Place = { readonly start: number; readonly end: number };

/**
 * Whether a sentence may speak of a run by a part of its name where no name was found: “the filter” for “AdamW + gradient EMA filter”.
 * A sentence that speaks of “it” has its subject in the one before.
 */
export function isHalfNamed({ runs }: Evidence, sentence: Sentence, run: RunEvidence): boolean {
  const telling = tellingOf(runs, run);
  if (telling.size === 0) return false;
  const here = freeWords(sentence, { start: 0, end: sentence.text.length });
  return [...here, ...wordsBefore(sentence)].some((word) => telling.has(word));
}

/** The runs that a stretch of a sentence may speak of by a part of their names; those whose whole name is there before others. */
export function halfNamedIn({ runs }: Evidence, sentence: Sentence, place: Place): readonly RunEvidence[] {
  const words = new Set(freeWords(sentence, place));
  if (words.size === 0) return [];
  const named = runs.filter((run) => [...tellingOf(runs, run)].some((token) => words.has(token)));
  const whole = named.filter(({ names }) => names.some((name) => isSubset(nameTokens(name), words)));
  return whole.length > 0 ? whole : named;
}

/** The words that stand in no mention, each in its one form. */
function freeWords({ text, runs, metrics, datasets }: Sentence, { start, end }: Place): string[] {
  const taken = [...runs.filter(({ own }) => !own), ...metrics, ...datasets];
  return wordsOf(text)
    .filter((word) => word.start >= start && word.end <= end)
    .filter((word) => !taken.some((mention) => mention.start < word.end && word.start < mention.end))
    .map(({ low }) => partOf(low));
}

/** “learned” is not what “learning rate” speaks of. */
function partOf(word: string): string {
  const token = tokenOf(word);
  return ORDINARY.has(token) && /ed$/.test(word) ? word : token;
}

const REFERRING = /^(?:[^\s,;:]+[\s,]+){0,5}(?:it|its|they|their|this|that)\b/i;

function wordsBefore({ text, passage }: Sentence): string[] {
  if (!REFERRING.test(text)) return [];
  const before = passage.text.slice(0, Math.max(0, passage.text.indexOf(text)));
  const last = sentenceSpans(before).at(-1);
  return last ? wordsOf(before.slice(last.start, last.end)).map(({ low }) => partOf(low)) : [];
}

/** The words of a run's names that are not those of most runs, nor of the trade. */
function tellingOf(runs: readonly RunEvidence[], run: RunEvidence): ReadonlySet<string> {
  const others = runs.map(({ names }) => new Set(names.flatMap((name) => [...nameTokens(name)])));
  const isWhole = (token: string) => run.names.some((name) => [...nameTokens(name)].join(" ") === token);
  return new Set(
    [...(others[runs.indexOf(run)] ?? [])].filter(
      (token) =>
        token.length > 2 &&
        !/^(?:\d+|baselin|run|no|only)$/.test(token) &&
        (!ORDINARY.has(token) || isWhole(token)) &&
        2 * others.filter((tokens) => tokens.has(token)).length <= runs.length + 1,
    ),
  );
}

function nameTokens(name: string): ReadonlySet<string> {
  const words = wordsOf(name).map(({ low }) => low);
  return new Set(words.filter((word) => !FILLERS.test(word)).map(partOf));
}
