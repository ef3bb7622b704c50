/** Letters and digits of a text in small letters, with the points and signs of numbers, each with its place: what two spellings of the same words share. */
type Letters = { readonly text: string; readonly at: readonly number[] };

/** Fewer letters may stand anywhere. */
const SHORTEST = 10;

/**
 * Where words stand in a text that somebody says are in it, as offsets: blanks, hyphens, quotes and all else between letters may
 * differ. Undefined where they are not, or are too few to be told from others.
 */
export function spanOfQuote(text: string, quote: string): Span | undefined {
  return spanFinder(text)(quote);
}

export type Span = { readonly start: number; readonly end: number };

/** The same for many quotes of one text, which is read once. */
export function spanFinder(text: string): (quote: string) => Span | undefined {
  const letters = lettersOf(text);
  return (quote) => {
    const wanted = lettersOf(quote).text;
    if (wanted.length < SHORTEST) return undefined;
    for (let found = letters.text.indexOf(wanted); found >= 0; found = letters.text.indexOf(wanted, found + 1)) {
      const [start, end] = [letters.at[found]!, letters.at[found + wanted.length - 1]! + 1];
      if (!isInWord(text, start) && !isInWord(text, end)) return { start, end };
    }
    return undefined;
  };
}

/** Whether a place is inside a word or a number: “possible” is not said where “impossible” stands. */
function isInWord(text: string, at: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at, at + 2)];
  if (/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]$/u.test(before) && WORDY.test(after)) return true;
  return (/\d\.$/.test(before) && /^\d/.test(after)) || (/\d$/.test(before) && /^\.\d/.test(after));
}

const WORDY = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u;

function lettersOf(text: string): Letters {
  const at: number[] = [];
  const letters: string[] = [];
  for (const { index, 0: letter } of text.matchAll(SAID)) {
    for (const small of letter.replace("−", "-").toLowerCase().split("")) {
      letters.push(small);
      at.push(index);
    }
  }
  return { text: letters.join(""), at };
}

/** Without the point 1.5 is 15, and without its sign a loss is a gain. */
const SAID = /[\p{L}\p{N}]|(?<=\p{N})\.(?=\p{N})|(?<![\p{L}\p{N}\-−–])[-−](?=\p{N})/gu;
