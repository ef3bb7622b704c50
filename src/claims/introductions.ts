import type { Case } from "./case";
import type { Passage } from "./paper-text";
import { after, headedBy, NO_SCOPE, type Scope, sentencesOf } from "./sentence";

/** What introduces an item of a list: the item of the list around it that names a run, else the words before the list. */
export function introducedBy(one: Case, [first, ...items]: readonly Passage[]): Scope {
  const nearer = items
    .toReversed()
    .map((item) => opening(one, item))
    .find(({ runs }) => runs.ids.length > 0);
  return nearer ?? (first ? opening(one, first) : NO_SCOPE);
}

/** “The final model (Run 5) achieves the following:” speaks of every item below it, and so does “AdamW reaches:” in a list. */
function opening(one: Case, passage: Passage): Scope {
  const sentences = sentencesOf(passage, one.finders, headingScope(one, passage));
  const last = sentences.at(-1);
  if (!last || !/:\s*$/.test(last.text)) return NO_SCOPE;
  const isBaseline = (ids: readonly string[]) => ids.length === 1 && ids[0] === "0";
  const begins = passage.kind === "item" && /^\W*(?:the\s+)?$/i.test(last.text.slice(0, last.runs[0]?.start ?? 40));
  const subject = begins ? last.runs[0] : last.runs.find(({ ids }) => !isBaseline(ids));
  return { ...after(last.before, last), runs: { ids: subject?.ids ?? [], how: "introduced" } };
}

export function headingScope({ finders }: Case, { section, lead }: Passage): Scope {
  return headedBy(headedBy(NO_SCOPE, finders, section.split(" › ").slice(1).join(". ")), finders, lead);
}
