import type { Mention } from "./mentions";
import { type Alias, ORDINARY, tokenOf } from "./run-aliases";
import { wordsOf } from "./words";

/** A word that sets some runs off from the others: the “replay” of “Replay ratio 4” and “LayerNorm, replay ratio 4”. */
type Aspect = {
  readonly runs: readonly string[];
  /** The run that has this and nothing else of the others' words, if there is one. */
  readonly plain: string | undefined;
  /** Whether it is the whole name of that run. */
  readonly whole: boolean;
};

const ALONE = /^\s+(?:alone|by itself|on its own|only|without)\b/i;
const WITH_OTHERS = /\b(?:both|combin\w*|together|jointly|in addition|added)\b/i;
/** What a word that stands for a whole run is followed by, rather than by the noun that it belongs to. */
const ENDING =
  /^\s*(?:[,.;:)]|$)|^\s+(?:itself|is|are|was|has|have|had|does|do|alone|also|even|still|only|helps?|hurts?|improve[sd]?|reduce[sd]?|lower(?:s|ed)|raise[sd]?|increase[sd]?|decrease[sd]?|outperform(?:s|ed)?|beats?|reache[sd]|achieve[sd]|attain(?:s|ed)|obtain(?:s|ed)|perform(?:s|ed)?|work(?:s|ed)|wins|won|fail(?:s|ed)|trail(?:s|ed)|leads|led|falls|fell|drops|dropped|remain(?:s|ed)|makes|made|takes|took|needs|needed|require[sd]|and|or|on|in|for|with|without|than|by|at)\b/i;

/** A word that tells of some runs, and the one that it means by itself. */
export type AspectMention = Mention & { readonly plain: string | undefined };

/** Finds the runs that single words of their names tell of, as comparisons in words have them. */
export function aspectFinder(aliases: readonly Alias[]): (text: string) => AspectMention[] {
  const aspects = aspectsOf(aliases);
  if (aspects.size === 0) return () => [];
  return (text) =>
    wordsOf(text).flatMap(({ low, start, end }) => {
      const aspect = aspects.get(tokenOf(low));
      const after = text.slice(end, end + 40);
      if (!aspect || !ENDING.test(after)) return [];
      const clause = /[^,;.:]*$/.exec(text.slice(0, end))![0];
      const alone = aspect.plain !== undefined && (aspect.whole || ALONE.test(after)) && !WITH_OTHERS.test(clause);
      return [{ start, end, ids: alone ? [aspect.plain!] : aspect.runs, plain: aspect.plain }];
    });
}

function aspectsOf(aliases: readonly Alias[]): ReadonlyMap<string, Aspect> {
  const others = [...new Set(aliases.map(({ id }) => id))].filter((id) => id !== "0");
  const words = new Map(["0", ...others].map((id) => [id, tellingOf(aliases, id)]));
  const all = new Set(others.flatMap((id) => [...words.get(id)!]));
  const found = [...all].flatMap((token) => {
    const runs = others.filter((id) => words.get(id)!.has(token));
    if (words.get("0")?.has(token) || runs.length >= others.length) return [];
    const least = runs.toSorted((one, other) => words.get(one)!.size - words.get(other)!.size)[0]!;
    const isPlain = runs.every((id) => [...words.get(least)!].every((word) => words.get(id)!.has(word)));
    const whole = aliases.some(({ id, tokens }) => id === least && tokens.size === 1 && tokens.has(token));
    return [[token, { runs, plain: isPlain ? least : undefined, whole }] as const];
  });
  return new Map(found);
}

/** The words of a run's names that are not of the trade. */
function tellingOf(aliases: readonly Alias[], id: string): ReadonlySet<string> {
  const names = aliases
    .filter((alias) => alias.id === id)
    .map(({ tokens }) =>
      [...tokens].filter(
        (token) => token.length > 2 && !ORDINARY.has(token) && !/^(?:\d+$|increas|decreas|reduc|improv)/.test(token),
      ),
    );
  return new Set(names.flat());
}
