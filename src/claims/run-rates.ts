import type { Mention } from "./mentions";
import type { Alias } from "./run-aliases";

const RATES =
  /\b(?:rate|probability|strength|weight|factor|scale|value|level|ratio|temperature|coefficient)s?\s*(?:of|=|is|to|at)?\s*(\d+(?:\.\d+)?(?:\s*(?:,|,?\s*and|or)\s*\d+(?:\.\d+)?)*)(?![\d.]*\d)/gi;

/** “a rate of 0.35” for “Rank dropout (0.35)”: a number that only one run has in its name. */
export function rates(text: string, aliases: readonly Alias[]): Mention[] {
  return [...text.matchAll(RATES)].flatMap(({ 0: found, 1: numbers = "", index }) => {
    const from = index + found.length - numbers.length;
    return [...numbers.matchAll(/\d+(?:\.\d+)?/g)].flatMap(({ 0: number, index: at }) => {
      const id = runOfNumber(number, aliases);
      return id === undefined ? [] : [{ start: from + at, end: from + at + number.length, ids: [id] }];
    });
  });
}

function runOfNumber(number: string, aliases: readonly Alias[]): string | undefined {
  const words = ` ${number.split(".").join(" ")} `;
  const ids = new Set(aliases.filter((alias) => ` ${alias.words.join(" ")} `.includes(words)).map(({ id }) => id));
  return ids.size === 1 && number.length > 1 ? [...ids][0] : undefined;
}
