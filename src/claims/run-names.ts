import { longestFirst, type Mention, phrasePattern } from "./mentions";
import { type Alias, FILLERS, isSubset, isTopic, ORDINARY, tokenOf, tokensOf } from "./run-aliases";
import { rates } from "./run-rates";
import { stem, type Word, wordsOf } from "./words";

/** Finds names of runs in running text: whole ones, and words in a row that belong to the name of one run alone. */
export function nameFinder(aliases: readonly Alias[]): (text: string) => Mention[] {
  const whole = wholeNames(aliases);
  const vocabulary = new Set(
    aliases.flatMap(({ tokens, words }) => [...tokens, ...words.filter((word) => FILLERS.test(word))]),
  );
  return (text) => {
    const words = wordsOf(text);
    const found = longestFirst([
      ...whole(text),
      ...windows(text, words, aliases, vocabulary),
      ...rates(text, aliases),
      ...bracketed(text, aliases),
    ]);
    const closed = found
      .filter((mention) => !isOfAnother(text, mention, aliases))
      .map((mention) => withNumber(text, withBracket(text, mention), aliases));
    return [...closed, ...closed.flatMap((mention) => sharingHead(text, mention, mention, aliases))];
  };
}

/** In “a gap of one timestep” the gap is not that of five: the number behind a part of a name tells which run is meant. */
function withNumber(text: string, mention: Mention, aliases: readonly Alias[]): Mention {
  const [behind, word = ""] = NUMBER_BEHIND.exec(text.slice(mention.end, mention.end + 20)) ?? [];
  const token = tokenOf(word.toLowerCase());
  const has = ({ tokens }: Alias) => tokens.has(token);
  if (behind === undefined || aliases.some((alias) => mention.ids.includes(alias.id) && has(alias))) return mention;
  const said = tokensOf(wordsOf(text.slice(mention.start, mention.end)).map(({ low }) => low));
  const shared = ({ tokens }: Alias) => [...said].filter((part) => tokens.has(part)).length;
  const others = aliases.filter(has);
  const most = Math.max(1, ...others.map(shared));
  const ids = [...new Set(others.filter((one) => shared(one) === most).map(({ id }) => id))];
  return ids.length === 1 ? { ...mention, end: mention.end + behind.length, ids } : mention;
}

const NUMBER_BEHIND = /^\s*(?:of|=|at|to)?\s*\b(one|two|three|four|five|six|eight|ten|\d+)\b(?![.,]\d|%)/i;

/** “the full local branch” is not the “Thin local branch”: part of a name behind a word that sets it off names something else. */
function isOfAnother(text: string, { start, end, ids }: Mention, aliases: readonly Alias[]): boolean {
  const word =
    /\b(full|plain|pure|ordinary|regular|usual|original|unmodified|standard|vanilla|normal|other|heavier|lighter|larger|smaller)\s+$/i
      .exec(text.slice(Math.max(0, start - 14), start))?.[1]
      ?.toLowerCase();
  if (word === undefined) return false;
  const own = aliases.filter(({ id }) => ids.includes(id));
  const said = wordsOf(text.slice(start, end))
    .map(({ low }) => low)
    .join(" ");
  return !own.some(({ words }) => words.join(" ") === said || words.includes(word));
}

/** A name that opens a bracket ends where it is closed. */
function withBracket(text: string, mention: Mention): Mention {
  const name = text.slice(mention.start, mention.end);
  const [closing = ""] = /^%?\)/.exec(text.slice(mention.end, mention.end + 2)) ?? [];
  return name.includes("(") && !name.includes(")") ? { ...mention, end: mention.end + closing.length } : mention;
}

function wholeNames(aliases: readonly Alias[]): (text: string) => Mention[] {
  const ids = new Map<string, Set<string>>();
  for (const { words, id } of aliases) ids.set(words.join(" "), (ids.get(words.join(" ")) ?? new Set()).add(id));
  const names = [...ids]
    .filter(([name, of]) => of.size === 1 && isTelling(name))
    .toSorted(([one], [other]) => other.length - one.length);
  if (names.length === 0) return () => [];
  const pattern = new RegExp(
    `(?<![\\p{L}\\d_])(?:${names.map(([name]) => patternOf(name)).join("|")})(?![\\p{L}\\d_])`,
    "giu",
  );
  return (text) =>
    [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
      const low = wordsOf(found).map((word) => word.low);
      const of = ids.get(low.join(" "));
      return of ? [{ start: index, end: index + found.length, ids: [...of] }] : [];
    });
}

function isTelling(name: string): boolean {
  const words = name.split(" ");
  return words.some((word) => word.length > 3) && !/^(?:baseline|final|model|small|large|default|standard)$/.test(name);
}

/** A name of one word counts only before a word that says that it is a run. */
function patternOf(name: string): string {
  const words = name.split(" ");
  if (words.length > 1 || isSelfTelling(name)) return phrasePattern(words);
  return `${phrasePattern(words)}(?=[\\s-]+(?:training|variants?|models?|runs?|methods?|augmentation|schedules?|strategy|strategies|baseline|configuration|sampling|weighting|approach|setting|scales?|factors?|widths?|depths?)\\b)`;
}

/** A long word of no other use names a run by itself: “vaccination”. */
function isSelfTelling(name: string): boolean {
  return name.length >= 9 && !ORDINARY.has(tokenOf(name)) && !/(?:ing|ed)$/.test(name);
}

const JOINT = /^[\s_–+&/:().=-]*$/;

/** Words in a row of which each belongs to some name, all of them to names of one run only: “annealed head”, “adaptive weighting”. */
function windows(
  text: string,
  words: readonly Word[],
  aliases: readonly Alias[],
  vocabulary: ReadonlySet<string>,
): Mention[] {
  const found: Mention[] = [];
  for (let first = 0; first < words.length; first++) {
    if (!vocabulary.has(tokenOf(words[first]!.low)) || FILLERS.test(words[first]!.low)) continue;
    const row = rowFrom(text, words, first, vocabulary);
    const match = longestMatch(row, aliases);
    if (!match) continue;
    found.push({ start: row[0]!.start, end: match.end, ids: match.ids });
    while (first + 1 < words.length && words[first + 1]!.end <= match.end) first++;
  }
  return found;
}

/** From a word on, as long as words of names or small words follow; “and” and commas part names. */
function rowFrom(text: string, words: readonly Word[], first: number, vocabulary: ReadonlySet<string>): Word[] {
  const row = [words[first]!];
  for (let at = first + 1; at < words.length && row.length < 9; at++) {
    const [last, word] = [words[at - 1]!, words[at]!];
    const known =
      vocabulary.has(tokenOf(word.low)) ||
      (FILLERS.test(word.low) && !/^(?:and|or|vs|to|at|its|our|their)$/.test(word.low));
    if (!known || !JOINT.test(text.slice(last.end, word.start))) break;
    row.push(word);
  }
  return row;
}

function longestMatch(
  row: readonly Word[],
  aliases: readonly Alias[],
): { ids: readonly string[]; end: number } | undefined {
  for (let length = row.length; length > 0; length--) {
    const last = row[length - 1]!;
    if (FILLERS.test(last.low)) continue;
    const words = row.slice(0, length).map(({ low }) => low);
    const ids = runsNamed(
      tokensOf(words),
      aliases.filter((alias) => !isDoing(words, alias) && !isTopic(words, alias)),
    );
    if (ids.length > 0) return { ids, end: last.end };
  }
  return undefined;
}

/** “Restarting early” tells what one does; it is not the name “Early Restarts”. */
function isDoing([first = ""]: readonly string[], { words }: Alias): boolean {
  return /ing$/.test(first) && !words.includes(first);
}

/** The run that has a name of these words, whole or in part; two or three where they leave it open. */
function runsNamed(tokens: ReadonlySet<string>, aliases: readonly Alias[]): string[] {
  const holding = aliases.filter((alias) => isSubset(tokens, alias.tokens) && !lacks(alias, tokens));
  const equal = new Set(holding.filter((alias) => alias.tokens.size === tokens.size).map(({ id }) => id));
  const ids = [...new Set(holding.map(({ id }) => id))];
  if (tokens.size === 1) return ids.length === 1 && isHead([...tokens][0]!, holding) ? ids : [];
  const telling = tokens.has("no") || [...tokens].some((token) => !ORDINARY.has(token) && token.length > 3);
  if (!telling) return [];
  if (equal.size === 1) return [...equal];
  const whole = new Set(aliases.filter((alias) => isCalled(alias, tokens)).map(({ id }) => id));
  if (whole.size === 1) return [...whole];
  const all = new Set(aliases.map(({ id }) => id)).size;
  return ids.length <= 3 && ids.length < all - 1 ? ids : [];
}

/** “Gates with noise” are not the “Gates, no noise”. */
function lacks({ words }: Alias, tokens: ReadonlySet<string>): boolean {
  if (tokens.has("no")) return false;
  const isNo = (word: string) => tokenOf(word) === "no" || word === "o";
  return words.some((word, index) => isNo(word) && tokens.has(tokenOf(words[index + 1] ?? "")));
}

/** “The double width” is the run “Double”, even beside a “double width with noise”. */
function isCalled({ tokens: name }: Alias, tokens: ReadonlySet<string>): boolean {
  const rest = [...tokens].filter((token) => !name.has(token));
  return isSubset(name, tokens) && rest.length === 1 && GENERIC.has(rest[0]!);
}

/** Words that a name of one word is given besides. */
const GENERIC = new Set(["scale", "factor", "width", "rate", "size", "depth", "strength"].map(stem));

/** “guidance” for “Energy guidance”: a long word that ends the name of one run. */
function isHead(token: string, holding: readonly Alias[]): boolean {
  return (
    token.length >= 7 &&
    !ORDINARY.has(token) &&
    holding.some(({ words }) => words.length > 1 && tokenOf(words.at(-1)!) === token)
  );
}

/** “0.243 (annealed), 0.262 (guidance)”, “Plateau: 3890”: beside a number a single word may name a run. */
function bracketed(text: string, aliases: readonly Alias[]): Mention[] {
  return [
    ...text.matchAll(
      /(?<=\d\s*(?:%|s|seconds|nats|steps)?\s*\()[\p{L}][\p{L}\s-]{2,40}(?=\))|(?<=(?:^|[.;,]\s|\band\s|→\s|\bwhile\s))[\p{L}][\p{L}-]{3,24}(?=\s*(?::\s*|\s(?:only|just|needs?|takes?|reach(?:es)?|has|had|gets?|at|with)\s+(?:only\s|just\s)?)\d)/gu,
    ),
  ].flatMap(({ 0: label, index }) => {
    const tokens = tokensOf(wordsOf(label).map(({ low }) => low));
    const ids = new Set(
      aliases.filter((alias) => tokens.size > 0 && isSubset(tokens, alias.tokens)).map(({ id }) => id),
    );
    const whole = aliases.some(({ words }) => words.join(" ") === label.toLowerCase());
    const telling = whole || [...tokens].some((token) => !ORDINARY.has(token));
    return ids.size === 1 && telling ? [{ start: index, end: index + label.length, ids: [...ids] }] : [];
  });
}

/** “shared, per-layer and wide mixers” names three runs: what stands before the last shares its head. */
function sharingHead(text: string, next: Mention, last: Mention, aliases: readonly Alias[]): Mention[] {
  const before = /([\p{L}\d-]+)\s*(?:,|and|or|,\s*and)\s+(?:the\s+)?$/u.exec(
    text.slice(Math.max(0, next.start - 40), next.start),
  );
  const head = wordsOf(text.slice(last.start, last.end)).at(-1);
  if (!before || !head) return [];
  const tokens = tokensOf([...wordsOf(before[1]!).map(({ low }) => low), head.low]);
  const equal = new Set(
    aliases.filter((alias) => alias.tokens.size === tokens.size && isSubset(tokens, alias.tokens)).map(({ id }) => id),
  );
  if (tokens.size < 2 || equal.size !== 1) return [];
  const start = next.start - before[0].length;
  const mention = { start, end: start + before[1]!.length, ids: [...equal] };
  return [mention, ...sharingHead(text, mention, last, aliases)];
}
