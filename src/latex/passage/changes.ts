import { alignedSentences, isRewrapped, type Replacement } from "./align";
import { type Breach, breachesBetween, guardedIn } from "./protected";
import { newProblems } from "./refusals";

/**
 * The old text and the new one in changes of which each can be taken without the others: sentences between which a citation, a
 * number or an end of an environment moved are one change.
 */
export function changesBetween(before: string, after: string): Replacement[] {
  const gone = new Set(breaches({ before, after }).map(nameOf));
  const changes: Replacement[] = [];
  let open: Replacement | undefined;
  for (const one of alignedSentences(before, after)) {
    const change: Replacement = open ? { before: open.before + one.before, after: open.after + one.after } : one;
    open = standsAlone(change, gone) ? undefined : change;
    if (!open) changes.push(change);
  }
  return open ? [...changes, open] : changes;
}

/** What it loses or brings in has to go or come in the whole text as well: otherwise it is in another sentence. */
function standsAlone(change: Replacement, gone: ReadonlySet<string>): boolean {
  if (change.before === change.after) return true;
  if (isRewrapped(change) || newProblems(change.before, change.after).length > 0) return false;
  return breaches(change).every((one) => gone.has(nameOf(one)));
}

function breaches({ before, after }: Replacement): Breach[] {
  return breachesBetween(guardedIn(before), guardedIn(after));
}

function nameOf({ what, text, how }: Breach): string {
  return `${what} ${how} ${text}`;
}
