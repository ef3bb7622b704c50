import { type Alias, isSubset } from "./run-aliases";
import type { RunMention } from "./run-words";

const JOINED = /^\s*(?:\+|&|and|with|plus)\s*(?:the\s+)?$/i;
const TOGETHER = /^\s*(?:together|combined|jointly|in combination)\b/i;
const COMBINING = /\b(?:combination of|combining|joining)\s+(?:the\s+)?$/i;
const ADDING =
  /\b(?:adding|with added|(?:in combination|combined|together) with)\s+(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,2}$/i;

/** “LA + SS” and “the combination of LA and SS” are the run that has the names of both; “adding SS” may be any run with it. */
export function withCombinations(
  text: string,
  mentions: readonly RunMention[],
  aliases: readonly Alias[],
): readonly RunMention[] {
  if (
    mentions.length === 0 ||
    !/\+|&|combin|together|jointly|adding|added|plus|on top|(?:^|[:;,]\s)(?:at|with|under)\s/i.test(text)
  )
    return mentions;
  const result: RunMention[] = [];
  for (const mention of mentions) {
    const last = result.at(-1);
    const both = last && isJoined(text, last, mention) ? runsWithBoth(last.ids, mention.ids, aliases) : [];
    if (last && both.length === 1) result[result.length - 1] = { ...last, end: mention.end, ids: both, own: false };
    else result.push(mention);
  }
  return result.map((one) => meant(text, one, result, aliases));
}

function isJoined(text: string, one: RunMention, other: RunMention): boolean {
  const joint = text.slice(one.end, other.start);
  if (!JOINED.test(joint) || one.own || other.own) return false;
  return /[+&]|plus/i.test(joint) || COMBINING.test(text.slice(0, one.start)) || TOGETHER.test(text.slice(other.end));
}

/** “adding SS”, “with SS on top”, “At 50 steps it is”, “a learned warp halves the time: with 50 steps”: what it is added to is not said here. */
function isAdded(text: string, { start, end }: RunMention, mentions: readonly RunMention[]): boolean {
  if (ADDING.test(text.slice(Math.max(0, start - 50), start)) || /^\s+on top\b/i.test(text.slice(end))) return true;
  const before = text.slice(0, start);
  if (/^\s*(?:at|with|under)\s+(?:the\s+)?$/i.test(before) && /^,?\s+(?:it|they)\b/i.test(text.slice(end))) return true;
  return /[:;,]\s+(?:at|with|under)\s+(?:the\s+)?$/i.test(before) && mentions.some((other) => other.end <= start);
}

function meant(text: string, one: RunMention, mentions: readonly RunMention[], aliases: readonly Alias[]): RunMention {
  if (one.own && /\bcombination$/i.test(text.slice(one.start, one.end))) {
    const all = combinations(aliases);
    return all.length === 1 ? { ...one, ids: all, own: false } : one;
  }
  if (!isAdded(text, one, mentions)) return one;
  const other = mentions.find(
    ({ start }) => start >= one.end && /^\s*to\s+(?:the\s+|an?\s+)?$/.test(text.slice(one.end, start)),
  );
  const both = other ? runsWithBoth(one.ids, other.ids, aliases) : [];
  if (both.length === 1) return { ...one, ids: both };
  return { ...one, ids: [...new Set(one.ids.flatMap((id) => [id, ...runsWithBoth([id], [id], aliases)]))] };
}

/** The other runs that have names with all words of one name of each. */
function runsWithBoth(one: readonly string[], other: readonly string[], aliases: readonly Alias[]): string[] {
  const named = (ids: readonly string[]) => aliases.filter(({ id }) => ids.includes(id) && id !== "0");
  const unions = named(one).flatMap((first) =>
    named(other).map((second) => new Set([...first.tokens, ...second.tokens])),
  );
  const rest = aliases.filter(({ id }) => !one.includes(id) && !other.includes(id));
  return [...new Set(rest.filter(({ tokens }) => unions.some((all) => isSubset(all, tokens))).map(({ id }) => id))];
}

/** Runs that have in their name those of two others. */
function combinations(aliases: readonly Alias[]): string[] {
  const found = aliases.filter((whole) => {
    const parts = aliases.filter(({ id, tokens }) => id !== whole.id && id !== "0" && isSubset(tokens, whole.tokens));
    return new Set(parts.map(({ id }) => id)).size > 1;
  });
  return [...new Set(found.map(({ id }) => id))];
}
