import type { Range } from "../../research/estimate";

/** What a question is about, as far as the length of its answer depends on it. */
export type CallKind = keyof typeof ANSWERS;

/**
 * Tokens of an answer, thoughts left out: what a terse model sends, and what a thorough one does. Taken from the rehearsal and from the
 * recorded idea that a thinking reader answered (`npm run bench` compares both with what is estimated).
 */
export const ANSWERS = {
  idea: { low: 500, high: 1_200 },
  "idea reflection": { low: 400, high: 1_200 },
  novelty: { low: 100, high: 400 },
  plan: { low: 330, high: 1_300 },
  change: { low: 150, high: 900 },
  lesson: { low: 120, high: 900 },
  plots: { low: 90, high: 1_800 },
  figures: { low: 230, high: 1_000 },
  look: { low: 120, high: 450 },
  title: { low: 280, high: 420 },
  section: { low: 700, high: 1_200 },
  "section reflection": { low: 10, high: 900 },
  citations: { low: 200, high: 900 },
  queries: { low: 60, high: 250 },
  references: { low: 20, high: 120 },
  gaps: { low: 60, high: 350 },
  "found works": { low: 250, high: 1_200 },
  "second pass": { low: 150, high: 2_800 },
  corrections: { low: 100, high: 900 },
  claims: { low: 700, high: 2_500 },
  "review questions": { low: 500, high: 1_200 },
  "review answers": { low: 700, high: 2_400 },
  referee: { low: 500, high: 1_600 },
  "meta-review": { low: 700, high: 2_000 },
  "review reflection": { low: 10, high: 1_500 },
  improvement: { low: 1_500, high: 2_600 },
  "second look": { low: 10, high: 900 },
} satisfies Record<string, Range>;

const STEPS: readonly (readonly [RegExp, CallKind])[] = [
  [/^idea \d+: proposal$/, "idea"],
  [/^idea \d+: proposal, reflection/, "idea reflection"],
  [/^novelty of /, "novelty"],
  [/^plan of the runs$/, "plan"],
  [/^run \d+, attempt \d+: change/, "change"],
  [/^run \d+: lesson$/, "lesson"],
  [/^(?:improvement \d+, )?plots, (?:attempt \d+|after a look): change/, "plots"],
  [/^(?:improvement \d+, )?plots: descriptions/, "figures"],
  [/^(?:improvement \d+, )?plots: look at /, "look"],
  [/^paper: title and abstract$/, "title"],
  [/^paper: second pass$/, "second pass"],
  [/: read claims \d+$/, "claims"],
  [/: corrections, round \d+: change/, "corrections"],
  [/^citations, round /, "citations"],
  [/^references: queries$/, "queries"],
  [/^references: choice$/, "references"],
  [/^citations, search round \d+: what is missing$/, "gaps"],
  [/^citations, search round \d+: choice$/, "found works"],
  [/^paper: .*, reflection$/, "section reflection"],
  [/^paper: /, "section"],
  [/^review \d+: questions$/, "review questions"],
  [/^review \d+: referee \d+, answers$/, "review answers"],
  [/^review \d+: referee /, "referee"],
  [/^review \d+: meta-review$/, "meta-review"],
  [/^review \d+: meta-review, reflection/, "review reflection"],
  [/^improvement \d+: plan$/, "plan"],
  [/^improvement \d+: change/, "improvement"],
  [/^improvement \d+: second look/, "second look"],
];

/** The kind of the question that a step asks; undefined for one that is not planned for. */
export function kindOf(step: string): CallKind | undefined {
  const question = step.replace(/, answer \d+$/, "");
  return STEPS.find(([pattern]) => pattern.test(question))?.[1];
}

/** Whether a step asks once more because the answer before it could not be used. */
export function isRepair(step: string): boolean {
  return /, answer \d+$/.test(step);
}

export function isReferees(kind: CallKind): boolean {
  return /^(?:review |referee$|meta-review$)/.test(kind);
}
