import type { RunEvidence } from "./evidence";
import { longestFirst, type Mention } from "./mentions";
import { type Alias, aliasOf, isSubset, tokensOf } from "./run-aliases";
import { nameFinder } from "./run-names";
import { type ShortForm, shortFinder, shortFormsIn } from "./short-forms";
import { wordsOf } from "./words";

/** A mention of runs by number. `own`: the paper's own method, whichever run that is. `ids` are numbers as text. */
export type RunMention = Mention & { readonly own: boolean };
export type RunFinder = {
  /** In running text. */
  find(text: string): readonly RunMention[];
  /** The runs that a label in a table or legend means; none where it fits nothing, several where it fits several. */
  labelled(label: string): { readonly ids: readonly string[]; readonly own: boolean };
};

const NUMBERED =
  /(?<![\p{L}\d])runs?[\s_~#-]*(?:no\.?\s*)?(\d{1,2})(?:(\s*(?:,|and|&|or|,\s*and|–|-|to|through)\s*)(\d{1,2}))*(?![\d%]|\.\d|\s*(?:seeds?|times|epochs|steps|experiments|hours?)\b)/giu;
const OWN =
  /(?<![\p{L}\d])(?:(?:our|the proposed|proposed|the final|our final|the full|our full|final|full)\s+(?:[\p{L}\d-]+\s+){0,4}?(?:methods?|models?|approach(?:es)?|variants?|systems?|architectures?|mechanisms?|strateg(?:y|ies)|techniques?|frameworks?|configurations?|algorithms?|denoisers?|networks?|adapters?|transformers?|schedules?|schedulers?)|ours|(?:this|the) (?:method|approach))(?![\p{L}\d])/giu;
/** Something that is not named by its name: it may be any run but the baseline. */
const VAGUE =
  /(?<![\p{L}\d])(?:the|its|their|a|an)\s+(?:[\p{L}-]+\s+){0,3}?(?:variants?|versions?|counterparts?|alternatives?|latter|former|others?|one|combination)(?![\p{L}\d])/giu;
const BASELINE =
  /(?<![\p{L}\d])(?:(?:standard|vanilla|original|unmodified|unchanged)\s+)?baselines?(?:\s+(?:models?|methods?|approach(?:es)?|configurations?|ddpm|gpt|transformers?|runs?|systems?|denoisers?))?(?![\p{L}\d])/giu;
/** `definitions` are names that the paper itself gives to runs: “Fixed Weighting (Run 1)”. `principal` is the run that it calls its own. */
export function runFinder(runs: readonly RunEvidence[], { definitions, shorts, principal }: PaperNames): RunFinder {
  const written = [
    ...runs.flatMap(({ number, names }) => names.map((name) => aliasOf(String(number), name))),
    ...definitions.map(({ name, id }) => aliasOf(id, name)),
  ].filter(({ tokens }) => tokens.size > 0);
  const meantByLong = ({ long }: ShortForm) => [
    ...new Set(
      written.filter((one) => isEqual(one.tokens, tokensOf(wordsOf(long).map(({ low }) => low)))).map(({ id }) => id),
    ),
  ];
  const shortNames = shorts.flatMap((form) => {
    const ids = meantByLong(form);
    return ids.length === 1 ? [aliasOf(ids[0]!, form.short)] : [];
  });
  const aliases = [...written, ...shortNames];
  const findShort = shortFinder(shorts, (form) => {
    const ids = meantByLong({ short: "", long: form });
    return ids.length === 1 ? { ids, own: false } : undefined;
  });
  const known = new Set(runs.map(({ number }) => String(number)));
  const others = [...known].filter((id) => id !== "0");
  const own = principal ?? others;
  const ownIds = typeof own === "string" ? [own] : own;
  const names = nameFinder(written);
  return {
    find: (text) => {
      const named = [
        ...numbered(text, known),
        ...names(text).map((one) => ({ ...one, own: false })),
        ...findShort(text),
      ];
      const vague = found(text, VAGUE, others, true)
        .filter((one) => !named.some(({ start, end }) => one.start <= start && end <= one.end))
        .flatMap((one) => meantBy(one, text, aliases));
      return longestFirst([
        ...named,
        ...found(text, BASELINE, ["0"], false),
        ...found(text, OWN, ownIds, true),
        ...vague,
      ]);
    },
    labelled: (label) => labelled(label, aliases, known, ownIds),
  };
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

function labelled(
  label: string,
  aliases: readonly Alias[],
  known: ReadonlySet<string>,
  own: readonly string[],
): { ids: readonly string[]; own: boolean } {
  const [number] = numbered(label, known);
  if (number && number.ids.length === 1) return { ids: number.ids, own: false };
  const words = wordsOf(label).map(({ low }) => low);
  const telling = tokensOf(words);
  const exact = aliases.filter((alias) => alias.words.join(" ") === words.join(" "));
  if (exact.length > 0) return { ids: unique(exact), own: false };
  if (/^(?:\s*(?:the\s+)?(?:standard|vanilla)?\s*baseline\b[\p{L}\s()-]*)$/iu.test(label))
    return { ids: ["0"], own: false };
  if (/^\s*(?:ours?\b|proposed\b|full (?:method|model)|final (?:method|model))/i.test(label))
    return { ids: own, own: true };
  if (telling.size === 0) return { ids: [], own: false };
  const equal = aliases.filter(({ tokens }) => tokens.size === telling.size && isSubset(telling, tokens));
  if (equal.length > 0) return { ids: unique(equal), own: false };
  return { ids: unique(aliases.filter(({ tokens }) => isSubset(telling, tokens))), own: false };
}

function isEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && isSubset(one, other);
}

function unique(aliases: readonly Alias[]): string[] {
  return [...new Set(aliases.map(({ id }) => id))];
}

/** Names that a paper gives to runs. */
export type PaperNames = {
  /** Short forms that it introduces, of whatever. */
  readonly shorts: readonly ShortForm[];
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
  return { definitions, shorts: shortFormsIn(texts), principal: principalOf(found) };
}

/** The run that is called ours, unless several are; “our initial approach (Run 1)” is only where it began. */
function principalOf(found: readonly { readonly before: string; readonly id: string }[]): string | undefined {
  const own = found.filter(({ before, id }) => {
    const words = before.split(/\band\b/).at(-1) ?? "";
    return (
      id !== "0" &&
      /\b(?:our|ours|final|full|proposed)\b/i.test(words) &&
      !/\b(?:initial|first|early|earlier|preliminary|original|previous|simple)\b/i.test(words)
    );
  });
  const ids = new Set(own.map(({ id }) => id));
  return ids.size === 1 ? own[0]!.id : undefined;
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
