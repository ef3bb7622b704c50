import { longestFirst, type Mention, phrasePattern } from "./mentions";
import { nameWords } from "./words";

/** Finds the data sets that a text names. */
export type DatasetFinder = (text: string) => readonly Mention[];

/** Names of data sets that are ordinary words as well: they count only where the words around say that a data set is meant. */
const ORDINARY = /^(?:line|text|train|test|small|large|base|default|all|mixed|square|grid|ring|results?|main|overall)$/;
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  plus: ["(?:modular |mod\\.? )?addition", "\\+"],
  add: ["(?:modular |mod\\.? )?addition", "\\+"],
  minus: ["(?:modular |mod\\.? )?subtraction", "[-−–]"],
  sub: ["(?:modular |mod\\.? )?subtraction", "[-−–]"],
  div: ["(?:modular |mod\\.? )?division", "[/÷]"],
  times: ["(?:modular |mod\\.? )?multiplication", "[·×*]"],
  mul: ["(?:modular |mod\\.? )?multiplication", "[·×*]"],
};

/** “x × y^{-1}” is division. */
const INVERSE = "[xa]\\s*[·×*]?\\s*[yb]\\s*\\^\\s*[{(]?[-−–]1[)}]?";

export function datasetFinder(keys: readonly string[]): DatasetFinder {
  const shortened = /(?<![\p{L}\d_-])[A-Z]{1,3}-?\d{1,4}(?![\p{L}\d_%.-])/gu;
  const patterns = keys.map((key) => ({
    key,
    ordinary: ORDINARY.test(key.toLowerCase()),
    pattern: new RegExp(`(?<![\\p{L}\\d_])(?:${aliasesOf(key, keys).join("|")})(?![\\p{L}\\d_]|\\s?=)`, "giu"),
  }));
  return (text) => {
    const found = patterns.flatMap(({ key, ordinary, pattern }) =>
      [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
        start: index,
        end: index + word.length,
        ids: [key],
        ordinary,
      })),
    );
    for (const { 0: word, index } of text.matchAll(shortened)) {
      const ids = datasetsShortenedTo(word, keys);
      if (ids[0]) found.push({ start: index, end: index + word.length, ids: [ids[0]], ordinary: false });
    }
    const sure = found.filter(({ ordinary }) => !ordinary);
    const all = found.filter((one) => !one.ordinary || isMeant(text, one, sure));
    return longestFirst(all.map(({ start, end, ids }) => ({ start, end, ids })));
  };
}

/** Names come from results: “constructor” is no operator. */
function signOf(operator = ""): readonly [string, string] | readonly [] {
  return Object.hasOwn(SIGNS, operator) ? SIGNS[operator]! : [];
}

function aliasesOf(key: string, keys: readonly string[]): string[] {
  const words = nameWords(key);
  const operator = /^x_?([a-z]+)_?y\b/i.exec(key)?.[1]?.toLowerCase();
  const [name, sign] = signOf(operator);
  const first = words[0]!;
  const telling =
    words.length > 1 && first.length >= 5 && keys.filter((other) => nameWords(other)[0] === first).length === 1;
  return [
    `${phrasePattern(words.flatMap((word) => word.match(/\d+|\D+/g) ?? []))}${/s$/.test(key) ? "" : plural(key)}`,
    ...(/s$/.test(key) && key.length > 4 ? [`${phrasePattern(words).slice(0, -1)}s?`] : []),
    ...(name && sign ? [name, `[xa]\\s*${sign}\\s*[yb]`] : []),
    ...(operator === "div" ? [INVERSE] : []),
    ...(telling ? [`${phrasePattern([first])}(?:'s)?(?:[\\s-]+char(?:acter)?s?)?`] : []),
    ...(/^shakespeare/i.test(key) ? ["shakespeare"] : []),
  ];
}

function plural(key: string): string {
  return ORDINARY.test(key.toLowerCase()) ? "" : "s?";
}

/** The data sets that a short form may mean: the beginning of a name, or its first letter, some others and all of its digits. */
export function datasetsShortenedTo(short: string, keys: readonly string[]): string[] {
  const low = short.toLowerCase();
  const [letters, digits] = [low.replace(/[^\p{L}]/gu, ""), low.replace(/\D/g, "")];
  const begins = keys.filter(
    (key) => low.length > 2 && datasetNames(key).some((name) => name.startsWith(low) && name.length > low.length),
  );
  const skips = keys.filter((key) => {
    const name = key.toLowerCase().replace(/[^\p{L}\d]/gu, "");
    const own = name.replace(/\d/g, "");
    return digits === name.replace(/\D/g, "") && own !== letters && own[0] === letters[0] && isWithin(letters, own);
  });
  const meant = begins.length > 0 ? begins : low.length > 2 || digits !== "" ? skips : [];
  return meant.length === 1 ? meant : [];
}

/** Whether letters stand in a word in their order. */
function isWithin(letters: string, word: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === letters[at]) at++;
  return at === letters.length;
}

/** What a data set is called in words, for abbreviations of it: `x_div_y` is division. */
function datasetNames(key: string): string[] {
  const operator = /^x_?([a-z]+)_?y\b/i.exec(key)?.[1]?.toLowerCase();
  const sign = signOf(operator)[0];
  return [...nameWords(key), ...(sign ? [sign.replace(/^.*\s\)\?/, "")] : [])];
}

const NOUN_AFTER = /^['’]?s?\s*(?:data\s?-?sets?|data|shapes?|distributions?|tasks?|case)\b/i;

/** “on the line dataset”, “circle, line and moons”, “Line: 5.0%”; not “in line with”, not “the dotted line”. */
function isMeant(
  text: string,
  { start, end }: { start: number; end: number },
  sure: readonly { start: number; end: number }[],
): boolean {
  const before = text.slice(Math.max(0, start - 30), start);
  const after = text.slice(end, end + 30);
  if (NOUN_AFTER.test(after)) return true;
  if (
    /^\s+(?:with|of|search|plots?|style|numbers?)\b/i.test(after) ||
    /(?:\b(?:in|dotted|dashed|solid|each|per|straight|single|a|one|first|last|this|top|bottom|diagonal|every)|\d)\s+$/i.test(
      before,
    )
  )
    return false;
  if (sure.some((one) => isListed(text, one, { start, end }))) return true;
  return /(?:\b(?:on|for|of)(?:\s+the)?|^)\s*$/i.test(before) || /^\s*[(:]/.test(after);
}

/** Whether only commas, “and” and other short words stand between the two. */
function isListed(text: string, one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  const between = one.end <= other.start ? text.slice(one.end, other.start) : text.slice(other.end, one.start);
  return (
    between.length <= 40 &&
    /^(?:'s)?\s*(?:datasets?)?(?:\s*\([^)]*\))?\s*(?:,|\/|&|and|or|;)[^.;:]{0,12}$/.test(between)
  );
}
