import type { Mention } from "./mentions";
import { type Alias, FILLERS } from "./run-aliases";
import { type Word, wordsOf } from "./words";

/** A short form that a paper introduces: “squeeze-and-excitation (SE)”. */
export type ShortForm = { readonly short: string; readonly long: string };

const INTRODUCED = /(?<=[\p{L}\d]\s?)\(([A-Z][A-Za-z\d+-]{1,8})\)/gu;

/** The short forms whose letters begin the words before them. */
export function shortFormsIn(texts: readonly string[]): ShortForm[] {
  const found = texts.flatMap((text) =>
    [...text.matchAll(INTRODUCED)].flatMap(({ 1: short = "", index }) => {
      const before = text.slice(Math.max(0, index - 90), index);
      const words = wordsOf(before).slice(-7);
      const first = words.findIndex((_, at) => isShortFor(short, words.slice(at)));
      return first < 0 ? [] : [{ short, long: before.slice(words[first]!.start).trim() }];
    }),
  );
  return [...new Map(found.map((one) => [one.short, one])).values()];
}

/** Whether the first letters of some words, with or without small ones, are those of the short form. */
function isShortFor(short: string, words: readonly Word[]): boolean {
  const letters = short
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "")
    .replace(/s$/, (end) => (short.endsWith("s") ? "" : end));
  const initials = (some: readonly Word[]) => some.map(({ low }) => low[0]).join("");
  return (
    letters.length > 1 &&
    (initials(words) === letters ||
      (!FILLERS.test(words[0]!.low) && initials(words.filter(({ low }) => !FILLERS.test(low))) === letters))
  );
}

/** Finds what the long forms are found as where the short ones stand. */
export function shortFinder<One extends { readonly ids: readonly string[] }>(
  forms: readonly ShortForm[],
  find: (long: string) => One | undefined,
): (text: string) => (One & { readonly start: number; readonly end: number })[] {
  const meant = new Map(
    forms.flatMap(({ short, long }) => {
      const found = find(long);
      return found ? [[short, found] as const] : [];
    }),
  );
  if (meant.size === 0) return () => [];
  const pattern = new RegExp(
    `(?<![\\p{L}\\d-])(?:${[...meant.keys()].map((short) => short.replace(/[+]/g, "\\+")).join("|")})(?![\\p{L}\\d])`,
    "gu",
  );
  return (text) =>
    [...text.matchAll(pattern)].map(({ 0: short, index }) => ({
      ...meant.get(short)!,
      start: index,
      end: index + short.length,
    }));
}

/** A name that counts as it is written, but for the first letter. */
export type NamedAlias = Alias & { readonly name: string };

/** Finds names as they are written. */
export function exactFinder(names: readonly NamedAlias[]): (text: string) => Mention[] {
  const ids = new Map(names.map(({ name, id }) => [name.toLowerCase(), id]));
  if (ids.size === 0) return () => [];
  const patterns = [...new Set(names.map(({ name }) => name))]
    .toSorted((one, other) => other.length - one.length)
    .map((name) => {
      const [first = "", rest] = [
        name[0],
        name
          .slice(1)
          .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
          .replace(/[\s-]+/g, "[\\s-]+"),
      ];
      return /\p{Ll}/u.test(rest) && /\s/.test(name)
        ? `[${first.toUpperCase()}${first.toLowerCase()}]${rest}`
        : `${first}${rest}`;
    });
  // A hyphen makes it a part of another word, a dash does not.
  const pattern = new RegExp(`(?<![\\p{L}\\d]|(?<!-)-)(?:${patterns.join("|")})(?![\\p{L}\\d])`, "gu");
  return (text) =>
    [...text.matchAll(pattern)].flatMap(({ 0: name, index }) => {
      const id = ids.get(name.toLowerCase().replace(/\s+/g, " "));
      return id === undefined ? [] : [{ start: index, end: index + name.length, ids: [id] }];
    });
}
