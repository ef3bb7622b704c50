import * as z from "zod";

/** What the scientist can be asked to do with a passage of a paper. */
export const PassageKind = z.enum(["polish", "grammar", "shorten", "precise", "translate", "rewrite", "fix"]);
export type PassageKind = z.infer<typeof PassageKind>;

/** A stretch of the passage and what it may become. Where both are the same nothing is proposed. */
export const PassagePart = z.object({
  before: z.string(),
  after: z.string(),
  /** What the researcher decided. The file has the last word: an accepted part that was undone there is undecided. */
  state: z.enum(["undecided", "accepted", "rejected"]).default("undecided"),
});
export type PassagePart = z.infer<typeof PassagePart>;

/** Other words for a passage of one file, sentence by sentence. All `before` joined are the passage as it was when it was asked about. */
export const PassageProposal = z.object({
  id: z.string(),
  /** Absolute path of the file. */
  file: z.string(),
  kind: PassageKind,
  /** The language of a translation. */
  language: z.string().optional(),
  /** What the model says about its proposal. */
  why: z.string().default(""),
  model: z.string(),
  rehearsal: z.boolean(),
  /** ISO time. */
  at: z.string(),
  /** Offset in the file at which the passage began; it may have moved since. */
  start: z.number().int().min(0),
  parts: z.array(PassagePart),
});
export type PassageProposal = z.infer<typeof PassageProposal>;

/** Where a part stands in the file now, and whether it says what is proposed. `stale` when it cannot be told. */
export type PlacedPart = {
  readonly index: number;
  readonly state: "undecided" | "accepted" | "stale";
  readonly start: number;
  readonly end: number;
};

/**
 * Where the proposed parts of a passage stand in the text as it is now, those that were rejected left out. The passage is
 * recognised by its words, whatever of it was accepted; a part whose surroundings were edited is found by itself when it is
 * there once, and is stale otherwise.
 */
export function placedIn(text: string, { parts, start }: Pick<PassageProposal, "parts" | "start">): PlacedPart[] {
  const offsets = wholePassage(text, parts, start);
  return parts.flatMap((part, index) => {
    if (part.before === part.after || part.state === "rejected") return [];
    if (!offsets) return [alone(text, parts, index)];
    const [from, to] = [offsets[index]!, offsets[index + 1]!];
    const said = text.slice(from, to);
    const state = said === formsOf(part)[0] ? (part.state as "undecided" | "accepted") : otherOf(part);
    return [{ index, state, start: from, end: to }];
  });
}

function otherOf({ state }: PassagePart): "undecided" | "accepted" {
  return state === "accepted" ? "undecided" : "accepted";
}

/** The text with one part saying what is proposed, or again what it said before; undefined when the part is stale. */
export function withPart(
  placed: PlacedPart | undefined,
  { before, after }: PassagePart,
  to: "before" | "after",
): { readonly start: number; readonly end: number; readonly text: string } | undefined {
  if (!placed || placed.state === "stale") return undefined;
  return { start: placed.start, end: placed.end, text: to === "after" ? after : before };
}

/** Whether nothing of the proposal is left to be decided. */
export function isDecided(placed: readonly PlacedPart[]): boolean {
  return placed.every(({ state }) => state === "accepted");
}

/** The offsets between the parts, where the whole passage stands in the text: at its old place, or at the only other one. */
function wholePassage(text: string, parts: readonly PassagePart[], start: number): readonly number[] | undefined {
  const here = followed(text, parts, start);
  if (here) return here;
  const found = beginningsIn(text, parts).flatMap((one) => {
    const offsets = followed(text, parts, one);
    return offsets ? [offsets] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Part after part from an offset on, each as it was or as it is proposed. */
function followed(text: string, parts: readonly PassagePart[], start: number): readonly number[] | undefined {
  const dead = new Set<string>();
  const from = (index: number, at: number): number[] | undefined => {
    const part = parts[index];
    if (!part) return [at];
    if (dead.has(`${index} ${at}`)) return undefined;
    for (const one of formsOf(part)) {
      const rest = text.startsWith(one, at) ? from(index + 1, at + one.length) : undefined;
      if (rest) return [at, ...rest];
    }
    dead.add(`${index} ${at}`);
    return undefined;
  };
  return from(0, start);
}

/** What may stand for a part, first what was decided: where one form begins like the other, that tells them apart. */
function formsOf({ before, after, state }: PassagePart): string[] {
  if (state === "rejected" || before === after) return [before];
  return state === "accepted" ? [after, before] : [before, after];
}

/** Where the first words of the passage stand. */
function beginningsIn(text: string, parts: readonly PassagePart[]): number[] {
  const first = parts.findIndex((part) => formsOf(part).every((one) => one !== ""));
  const openings = parts.slice(0, first < 0 ? parts.length : first + 1).flatMap(formsOf);
  return [...new Set(openings.filter(Boolean).flatMap((one) => occurrences(text, one, 500)))];
}

function alone(text: string, parts: readonly PassagePart[], index: number): PlacedPart {
  const { before, after } = parts[index]!;
  const telling = (one: string) => (one.trim().length < SHORTEST ? [] : occurrences(text, one, 20));
  const [old, fresh] = [telling(before), telling(after)];
  const at = (state: "undecided" | "accepted", start: number, length: number) => {
    return { index, state, start, end: start + length };
  };
  const within = (one: number) => fresh.length === 1 && one >= fresh[0]! && one < fresh[0]! + after.length;
  if (fresh.length === 1 && old.every(within)) return at("accepted", fresh[0]!, after.length);
  const holds = (one: number) => old.length === 1 && one >= old[0]! && one < old[0]! + before.length;
  if (old.length === 1 && fresh.every(holds)) return at("undecided", old[0]!, before.length);
  return { index, state: "stale", start: 0, end: 0 };
}

function occurrences(text: string, part: string, most: number): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && places.length < most; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

/** Characters. A shorter text may stand anywhere. */
const SHORTEST = 8;
