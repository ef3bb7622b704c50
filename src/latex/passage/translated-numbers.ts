import { parseLatex } from "../document";
import { reordered } from "./moved-numbers";
import { guardedIn, proseIn } from "./protected";
import { piecesOf } from "./sentences";

/**
 * Numbers that a translation put elsewhere, sentence by sentence: `wrong` is not to be, `doubtful` is for its reader to see. Languages order
 * their clauses differently, so that 5 seeds may come before 3 data sets; measured values that change places say something else, unless a
 * name that stays goes with each.
 */
export function translatedNumbers(
  before: string,
  after: string,
): { readonly wrong: readonly string[]; readonly doubtful: readonly string[] } {
  const [old, fresh] = [sentencesOf(before), sentencesOf(after)];
  // Where sentences were joined or cut it is not known which is which.
  if (old.length !== fresh.length) return { wrong: [], doubtful: [] };
  const strays = old.flatMap((sentence, index) => strayedFrom(sentence, fresh[index]!));
  const moved = (sentence: string, index: number) =>
    namesMove(sentence, fresh[index]!) ? [] : reordered(sentence, fresh[index]!);
  const pairs = strays.length > 0 ? [] : old.flatMap(moved);
  const measured = pairs.filter(([one, other]) => isMeasured(one) && kindOf(one) === kindOf(other));
  return {
    wrong: [
      ...strays
        .slice(0, 1)
        .map((number) => `The number “${number}” went to another sentence. Translate sentence for sentence.`),
      ...measured
        .slice(0, 1)
        .map(
          ([one, other]) =>
            `The numbers “${one}” and “${other}” changed places. Keep the measured values of a sentence in their order.`,
        ),
    ],
    doubtful: pairs
      .filter((pair) => !measured.includes(pair))
      .slice(0, 3)
      .map(([one, other]) => `“${one}” and “${other}” stand in another order: see that each is with its words.`),
  };
}

function sentencesOf(text: string): string[] {
  return piecesOf(text).flatMap(({ kind, start, end }) => (kind === "sentence" ? [text.slice(start, end)] : []));
}

/** Whether names that stand once in both, as names do in every language, are in another order too: clauses were turned round whole. */
function namesMove(before: string, after: string): boolean {
  const [old, fresh] = [namesIn(before), namesIn(after)];
  const places = old.map((name) => fresh.indexOf(name)).filter((place) => place >= 0);
  return places.some((place, index) => index > 0 && place < places[index - 1]!);
}

function namesIn(sentence: string): string[] {
  const prose = proseIn(parseLatex(sentence, ""));
  const words = [...prose.matchAll(/[\p{Script=Latin}\p{Script=Greek}][\p{L}\p{N}_-]*/gu)].map(([word]) => word);
  return words.filter((word) => words.indexOf(word) === words.lastIndexOf(word));
}

/** What the sentence had and its translation has not. */
function strayedFrom(before: string, after: string): string[] {
  const left = [...guardedIn(after).number];
  return guardedIn(before).number.filter((number) => {
    const at = left.indexOf(number);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function isMeasured(number: string): boolean {
  return kindOf(number) !== "whole";
}

function kindOf(number: string): "share" | "decimal" | "whole" {
  if (number.includes("%")) return "share";
  return /\d[.,]\d/.test(number) ? "decimal" : "whole";
}
