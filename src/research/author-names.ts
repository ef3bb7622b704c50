import { plainTitle } from "./plain-title";

/** The names in an author field of BibTeX; braces hold a group together. “others” is none. */
export function namesInField(field: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  for (const match of field.matchAll(/[{}]|\s+and\s+/gi)) {
    if (match[0] === "{") depth++;
    else if (match[0] === "}") depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      names.push(field.slice(from, match.index));
      from = match.index + match[0].length;
    }
  }
  return [...names, field.slice(from)].map((name) => name.trim()).filter((name) => name !== "" && !isOthers(name));
}

/** The names as an author field has them: a group's name in which “and” stands is one name only in braces. */
export function fieldOfNames(names: readonly string[]): string {
  return names.map((name) => (/\band\b/i.test(name) ? `{${name}}` : name)).join(" and ");
}

/** The first authors as they are shown, given names first, with “and others” where there are more. */
export function shownAuthors(names: readonly string[], most = 4): string {
  const known = names.filter((name) => !isOthers(name));
  const shown = known.slice(0, most).map((name) => {
    const [family, given, ...rest] = name.split(/,\s*/);
    return given && rest.length === 0 ? `${given} ${family}` : name;
  });
  return `${shown.join(", ")}${known.length > most || known.length < names.length ? " and others" : ""}`;
}

/** What stands in an author's place for all the rest. */
export function isOthers(name: string): boolean {
  return /^\{?(?:others|et\.? al\.?)\}?$/i.test(name.trim());
}

/** Whether one author of a work may be one of another's. */
export function sharesAuthor(some: readonly string[], others: readonly string[]): boolean {
  return some.some((name) => others.some((other) => isSameAuthor(name, other)));
}

/**
 * Whether two names may be one person's: first names are written out or not, families come first or last, and particles may belong
 * to either, so that it is enough that the family of one is a word of the other's.
 */
export function isSameAuthor(one: string, other: string): boolean {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)];
  if (mine.join("") === theirs.join("")) return true;
  const [family, others] = [familyOf(one), familyOf(other)];
  return (family !== "" && isAmong(family, theirs, others)) || (others !== "" && isAmong(others, mine, family));
}

/** “Ho, Jonathan”, “Jonathan Ho” → `ho` */
function familyOf(name: string): string {
  const [before, after] = name.split(",");
  return after === undefined ? (wordsOf(name).at(-1) ?? "") : plainTitle(before ?? "");
}

/** “LeCun” is “Le Cun” too. */
function isAmong(family: string, words: readonly string[], other: string): boolean {
  return words.includes(family) || other === family || (family.length > 4 && words.join("").includes(family));
}

function wordsOf(name: string): string[] {
  return name
    .split(/[\s,.]+|(?<=\p{Ll})-(?=\p{Lu})/u)
    .map(plainTitle)
    .filter((word) => word !== "");
}
