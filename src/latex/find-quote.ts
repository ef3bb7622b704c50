import { spanFinder } from "../research/quoted-words";
import { positionIn } from "./document";

/** The 1-based line of a text where words stand that somebody says are in it; blanks, hyphens, quotes and commands may differ. */
export function lineOfQuote(text: string, quote: string): number | undefined {
  return quoteFinder(text)(quote);
}

/** The same for many quotes of one text, which is read once. */
export function quoteFinder(text: string): (quote: string) => number | undefined {
  const readings = [(one: string) => one, withoutCommands].map((read) => ({ read, find: spanFinder(read(text)) }));
  return (quote) => {
    for (const { read, find } of readings) {
      const found = find(read(quote));
      if (found) return positionIn(text, found.start).line;
    }
    return undefined;
  };
}

/** Citations and the names of commands blanked, so that places stay. */
function withoutCommands(text: string): string {
  const blank = (found: string) => " ".repeat(found.length);
  return text
    .replace(/\\(?:[a-zA-Z]*cite[a-zA-Z]*|[a-zA-Z]*ref|label)\*?(?:\[[^\]\n]*\])*\{[^{}]*\}/g, blank)
    .replace(/\\[a-zA-Z]+\*?/g, blank);
}
