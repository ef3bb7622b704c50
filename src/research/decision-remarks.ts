import type { Decision, Hunk, Tally } from "./change";
import type { HunkAnswer, HunkRequest } from "./hunk-request";

/**
 * A change from its proposal to its decision. `proposed` are the hunks as they stood last, with what was revised in the place
 * of what it was before; `accepted` those that were taken in the end. Both count old lines in the commit that the change began at.
 */
export type DecidedChange = {
  readonly proposed: readonly Hunk[];
  readonly accepted: readonly Hunk[];
  readonly requests: readonly { readonly request: HunkRequest; readonly answer: HunkAnswer }[];
};

/** What the index says of a change, in numbers and in words for the next prompt. `words` are the researcher's own, and come first. */
export function decisionOn(change: DecidedChange, by: Decision["by"], words = ""): Decision {
  const own = words.trim() && `In their own words: ${words.trim()}`;
  const remarks = [own, remarksOn(change)].filter(Boolean).join("\n\n");
  return { approved: change.accepted.length > 0, remarks, by, tally: tallyOf(change) };
}

/** Empty when all was taken as proposed. */
export function remarksOn(change: DecidedChange): string {
  const { rejected, edited, added } = compared(change);
  return [
    ...change.requests.flatMap(requestRemark),
    ...rejected.map((hunk) => `Rejected in ${hunk.path}${titled(hunk)}:\n${lines(hunk)}`),
    ...edited.map(({ hunk, instead }) => {
      const taken = instead.map(lines).join("\n");
      return `Edited by hand in ${hunk.path}${titled(hunk)}. Proposed:\n${lines(hunk)}\nTaken instead:\n${taken}`;
    }),
    ...added.map((hunk) => `Added by hand in ${hunk.path}:\n${lines(hunk)}`),
  ].join("\n\n");
}

/** Each proposed hunk is counted once; a hunk that was taken back on request counts as rejected. */
export function tallyOf(change: DecidedChange): Tally {
  const { taken, rejected, edited, added } = compared(change);
  const answered = change.requests.filter(({ answer }) => answer.state === "answered");
  const revised = answered.flatMap(({ request, answer }) => answer.hunks.filter(({ id }) => id !== request.hunk.id));
  const onRequest = taken.filter((hunk) => revised.some(({ id }) => id === hunk.id)).length;
  const takenBack = answered.filter(({ answer }) => answer.hunks.length === 0).length;
  return {
    accepted: taken.length - onRequest,
    rejected: rejected.length + takenBack,
    edited: edited.length,
    added: added.length,
    onRequest,
  };
}

/**
 * Undecided hunks are counted from the index: their old lines moved back to where they are in the commit. `accepted` is what
 * stands in the index besides the commit.
 */
export function countedFromCommit(undecided: readonly Hunk[], accepted: readonly Hunk[]): Hunk[] {
  return undecided.map((hunk) => {
    const before = accepted.filter(
      (other) => other.path === hunk.path && other.newStart + other.newLines <= hunk.oldStart,
    );
    const shift = before.reduce((sum, { newLines, oldLines }) => sum + newLines - oldLines, 0);
    return { ...hunk, oldStart: hunk.oldStart - shift };
  });
}

function compared({ proposed, accepted }: DecidedChange) {
  const taken = proposed.filter((hunk) => accepted.some((other) => isSame(hunk, other)));
  const untaken = proposed.filter((hunk) => !taken.includes(hunk));
  const foreign = accepted.filter((hunk) => !proposed.some((other) => isSame(hunk, other)));
  const edited = untaken.flatMap((hunk) => {
    const instead = foreign.filter((other) => touches(hunk, other));
    return instead.length > 0 ? [{ hunk, instead }] : [];
  });
  const rejected = untaken.filter((hunk) => !edited.some((one) => one.hunk === hunk));
  const added = foreign.filter((hunk) => !edited.some(({ instead }) => instead.includes(hunk)));
  return { taken, rejected, edited, added };
}

/** What was asked for is known to whoever proposes next; a dropped request changed nothing. */
function requestRemark({ request, answer }: DecidedChange["requests"][number]): string[] {
  if (answer.state === "dropped") return [];
  const { hunk, text } = request;
  const asked = `Asked for in ${hunk.path}${titled(hunk)}: “${text.trim()}”`;
  if (answer.hunks.some(({ id }) => id === hunk.id)) return [`${asked}. It was left as it was: ${answer.text}`];
  const now = answer.hunks.map(lines).join("\n") || "The change was taken back.";
  return [`${asked}. Proposed first:\n${lines(hunk)}\nProposed then:\n${now}`];
}

function isSame(one: Hunk, other: Hunk): boolean {
  return (
    one.path === other.path &&
    one.oldStart === other.oldStart &&
    same(one.removed, other.removed) &&
    same(one.added, other.added)
  );
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

/** Whether both change the same old lines, or insert at the same place. */
function touches(one: Hunk, other: Hunk): boolean {
  const [a, b] = [one, other].map((hunk) => ({
    from: hunk.oldStart,
    to: hunk.oldStart + Math.max(0, hunk.oldLines - 1),
  }));
  return one.path === other.path && a!.from <= b!.to && b!.from <= a!.to;
}

function titled({ title }: Hunk): string {
  return title ? ` (“${title}”)` : "";
}

/** Twelve lines of a hunk are enough to recognise it. */
function lines({ removed, added }: Hunk): string {
  const all = [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
  return all.length <= 12 ? all.join("\n") : `${all.slice(0, 12).join("\n")}\n… and ${all.length - 12} more lines`;
}
