import { isReference } from "../references";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";

/** “than A”, “than the baseline's”, “above that of A”: whom it is compared with is said right behind the word, and is a run. */
export function comparesWithRun({ text, runs }: Sentence, { end, word }: Relation): boolean {
  const named = runs.find((mention) => mention.start >= end && isReference(text, mention));
  const between = named && text.slice(end, named.start);
  if (between === undefined || OF_CHANGE.test(between)) return false;
  const direct = /^(?:outperform|surpass|beat|exceed|above|below)/i.test(word);
  return direct
    ? /^\s+(?:of\s+)?(?:(?:that|those)\s+of\s+)?(?:both\s+)?(?:the\s+)?$/i.test(between)
    : /^[^.;:,()\d]{0,40}\b(?:than|over|compared (?:to|with)|to)\s+(?:(?:(?:that|those)\s+)?(?:of|for|with|in|on)\s+)?(?:the\s+)?$/i.test(
        between,
      );
}

/** “a larger gain than with A”: that is no value. */
const OF_CHANGE =
  /^\s+(?:\p{L}+\s+)?(?:gains?|improvements?|reductions?|increases?|decreases?|drops?|benefits?|effects?|differences?)\b/iu;
