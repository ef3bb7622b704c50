import type { Evidence } from "./evidence";
import { type NumberOffer, numberOffers } from "./number-offers";
import type { Printed } from "./rounded";

/** What `results.tex` begins with: a file that begins otherwise is somebody's own. */
export const RESULTS_TEX_HEAD = "% Written by AI Scientist from the results of the runs, and again when they change.";

/** Every measured number as a macro of its own, so that a paper that uses them prints what the runs say now. */
export function resultsTex(evidence: Evidence): string {
  const offers = numberOffers(evidence);
  const names = namesOf(offers);
  const lines = offers.flatMap((offer, index) => {
    const { printed, withInterval, origin, title } = offer;
    const name = names[index]!;
    const comment = ` % ${oneLine(title)} (run_${origin.run}): ${offer.value}`;
    return [
      `\\newcommand{\\${name}}{${inText(printed)}}${comment}`,
      ...(withInterval ? [`\\newcommand{\\${name}Interval}{${inText(withInterval)}}`] : []),
    ];
  });
  return `${[RESULTS_TEX_HEAD, ...lines].join("\n")}\n`;
}

/** The macro of each number, by what it is of. */
export function macroNames(evidence: Evidence): { get(offer: NumberOffer): string | undefined } {
  const offers = numberOffers(evidence);
  const names = namesOf(offers);
  const byOrigin = new Map(offers.map(({ origin }, index) => [JSON.stringify(origin), names[index]!]));
  return { get: ({ origin }) => byOrigin.get(JSON.stringify(origin)) };
}

/** TeX allows letters alone: `\resTestMseSineHalfBandwidth`. Names that come out the same are told apart by the run's number. */
function namesOf(offers: readonly NumberOffer[]): string[] {
  const taken = new Set<string>();
  return offers.map(({ title, origin }) => {
    const wanted = `res${camelCase(title)}`;
    let name = taken.has(wanted) ? `${wanted}Run${inWords(String(origin.run))}` : wanted;
    while (taken.has(name)) name += "X";
    taken.add(name);
    return name;
  });
}

const DIGITS = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

function camelCase(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "");
  const words = plain.match(/[a-zA-Z]+|\d+/g) ?? [];
  return words.map((word) => (/\d/.test(word) ? inWords(word) : word[0]!.toUpperCase() + word.slice(1))).join("");
}

function inWords(digits: string): string {
  return [...digits].map((digit) => DIGITS[Number(digit)]).join("");
}

function inText({ text, maths }: Printed): string {
  return maths ? `\\ensuremath{${text}}` : text;
}

/** Names were written by others; a line break in one would end the comment. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029\0]+/g, " ");
}
