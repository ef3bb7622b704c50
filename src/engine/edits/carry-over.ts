import { alignLines } from "./align-lines";
import { type Normalisation, type NormalLine, normalLine, normalText, plainFor } from "./normal-text";
import { pairGaps } from "./splice-lines";

/**
 * The replacement as the file would write it, when the search matched the file only after normalisation: what search and
 * replacement share keeps the file's own bytes, and new text is escaped and punctuated the way the file was found to be.
 * `theirs[i]` is the line of the file that `search[i]` is equal to after normalisation.
 */
export function carryOver(
  theirs: readonly string[],
  search: readonly string[],
  replace: readonly string[],
  way: Normalisation,
): string[] {
  const habits = habitsOf(theirs, search, way);
  const kept = alignLines(search, replace);
  const paired = pairGaps(kept, search.length);
  return replace.map((line, index) => {
    if (kept[index]! >= 0) return theirs[kept[index]!]!;
    const partner = paired[index]!;
    const anew = () => inHabit(line, "", habits);
    if (partner < 0) return firstThatSays(line, way, [anew]);
    return firstThatSays(line, way, [
      () => carryWithinLine(theirs[partner]!, search[partner]!, line, way, habits),
      anew,
    ]);
  });
}

/** The first rewriting that still reads as `line` does: a line is written as the model sent it rather than changed in meaning. */
function firstThatSays(line: string, way: Normalisation, rewritings: readonly (() => string)[]): string {
  const meant = normalText(line, way);
  for (const rewrite of rewritings) {
    const written = rewrite();
    if (normalText(written, way) === meant) return written;
  }
  return line;
}

/** What a file does differently from the answer: characters that it escapes, words that hold them, and plain characters. */
type Habits = {
  readonly percent: boolean;
  readonly words: ReadonlyMap<string, string>;
  readonly plain: ReadonlySet<string>;
};

/** Beginning and end that `search` and `replace` share are taken from `own`, the file's line. */
function carryWithinLine(own: string, search: string, replace: string, way: Normalisation, habits: Habits): string {
  const file = normalLine(own, way);
  const sought = normalLine(search, way);
  const whole = sought.text.length;
  const head = sharedHead(search, replace, sought, file);
  if (file.text !== sought.text || sought.at[head]! > commonHead(search, replace)) return inHabit(replace, "", habits);
  const from = sought.at[head]!;
  const tail = sharedTail(search, replace, sought, file, from);
  const blanks = search.slice(sought.at[whole]!);
  const trailing = replace.endsWith(blanks) ? blanks.length : 0;
  const [end, cut] = tail < whole ? [own.slice(file.at[tail]!), search.length - sought.at[tail]!] : ["", trailing];
  const start = own.slice(0, file.at[head]!);
  return start + inHabit(replace.slice(from, replace.length - cut), start, habits) + end;
}

/** Number of characters of the normalised search that lie wholly in the common beginning. */
function sharedHead(search: string, replace: string, sought: NormalLine, file: NormalLine): number {
  const common = commonHead(search, replace);
  let head = 0;
  while (head < sought.text.length && sought.at[head + 1]! <= common) head++;
  while (head > 0 && (isInside(sought, head) || isInside(file, head))) head--;
  return head;
}

/** Index in the normalised search from which on all lies in the common end, behind the first `from` characters of both. */
function sharedTail(search: string, replace: string, sought: NormalLine, file: NormalLine, from: number): number {
  const whole = sought.text.length;
  const most = Math.min(search.length, replace.length) - from;
  let common = 0;
  while (common < most && search.at(-1 - common) === replace.at(-1 - common)) common++;
  let tail = whole;
  while (tail > 0 && search.length - sought.at[tail - 1]! <= common) tail--;
  while (tail < whole && (isInside(sought, tail) || isInside(file, tail))) tail++;
  return tail;
}

function commonHead(search: string, replace: string): number {
  let common = 0;
  while (common < search.length && common < replace.length && search[common] === replace[common]) common++;
  return common;
}

/** Whether a normalised character is a later part of one original character, as the dots of an ellipsis are. */
function isInside({ at }: NormalLine, index: number): boolean {
  return index > 0 && at[index] === at[index - 1];
}

function habitsOf(theirs: readonly string[], search: readonly string[], way: Normalisation): Habits {
  const words = new Map<string, string>();
  const plain = new Set<string>();
  let percent = false;
  search.forEach((line, index) => {
    const own = theirs[index] ?? line;
    if (own === line) return;
    if (way === "latex") {
      percent ||= own.includes("\\%") && /(^|[^\\])%/.test(line);
      for (const [word] of own.matchAll(/[\w\\&#$]*\\[&_#$][\w\\&#$]*/g))
        words.set(word.replace(/\\([&_#$])/g, "$1"), word);
    }
    for (const character of line)
      if (plainFor(character) !== undefined && !own.includes(character)) plain.add(character);
  });
  for (const word of words.keys())
    if (!/[A-Za-z0-9]/.test(word) || !search.some((line) => line.includes(word))) words.delete(word);
  return { percent, words, plain };
}

/** New text in the file's way of writing. `before` is what stands in front of it on its line. */
function inHabit(text: string, before: string, { percent, words, plain }: Habits): string {
  let written = text;
  if (plain.size)
    written = [...written].map((character) => (plain.has(character) ? plainFor(character)! : character)).join("");
  if (words.size)
    written = written.replace(/[\w&#$]*[&_#$][\w&#$]*/g, (word, at: number) =>
      written[at - 1] === "\\" ? word : (words.get(word) ?? word),
    );
  return percent ? escapePercents(written, before) : written;
}

/** A per cent sign behind a number is escaped, up to where a comment begins. */
function escapePercents(text: string, before: string): string {
  const line = before + text;
  let written = "";
  for (let index = before.length; index < line.length; index++) {
    if (line[index] === "%" && line[index - 1] !== "\\") {
      if (!/\d[\s}$~]?$/.test(line.slice(0, index))) return written + line.slice(index);
      written += "\\";
    }
    written += line[index]!;
  }
  return written;
}
