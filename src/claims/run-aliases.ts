import { stem, wordsOf } from "./words";

/** One name of a run. `tokens` are its telling words in their one form. */
export type Alias = { readonly id: string; readonly words: readonly string[]; readonly tokens: ReadonlySet<string> };

/** Words that may stand in a name without saying anything. */
export const FILLERS =
  /^(?:the|a|an|our|of|for|in|on|to|by|at|using|with|plus|and|or|w|vs|its|their|together|along|method|approach|run|strategy|configuration|variant|setting|augmentation|experiment|version)$/;

/** Words of the trade: two of them make no name. */
export const ORDINARY = new Set(
  "learning rate weight weights layer layers head heads network networks model models loss training batch size noise schedule step steps time dropout decay warmup embedding attention label data token tokens sampling gradient feature features process processing analysis analyze function input output dimension width depth performance relationship comparison evaluation results"
    .split(" ")
    .map(stem),
);

const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    one: "1",
    two: "2",
    three: "3",
    four: "4",
    five: "5",
    six: "6",
    eight: "8",
    ten: "10",
    without: "no",
    alone: "only",
    zero: "no",
    α: "alpha",
    β: "beta",
    γ: "gamma",
    δ: "delta",
    ε: "epsilon",
    λ: "lambda",
    μ: "mu",
    σ: "sigma",
    τ: "tau",
    augmented: "augment",
    lower: "low",
    slower: "slow",
    deeper: "deep",
    wider: "wide",
    weaker: "weak",
    stronger: "strong",
    larger: "large",
    smaller: "small",
    longer: "long",
    shorter: "short",
  }),
);

/** A name of a run, taken apart. */
export function aliasOf(id: string, name: string): Alias {
  const words = wordsOf(name).map(({ low }) => low);
  return { id, words, tokens: tokensOf(words) };
}

/** The telling words of a name or a text, each in its one form. */
export function tokensOf(words: readonly string[]): Set<string> {
  return new Set(words.filter((word) => !FILLERS.test(word)).map(tokenOf));
}

/** The one form of a word of a name. */
export function tokenOf(word: string): string {
  return SAME.get(word) ?? stem(word);
}

/** Whether all of some words are among others. */
export function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((token) => all.has(token));
}

/** “attention patterns” are what the run “Attention Pattern Analysis” looks at, not the run. */
export function isTopic(words: readonly string[], { words: name }: Alias): boolean {
  const last = name.at(-1) ?? "";
  return STUDY.test(last) && !words.some((word) => STUDY.test(word));
}

const STUDY =
  /^(?:analys[ie]s|logging|tracking|monitoring|stud(?:y|ies)|visuali[sz]ations?|measurements?|investigations?|inspection|evaluations?)$/;
