import { spanOfQuote } from "../research/quoted-words";
import { positionIn } from "./document";

/** The 1-based line of a text where words stand that somebody says are in it; blanks, hyphens, quotes and commands may differ. */
export function lineOfQuote(text: string, quote: string): number | undefined {
  const at = offsetOf(text, quote);
  return at === undefined ? undefined : positionIn(text, at).line;
}

function offsetOf(text: string, quote: string): number | undefined {
  for (const read of [(one: string) => one, withoutCommands]) {
    const found = spanOfQuote(read(text), read(quote));
    if (found) return found.start;
  }
  return undefined;
}

/** Citations and the names of commands blanked, so that places stay. */
function withoutCommands(text: string): string {
  const blank = (found: string) => " ".repeat(found.length);
  return text
    .replace(/\\(?:[a-zA-Z]*cite[a-zA-Z]*|[a-zA-Z]*ref|label)\*?(?:\[[^\]\n]*\])*\{[^{}]*\}/g, blank)
    .replace(/\\[a-zA-Z]+\*?/g, blank);
}
