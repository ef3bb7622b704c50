import type { PassageKind } from "../../research/passage";
import { alignedSentences, isRewrapped, type Replacement } from "./align";
import { type PassageRoom, refusals } from "./refusals";

/**
 * The old text and the new one in changes of which each can be taken without the others: sentences between which a citation, a
 * number or an end of an environment moved are one change.
 */
export function changesBetween(kind: PassageKind, before: string, after: string, room: PassageRoom): Replacement[] {
  const changes: Replacement[] = [];
  let open: Replacement | undefined;
  for (const one of alignedSentences(before, after)) {
    const change: Replacement = open ? { before: open.before + one.before, after: open.after + one.after } : one;
    open = standsAlone(kind, change, room) ? undefined : change;
    if (!open) changes.push(change);
  }
  return open ? [...changes, open] : changes;
}

function standsAlone(kind: PassageKind, change: Replacement, room: PassageRoom): boolean {
  if (change.before === change.after) return true;
  return !isRewrapped(change) && refusals(kind, change.before, change.after, room).length === 0;
}
