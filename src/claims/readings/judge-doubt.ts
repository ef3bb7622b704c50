import { type ClaimDoubt, DOUBT, ClaimDoubt as Shape } from "../../research/claim-doubt";
import { type Material, OVERVIEW } from "../materials";
import { numbersIn } from "../printed-number";
import type { Verdict } from "../verdict";
import { nameWords, stem } from "../words";

/** Letters and digits that words of a file have at least, to be told from others. */
const SHORTEST = 4;
const LONGEST = 600;
/** Words of a file that are told, and more are shown where they stand. */
const TOLD = 140;

/** A doubt among what was read in a sentence, checked for its shape alone; undefined where it is something else. */
export function doubtIn(entry: unknown): ClaimDoubt | undefined {
  const isDoubt = typeof entry === "object" && entry !== null && "kind" in entry && entry.kind === DOUBT;
  return isDoubt ? Shape.safeParse(entry).data : undefined;
}

/** Why a doubt is passed over, for a list of what was not checked. */
export type Unfounded = { readonly reason: string };

/**
 * What an author is told of a doubt, without a place: the model decides that it is one, and the program that its words stand in the
 * sentence, that what it rests on stands in that file letter by letter, and that both do not say the same number.
 */
export function judgeDoubt(
  materials: readonly Material[],
  { quote, file, evidence, why }: ClaimDoubt,
  shown: string,
): Pick<Verdict, "kind" | "about" | "message" | "evidence" | "reading" | "shownIn"> | Unfounded {
  if (quote.trim() === "" || !shown.includes(quote))
    return { reason: `the model doubts “${quote}”, which does not stand there` };
  const material = materials.find((one) => one.file === file.trim());
  if (!material) return { reason: `the model doubts it by ${file}, which it was not shown` };
  const found = placeOf(material.shown, evidence);
  if (!found) return { reason: `the model doubts it by words that do not stand in ${file}` };
  if (saysTheSame(quote, evidence)) return { reason: `the model doubts it by words of ${file} that say the same` };
  const words = evidence.replace(/\s+/g, " ").trim();
  const told = words.length > TOLD ? `${words.slice(0, TOLD).trimEnd()}…` : words;
  const place = material.text === undefined ? undefined : placeOf(material.text, evidence);
  const line = place && material.text!.slice(0, place.start).split("\n").length;
  const reading = why.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  const said = material.file === OVERVIEW ? "the results say" : `${material.file} says`;
  return {
    ...{ kind: "doubted", about: "fact", reading, evidence: `${material.file}: ${told}` },
    message: `The model doubts this: ${said} “${told}”${reading === "" ? "" : ` (${reading})`}.`,
    ...(line !== undefined && { shownIn: { file: material.file, line } }),
  };
}

/** Where words stand in a text letter by letter, whatever the blanks between them, and not inside of others. */
function placeOf(text: string, words: string): { readonly start: number } | undefined {
  const wanted = words.replace(/\s+/g, "");
  const signs = [...wanted].filter((sign) => /[\p{L}\d]/u.test(sign)).length;
  if (wanted.length > LONGEST || signs < SHORTEST) return undefined;
  const places = Array.from({ length: text.length }, (_, at) => at).filter((at) => !/\s/.test(text[at]!));
  const bare = text.replace(/\s+/g, "");
  for (let found = bare.indexOf(wanted); found >= 0; found = bare.indexOf(wanted, found + 1)) {
    const [start, end] = [places[found]!, places[found + wanted.length - 1]! + 1];
    if (!isInside(text, start) && !isInside(text, end)) return { start };
  }
  return undefined;
}

/** Whether a place is within a word or a number. */
function isInside(text: string, at: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at, at + 2)];
  if (/[\p{L}\d_]$/u.test(before) && /^[\p{L}\d_]/u.test(after)) return true;
  return (/\d\.$/.test(before) && /^\d/.test(after)) || (/\d$/.test(before) && /^\.\d/.test(after));
}

/** One and the same number in both, and no other word in the quote that the evidence does not have. */
function saysTheSame(quote: string, evidence: string): boolean {
  const [[own, ...more], [its, ...others]] = [numbersIn(quote), numbersIn(evidence)];
  if (!own || !its || more.length > 0 || others.length > 0 || own.value !== its.value) return false;
  const known = new Set(nameWords(evidence).map(stem));
  const rest = nameWords(`${quote.slice(0, own.start)} ${quote.slice(own.end)}`).filter((word) => !PLAIN.has(word));
  return rest.every((word) => known.has(stem(word)));
}

const PLAIN = new Set([
  "a",
  "an",
  "the",
  "of",
  "is",
  "are",
  "at",
  "to",
  "in",
  "on",
  "with",
  "and",
  "as",
  "by",
  "for",
  "all",
  "each",
  "use",
  "uses",
  "used",
  "set",
]);
