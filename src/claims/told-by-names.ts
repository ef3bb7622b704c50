import type { RunEvidence } from "./evidence";
import type { PrintedNumber } from "./printed-number";
import { wordsOf } from "./words";

/** The words in the names of runs whose programs are not there: “AdamW (Baseline)” says what such a run used. */
export function namesOfLostPrograms(runs: readonly RunEvidence[]): string[] {
  return runs.filter(({ code }) => code === undefined).flatMap(({ names }) => names.flatMap(lowWords));
}

/** “2-layer” where a run whose program is not there is called “2-layer (baseline)”: the number and the word that it counts. */
export function isToldByName(runs: readonly RunEvidence[], text: string, { start, end }: PrintedNumber): boolean {
  const counted = /^[\s-]+\p{L}+/u.exec(text.slice(end))?.[0];
  if (counted === undefined) return false;
  const said = lowWords(text.slice(start, end) + counted).join(" ");
  return runs
    .filter(({ code }) => code === undefined)
    .some(({ names }) => names.some((name) => ` ${lowWords(name).join(" ")} `.includes(` ${said} `)));
}

function lowWords(text: string): string[] {
  return wordsOf(text).map(({ low }) => low);
}
