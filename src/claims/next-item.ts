import { endOf } from "./binding";
import type { PrintedNumber } from "./printed-number";
import type { Sentence } from "./sentence";

/** A word of the number's own, and none that leads on to what the number is of. */
const OWN_WORD = /^\s+(?!(?:and|or|on|for|in|to|at|with|respectively|resp|as|if|when|by|per)\b)\p{L}{3,}/u;

/** “weight decay 1.0, 200 steps of warm-up”: where a number with a comma stands before it, a number with a word of its own is the next item. */
export function isNextItem({ text }: Sentence, number: PrintedNumber): boolean {
  const follows = /\d[^\s,;]*[,;]\s+(?:and\s+)?$/.test(text.slice(Math.max(0, number.start - 40), number.start));
  return follows && OWN_WORD.test(text.slice(endOf(number)));
}
