import type { RunEvidence } from "./evidence";
import { longestFirst, type Mention, phrasePattern } from "./mentions";
import { stem, wordsOf } from "./words";

/** A mention of runs by number. `own`: the paper's own method, whichever run that is. `ids` are numbers as text. */
export type RunMention = Mention & { readonly own: boolean };
export type RunFinder = {
  /** In running text. */
  find(text: string): readonly RunMention[];
  /** The runs that a label in a table or legend means; none where it fits nothing, several where it fits several. */
  labelled(label: string): { readonly ids: readonly string[]; readonly own: boolean };
};

type Alias = { readonly words: readonly string[]; readonly id: string };

const NUMBERED =
  /(?<![\p{L}\d])runs?[\s_~#-]*(?:no\.?\s*)?(\d{1,2})(?:(\s*(?:,|and|&|or|,\s*and|–|-|to|through)\s*)(\d{1,2}))*(?![\d%]|\.\d|\s*(?:seeds?|times|epochs|steps|experiments|hours?)\b)/giu;
const OWN =
  /(?<![\p{L}\d])(?:(?:our|the proposed|proposed|the final|our final|the full|our full|final|full)\s+(?:[\p{L}\d-]+\s+){0,4}?(?:methods?|models?|approach(?:es)?|variants?|systems?|architectures?|mechanisms?|strateg(?:y|ies)|techniques?|frameworks?|configurations?|algorithms?|denoisers?|networks?|adapters?|transformers?|schedules?|schedulers?)|ours|(?:this|the) (?:method|approach))(?![\p{L}\d])/giu;
/** Something that is not named by its name: it may be any run but the baseline. */
const VAGUE =
  /(?<![\p{L}\d])(?:the|its|their|a|an)\s+(?:[\p{L}-]+\s+){0,3}?(?:variants?|versions?|counterparts?|alternatives?|latter|former|others?|one|combination)(?![\p{L}\d])/giu;
const BASELINE =
  /(?<![\p{L}\d])(?:(?:standard|vanilla|original|unmodified|unchanged)\s+)?baselines?(?:\s+(?:models?|methods?|approach(?:es)?|configurations?|ddpm|gpt|transformers?|runs?|systems?|denoisers?))?(?![\p{L}\d])/giu;
const FILLERS =
  /^(?:the|a|an|our|with|of|and|for|in|on|to|by|using|only|plus|w|vs|model|method|approach|run|strategy|configuration|variant|setting|augmentation|experiment)$/;

/** `definitions` are names that the paper itself gives to runs: “Fixed Weighting (Run 1)”. `principal` is the run that it calls its own. */
export function runFinder(runs: readonly RunEvidence[], { definitions, principal }: PaperNames): RunFinder {
  const aliases: Alias[] = [
    ...runs.flatMap(({ number, names }) => names.flatMap((name) => aliasesOf(String(number), name))),
    ...definitions.map(({ name, id }) => ({ id, words: wordsOf(name).map(({ low }) => low) })),
  ].filter(({ words }) => words.length > 0);
  const known = new Set(runs.map(({ number }) => String(number)));
  const others = [...known].filter((id) => id !== "0");
  const own = principal ?? others;
  const ownIds = typeof own === "string" ? [own] : own;
  const phrases = phraseFinder(aliases);
  return {
    find: (text) =>
      longestFirst([
        ...numbered(text, known),
        ...phrases(text).map((one) => ({ ...one, own: false })),
        ...found(text, BASELINE, ["0"], false),
        ...found(text, OWN, ownIds, true),
        ...found(text, VAGUE, others, true),
      ]),
    labelled: (label) => labelled(label, aliases, known, ownIds),
  };
}

/** “Entropy bonus only” is also the entropy bonus alone. */
function aliasesOf(id: string, name: string): Alias[] {
  const words = wordsOf(name).map(({ low }) => low);
  const swapped = words.map((word) => (word === "only" ? "alone" : word === "alone" ? "only" : word));
  return swapped.join(" ") === words.join(" ")
    ? [{ id, words }]
    : [
        { id, words },
        { id, words: swapped },
      ];
}

function found(text: string, pattern: RegExp, ids: readonly string[], own: boolean): RunMention[] {
  return [...text.matchAll(pattern)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    ids,
    own,
  }));
}

function numbered(text: string, known: ReadonlySet<string>): RunMention[] {
  return [...text.matchAll(NUMBERED)].flatMap(({ 0: words, index }) => {
    const ids = [...words.matchAll(/\d+/g)].map(([number]) => String(Number(number))).filter((id) => known.has(id));
    return ids.length > 0 ? [{ start: index, end: index + words.length, ids, own: false }] : [];
  });
}

/** Names as they stand, and parts of names of two words or more that only one run has. */
function phraseFinder(aliases: readonly Alias[]): (text: string) => Mention[] {
  const byPhrase = idsByPhrase(aliases);
  const phrases = [...byPhrase].filter(([phrase, ids]) => ids.size === 1 && isTelling(phrase.split(" ")));
  if (phrases.length === 0) return () => [];
  const ordered = phrases.toSorted(([one], [other]) => other.length - one.length);
  const alternatives = ordered.map(([phrase]) => pattern(phrase)).join("|");
  const names = new RegExp(`(?<![\\p{L}\\d_])(?:${alternatives})(?![\\p{L}\\d_])`, "giu");
  return (text) =>
    [...text.matchAll(names)].flatMap(({ 0: words, index }) => {
      const low = wordsOf(words).map((word) => word.low);
      const ids = byPhrase.get(low.join(" ")) ?? byPhrase.get(low[0]!);
      if (!ids) return [];
      const mention = { start: index, end: index + words.length, ids: [...ids] };
      return [goingOn(text, mention, low, aliases), ...sharingHead(text, index, low, byPhrase)];
    });
}

/** A name of one word counts only before a word that says that it is a run. */
function pattern(phrase: string): string {
  const words = phrase.split(" ");
  return words.length > 1
    ? phrasePattern(words)
    : `${phrasePattern(words)}(?=[\\s-]+(?:training|variants?|models?|runs?|methods?|augmentation|schedules?|strategy|strategies|baseline|configuration|sampling|weighting|approach|setting)\\b)`;
}

/** “annealed smoothing combined with an entropy bonus” is the run whose name has all of these words, not the one with the first. */
function goingOn(text: string, mention: Mention, low: readonly string[], aliases: readonly Alias[]): Mention {
  const joint =
    /^\s*(?:(?:combined|together|along|paired|extended|augmented)\s+)?(?:with|plus|and|\+|without|w\/o|no)\s/i;
  const behind = /^[^\d;:()]*/.exec(text.slice(mention.end, mention.end + 70))![0];
  if (!joint.test(behind)) return mention;
  const next = wordsOf(behind).slice(0, 8);
  const longer = aliases.find(({ words }) => {
    const rest = words.slice(low.length).filter((word) => !FILLERS.test(word) && word.length > 3);
    return (
      words.length > low.length &&
      rest.length > 0 &&
      low.every((word, at) => words[at] === word) &&
      rest.every((word) => next.some((one) => stem(one.low) === stem(word)))
    );
  });
  if (!longer) return mention;
  const rest = longer.words.slice(low.length).map(stem);
  const last = next.findLast((one) => rest.includes(stem(one.low)))!;
  return { start: mention.start, end: mention.end + last.end, ids: [longer.id] };
}

/** “decaying and layer-wise noise” names two runs. */
function sharingHead(
  text: string,
  index: number,
  low: readonly string[],
  byPhrase: ReadonlyMap<string, ReadonlySet<string>>,
): Mention[] {
  const before = /([\p{L}\d-]+)\s*(?:,|and|or|,\s*and)\s+(?:the\s+)?$/u.exec(
    text.slice(Math.max(0, index - 40), index),
  );
  const first = before?.[1]?.toLowerCase();
  const ids =
    first === undefined ? undefined : byPhrase.get([...wordsOf(first).map((word) => word.low), low.at(-1)].join(" "));
  if (!before || !ids || ids.size !== 1) return [];
  const start = index - before[0].length;
  return [{ start, end: start + before[1]!.length, ids: [...ids] }];
}

function idsByPhrase(aliases: readonly Alias[]): Map<string, Set<string>> {
  const whole = new Set(aliases.map(({ words }) => words.join(" ")));
  const ids = new Map<string, Set<string>>();
  for (const { words, id } of aliases)
    for (const part of partsOf(words)) {
      const key = part.join(" ");
      if (part.length < words.length && whole.has(key)) continue;
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
  return ids;
}

/** The whole name, and its beginnings and ends of two words or more. */
function partsOf(words: readonly string[]): string[][] {
  const parts = [words.slice()];
  for (let length = 2; length < words.length; length++) parts.push(words.slice(0, length), words.slice(-length));
  return parts.filter(
    (part) =>
      (part.length > 0 && !FILLERS.test(part[0]!) && !FILLERS.test(part.at(-1)!)) || part.length === words.length,
  );
}

/** One short or ordinary word is no name in running text. */
function isTelling(words: readonly string[]): boolean {
  return (
    words.some((word) => word.length > (words.length > 1 ? 3 : 4)) &&
    !/^(?:baseline|final|model|small|large|default|standard)$/.test(words.join(" "))
  );
}

function labelled(
  label: string,
  aliases: readonly Alias[],
  known: ReadonlySet<string>,
  own: readonly string[],
): { ids: readonly string[]; own: boolean } {
  const [number] = numbered(label, known);
  if (number && number.ids.length === 1) return { ids: number.ids, own: false };
  const words = wordsOf(label).map(({ low }) => low);
  const telling = stems(words);
  const exact = aliases.filter((alias) => alias.words.join(" ") === words.join(" "));
  if (exact.length > 0) return { ids: unique(exact), own: false };
  if (/^(?:\s*(?:the\s+)?(?:standard|vanilla)?\s*baseline\b[\p{L}\s()-]*)$/iu.test(label))
    return { ids: ["0"], own: false };
  if (/^\s*(?:ours?\b|proposed\b|full (?:method|model)|final (?:method|model))/i.test(label))
    return { ids: own, own: true };
  if (telling.size === 0) return { ids: [], own: false };
  const equal = aliases.filter((alias) => sameSet(stems(alias.words), telling));
  if (equal.length > 0) return { ids: unique(equal), own: false };
  const holding = aliases.filter((alias) => isSubset(telling, stems(alias.words)));
  return { ids: unique(holding), own: false };
}

function stems(words: readonly string[]): Set<string> {
  return new Set(words.filter((word) => !FILLERS.test(word)).map(stem));
}

function unique(aliases: readonly Alias[]): string[] {
  return [...new Set(aliases.map(({ id }) => id))];
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((word) => all.has(word));
}

function sameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && isSubset(one, other);
}

/** Names that a paper gives to runs. */
export type PaperNames = {
  readonly definitions: readonly { readonly name: string; readonly id: string }[];
  readonly principal: string | undefined;
};

const DEFINED = /\(\s*Run[\s_~]*(\d{1,2})\s*\)/g;

/** “the improved weight network (Run 5)”; the one that is called ours, final or full is the paper's principal run. */
export function namesIn(texts: readonly string[]): PaperNames {
  const found = texts.flatMap((text) =>
    [...text.matchAll(DEFINED)].map(({ 1: id = "", index }) => ({
      before: /[^.;:()]*$/.exec(text.slice(Math.max(0, index - 90), index))![0],
      id: String(Number(id)),
    })),
  );
  const definitions = found.flatMap(({ before, id }) => {
    const name = nameAtEnd(before);
    return name === undefined ? [] : [{ name, id }];
  });
  const own = found.filter(
    ({ before, id }) =>
      id !== "0" && /\b(?:our|ours|final|full|proposed)\b/i.test(before.split(/\band\b/).at(-1) ?? ""),
  );
  const candidates = new Set(own.map(({ id }) => id));
  return { definitions, principal: candidates.size === 1 ? [...candidates][0] : undefined };
}

/** The last words of what stands before “(Run 5)”, from the last comma or conjunction on. */
function nameAtEnd(text: string): string | undefined {
  const tail = text.split(/,|\band\b|\bversus\b|\bvs\.?|\bcompar\w+|\busing\b|\bis\b|\bare\b/).at(-1) ?? "";
  const name = tail
    .replace(
      /^\s*(?:the|our|a|an|final|best|full|proposed|with|of|from|to|in|for|approach|model|method|strategy|configuration|\s)+\b/gi,
      "",
    )
    .trim();
  const words = wordsOf(name);
  return words.length >= 2 && words.length <= 8 ? name : undefined;
}
