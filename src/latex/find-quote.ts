import { positionIn } from "./document";

/** Letters and digits of a text in small letters, each with its place: what two spellings of the same words share. */
type Letters = { readonly text: string; readonly at: readonly number[] };

/** Fewer letters may stand anywhere. */
const SHORTEST = 10;

/** The 1-based line of a text where words stand that somebody says are in it; blanks, hyphens, quotes and commands may differ. */
export function lineOfQuote(text: string, quote: string): number | undefined {
  const at = offsetOf(text, quote);
  return at === undefined ? undefined : positionIn(text, at).line;
}

function offsetOf(text: string, quote: string): number | undefined {
  for (const read of [lettersOf, (one: string) => lettersOf(withoutCommands(one))]) {
    const wanted = read(quote).text;
    if (wanted.length < SHORTEST) continue;
    const letters = read(text);
    const found = letters.text.indexOf(wanted);
    if (found >= 0) return letters.at[found];
  }
  return undefined;
}

function lettersOf(text: string): Letters {
  const at: number[] = [];
  const letters: string[] = [];
  for (const { index, 0: letter } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    for (const small of letter.toLowerCase()) {
      letters.push(small);
      at.push(index);
    }
  }
  return { text: letters.join(""), at };
}

/** Citations and the names of commands blanked, so that places stay. */
function withoutCommands(text: string): string {
  const blank = (found: string) => " ".repeat(found.length);
  return text
    .replace(/\\(?:[a-zA-Z]*cite[a-zA-Z]*|[a-zA-Z]*ref|label)\*?(?:\[[^\]\n]*\])*\{[^{}]*\}/g, blank)
    .replace(/\\[a-zA-Z]+\*?/g, blank);
}
