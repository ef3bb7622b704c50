import { COUNT_WORD, countOf } from "../counts";
import { gpusNamed } from "../rules/machines";
import { sentencesOf } from "./noted-settings";

/** GPUs as notes have them: what they are called with all that stands there, how many, and how much memory each has, in GB. */
export type NotedMachines = {
  readonly names: readonly string[];
  readonly counts: readonly number[];
  readonly memory: readonly number[];
};

const COUNTED = new RegExp(
  `(?<![\\p{L}\\d.-])(${COUNT_WORD}|single|an?|\\d{1,2})\\s*(?:[×x]\\s*)?(?:NVIDIA\\s+)?(?:GPUs?\\s*)?$`,
  "iu",
);
const MEMORY = /(?<![\d.])(\d+(?:\.\d+)?)\s*Gi?B\b/g;

/** The machines that the notes of runs name. */
export function machinesInNotes(notes: string): NotedMachines {
  const found = sentencesOf(notes).flatMap((sentence) => gpusNamed(sentence).map((place) => ({ sentence, ...place })));
  const counts = found.flatMap(({ sentence, start }) => {
    const word = COUNTED.exec(sentence.slice(0, start))?.[1]?.toLowerCase();
    return word === undefined ? [] : /^(?:single|an?)$/.test(word) ? [1] : [countOf(word)];
  });
  const memory = found.flatMap(({ sentence }) => [...sentence.matchAll(MEMORY)].map(([, size]) => Number(size)));
  return {
    names: [...new Set(found.map(({ sentence, start, end }) => sentence.slice(start, end)))],
    ...{ counts: [...new Set(counts)], memory: [...new Set(memory)] },
  };
}
