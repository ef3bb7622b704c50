import { citationsIn } from "../bibliography";
import { sectionsOf } from "../outline";
import { alignedSentences, isRewrapped, type Replacement } from "./align";
import { type Breach, breachesBetween, GUARDED_WORDS, type Guarded, guardedIn } from "./protected";
import { PROSE_GROUPS } from "./sentences";

/**
 * Why an edit of a paper does more than place citations, a sentence each, written for its author; empty when it does not. A sentence that
 * gets a citation may be worded anew and a sentence with one may be added; whatever is no plain word stays, and so do all other sentences.
 * A number may come in where it is part of a name that stands in one of `titles`: GPT-2, CIFAR-10.
 */
export function beyondCitations(before: string, after: string, titles: readonly string[] = []): string[] {
  const named = new Set(titles.flatMap((title) => guardedIn(title).number));
  const [old, fresh] = [guardedIn(before), guardedIn(after)];
  const breaches = breachesBetween(old, fresh).filter(
    (breach) => isBeyond(breach) && !(breach.what === "number" && breach.how === "new" && named.has(breach.text)),
  );
  const changed = alignedSentences(before, after).filter((one) => one.before !== one.after && !isRewrapped(one));
  return [
    ...keysLost(before, after).map((key) => `The citation of “${key}” is missing. Citations that are there stay.`),
    ...breaches.slice(0, MOST).map(toldOf),
    ...(breaches.length > 0 ? [] : ORDERED.filter((what) => !isWithinOrder(old[what], fresh[what])).map(toldOfOrder)),
    ...(headingsOf(before) === headingsOf(after) ? [] : ["A heading changes. Headings stay as they are."]),
    ...changed
      .filter((one) => !bringsCitation(one))
      .slice(0, MOST)
      .map(strayOf),
  ];
}

const MOST = 5;

/** Two of these that change places say something else: 10 layers and 20 heads, 20 layers and 10 heads. */
const ORDERED = ["maths", "number", "reference"] as const;

/** Whether all of the first list stand in the second one in their order. */
function isWithinOrder(old: readonly string[], fresh: readonly string[]): boolean {
  let at = 0;
  for (const one of fresh) if (one === old[at]) at++;
  return at === old.length;
}

function toldOfOrder(what: Guarded): string {
  return `Two things of one kind (${GUARDED_WORDS[what]}) change places. They stay in their order.`;
}

/** Old citations may get another key beside theirs. */
function isBeyond({ what, text, how }: Breach): boolean {
  if (what === "citation" || (what === "sign" && how === "lost")) return false;
  return what !== "command" || how === "lost" || !PROSE_GROUPS.test(/^\\([a-zA-Z]+)$/.exec(text)?.[1] ?? "");
}

function keysLost(before: string, after: string): string[] {
  const left = citationsIn(after);
  return citationsIn(before).filter((key) => {
    const at = left.indexOf(key);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function headingsOf(text: string): string {
  return sectionsOf(text)
    .map(({ depth, title }) => `${depth} ${title}`)
    .join("\n");
}

function bringsCitation({ before, after }: Replacement): boolean {
  return keysLost(after, before).length > 0;
}

function toldOf({ what, text, how }: Breach): string {
  const thing = `The ${GUARDED_WORDS[what]} ${quoted(text)}`;
  return how === "lost" ? `${thing} is missing. It has to stay as it is.` : `${thing} is new. Leave it out.`;
}

function strayOf({ before, after }: Replacement): string {
  if (after.trim() === "") return `The sentence ${quoted(before)} is gone. No sentence may go.`;
  return before.trim() === ""
    ? `The new sentence ${quoted(after)} cites nothing new. Leave it out.`
    : `The sentence ${quoted(before)} changes without a new citation in it. Leave it as it is.`;
}

function quoted(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return `“${line.length > 80 ? `${line.slice(0, 79)}…` : line}”`;
}
