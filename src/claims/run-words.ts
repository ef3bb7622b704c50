import type { RunEvidence } from "./evidence";
import { longestFirst, type Mention } from "./mentions";
import { baselineIn, type PaperNames } from "./paper-names";
import { type Alias, aliasOf, isSubset, ORDINARY, tokensOf } from "./run-aliases";
import { type AspectMention, aspectFinder } from "./run-aspects";
import { withCombinations } from "./run-combinations";
import { type Labelled, labelledRuns } from "./run-labels";
import { nameFinder } from "./run-names";
import { exactFinder, type NamedAlias } from "./short-forms";
import { wordsOf } from "./words";

/** A mention of runs by number. `own`: the paper's own method, whichever run that is. `ids` are numbers as text. */
export type RunMention = Mention & { readonly own: boolean };
export type RunFinder = {
  /** In running text. */
  find(text: string): readonly RunMention[];
  /** The runs that a label in a table or legend means; none where it fits nothing, several where it fits several. */
  labelled(label: string): Labelled;
  /** The runs whose names are a part of a run's name: “Patches” for “Patches + RevIN”. */
  partsOf(id: string): readonly string[];
  /** The runs that single words of their names tell of. */
  aspects(text: string): readonly AspectMention[];
};

const NUMBERED =
  /(?<![\p{L}\d])runs?[\s_~#-]*(?:no\.?\s*)?(\d{1,2})(?:(\s*(?:,|and|&|or|,\s*and|–|-|to|through)\s*)(\d{1,2}))*(?![\d%]|\.\d|\s*(?:seeds?|times|epochs|steps|experiments|hours?)\b)/giu;
const OWN =
  /(?<![\p{L}\d])(?:(?:our|the proposed|proposed|the final|our final|the full|our full|final|full)\s+(?:[\p{L}\d-]+\s+){0,4}?(?:methods?|models?|approach(?:es)?|variants?|systems?|architectures?|mechanisms?|strateg(?:y|ies)|techniques?|frameworks?|configurations?|algorithms?|denoisers?|networks?|adapters?|transformers?|schedules?|schedulers?)|ours|(?:this|the) (?:method|approach))(?![\p{L}\d])/giu;
/** Something that is not named by its name: it may be any run but the baseline. */
const VAGUE =
  /(?<![\p{L}\d])(?:the|its|their|a|an)\s+(?:[\p{L}-]+\s+){0,3}?(?:variants?|versions?|counterparts?|alternatives?|latter|former|others?|one(?!\s+(?:for|of|on|in|at|that|hand)\b)|combination)(?![\p{L}\d])/giu;
const BASELINE =
  /(?<![\p{L}\d])the reference(?=['’]s\b|\s+(?:there|on|in|by|at)\b|\s*[.,;)])|(?<![\p{L}\d])(?:(?:standard|vanilla|original|unmodified|unchanged)\s+)?baselines?(?:\s+(?:models?|methods?|approach(?:es)?|configurations?|ddpm|gpt|transformers?|runs?|systems?|denoisers?))?(?![\p{L}\d])/giu;
/** Finds runs by their names and by those that the paper gives them. */
export function runFinder(runs: readonly RunEvidence[], paper: PaperNames): RunFinder {
  const known = new Set(runs.map(({ number }) => String(number)));
  const others = [...known].filter((id) => id !== "0");
  const own = paper.principal === undefined ? others : [paper.principal];
  const written = aliasesOf(runs, paper);
  const shorts = shortAliases(written, paper);
  const aliases = [...written, ...shorts];
  const [names, findShort] = [nameFinder(written), exactFinder(shorts)];
  const labelled = (label: string) => labelledAs(label, aliases, known, own);
  const labels = paper.labels.flatMap((label) => labelAlias(label, labelled(label)));
  const findLabel = exactFinder([
    ...labels,
    ...baselineNames(runs, paper),
    ...wordNames(written),
    ...capitalNames(runs),
  ]);
  const families = familiesIn(runs);
  const isOfFamily = (text: string, { start, end, ids }: Mention) =>
    ids.length === 1 && families.has(spelled(text.slice(start, end)));
  return {
    find: (text) => {
      const named = [
        ...numbered(text, known),
        ...[...names(text), ...findShort(text), ...findLabel(text)].map((one) => ({ ...one, own: false })),
      ];
      const vague = found(text, VAGUE, others, true)
        .filter((one) => !named.some(({ start, end }) => one.start <= start && end <= one.end))
        .flatMap((one) => meantBy(one, text, aliases));
      const unowned = named.filter(({ start }) => {
        const before = text.slice(Math.max(0, start - 16), start);
        return !isOfBaseline(before) && !isMissing(before);
      });
      const meant = unowned.map((one) => (isOfFamily(text, one) ? { ...one, ids: own, own: true } : one));
      const all = [...meant, ...found(text, BASELINE, ["0"], false), ...found(text, OWN, own, true), ...vague];
      return withCombinations(text, longestFirst(all), aliases);
    },
    labelled,
    partsOf: (id) => partsOf(id, written),
    aspects: aspectFinder(written),
  };
}

/**
 * “Style Adapter” beside “Tuned Style Adapter” is what all of them are called: the first run's name at the end of a later
 * one's. In a sentence it may be any run but the baseline.
 */
function familiesIn(runs: readonly RunEvidence[]): ReadonlySet<string> {
  const named = runs.filter(({ number, names }) => number !== 0 && names.length > 0);
  const first = named.toSorted((one, other) => one.number - other.number)[0];
  const later = named.filter((run) => run !== first).flatMap(({ names }) => names);
  return new Set((first?.names ?? []).filter((name) => later.some((other) => isVariant(other, name))).map(spelled));
}

/** “Fine-tuned X” is an X; “Y with X”, “Y + X” and “Y, 50 steps” are something else. */
function isVariant(name: string, of: string): boolean {
  const added = name.slice(0, name.length - of.length).trim();
  const same = name.toLowerCase().endsWith(` ${of.toLowerCase()}`);
  return (
    same &&
    /\s/.test(of.trim()) &&
    !/^\d/.test(of) &&
    /^[\p{L}-]+$/u.test(added) &&
    !/^(?:with|and|plus|no|without)$/i.test(added)
  );
}

function spelled(text: string): string {
  return wordsOf(text)
    .map(({ low }) => low)
    .join(" ");
}

function partsOf(id: string, aliases: readonly Alias[]): string[] {
  const own = aliases.filter((alias) => alias.id === id);
  const parts = aliases.filter(
    (one) =>
      one.id !== id &&
      one.id !== "0" &&
      own.some(({ tokens }) => one.tokens.size < tokens.size && isSubset(one.tokens, tokens)),
  );
  return [...new Set(parts.map((one) => one.id))];
}

function aliasesOf(runs: readonly RunEvidence[], { definitions }: PaperNames): Alias[] {
  return [
    ...runs.flatMap(({ number, names }) => names.map((name) => aliasOf(String(number), name))),
    ...definitions.map(({ name, id }) => aliasOf(id, name)),
  ].filter(({ tokens }) => tokens.size > 0);
}

/** “the baseline's fixed ridge” is no run “Fixed ridge”. */
function isOfBaseline(before: string): boolean {
  return /\bbaseline['’]s\s+$/i.test(before);
}

/** “without the penalty” speaks of a run that has none. */
function isMissing(before: string): boolean {
  return /\bwithout\s+(?:the\s+|an?\s+|any\s+|our\s+)?$/i.test(before);
}

/** Names of one word, as they are written: “Attention achieves 0.83”. */
function wordNames(aliases: readonly Alias[]): NamedAlias[] {
  const single = aliases.filter(({ id, words }) => id !== "0" && words.length === 1 && words[0]!.length > 4);
  return single.map((alias) => ({ ...alias, name: alias.words[0]![0]!.toUpperCase() + alias.words[0]!.slice(1) }));
}

/** “SGD” and “SAC”, and the “AdamW” of “AdamW (Baseline)”, as they are written. */
function capitalNames(runs: readonly RunEvidence[]): NamedAlias[] {
  return runs.flatMap((run) => {
    const others = runs.filter((other) => other !== run).flatMap(({ names }) => names);
    const own = run.names.filter((name) => /^[A-Z][A-Z\d-]{1,7}$/.test(name));
    const opening = run.names.flatMap((name) => /^(\p{Lu}[\p{L}\d-]*\p{Lu}[\p{L}\d-]*) \(/u.exec(name)?.[1] ?? []);
    const alone = opening.filter(
      (name) => !others.some((other) => wordsOf(other).some(({ low }) => low === name.toLowerCase())),
    );
    return [...new Set([...own, ...alone])].map((name) => ({ ...aliasOf(String(run.number), name), name }));
  });
}

/** “Gaussian (baseline)” in a table, and as what the first run is called. */
function baselineNames(runs: readonly RunEvidence[], { baselines }: PaperNames): NamedAlias[] {
  const own = runs.flatMap(({ number, names }) => (number === 0 ? names.flatMap(baselineIn) : []));
  return [...new Set([...baselines, ...own])].map((name) => ({ ...aliasOf("0", name), name }));
}

/** Short forms of names. */
function shortAliases(written: readonly Alias[], { shorts }: PaperNames): NamedAlias[] {
  return shorts.flatMap(({ short, long }) => {
    const tokens = tokensOf(wordsOf(long).map(({ low }) => low));
    const equal = written.filter((one) => one.tokens.size === tokens.size && isSubset(tokens, one.tokens));
    const ids = new Set(equal.map(({ id }) => id));
    return ids.size === 1 ? [{ ...aliasOf([...ids][0]!, short), name: short }] : [];
  });
}

/** What a table of the paper calls a run is a name of it in the text as well, unless its words are of the trade. */
function labelAlias(label: string, { ids, own }: Labelled): NamedAlias[] {
  const name = label.replace(/^[\s+]+|\s+$/g, "");
  const alias = aliasOf(ids[0] ?? "", name);
  const telling = [...alias.tokens].some((token) => !ORDINARY.has(token) && token.length > 1);
  return ids.length === 1 && !own && ids[0] !== "0" && telling ? [{ ...alias, name }] : [];
}

function labelledAs(
  label: string,
  aliases: readonly Alias[],
  known: ReadonlySet<string>,
  own: readonly string[],
): Labelled {
  const [number] = numbered(label, known);
  return number && number.ids.length === 1 ? { ids: number.ids, own: false } : labelledRuns(label, aliases, own);
}

/** “the early one” is the run with that word in its name; “the rural one” is a data set. */
function meantBy(mention: RunMention, text: string, aliases: readonly Alias[]): RunMention[] {
  const words = /^(?:the|a|an)\s+(.+)\s+(?:one|ones|variants?|versions?)$/i.exec(
    text.slice(mention.start, mention.end),
  )?.[1];
  if (words === undefined) return [mention];
  const tokens = tokensOf(wordsOf(words).map(({ low }) => low));
  const ids = new Set(aliases.filter((alias) => isSubset(tokens, alias.tokens)).map(({ id }) => id));
  if (ids.size === 1) return [{ ...mention, ids: [...ids], own: false }];
  return ids.size === 0 && /\bones?$/i.test(text.slice(mention.start, mention.end)) ? [] : [mention];
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
