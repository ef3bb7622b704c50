import { longestFirst } from "./mentions";
import { isReference } from "./references";
import type { RunMention } from "./run-words";

export type Span = { readonly start: number; readonly end: number };

/** “The capped model behaves differently”, “Removing it helps”: a subject of its own, whose name we do not know. */
const OPENING =
  /^(?:(?:[Tt]he|[Oo]ur|[Aa]n?)\s+(?:[\p{L}-]+\s+){1,4}?(?:variants?|versions?|models?|networks?|configurations?|methods?|systems?|runs?|settings?|approach|agents?|policy)|(?!(?:Every|Any|Some|No)thing\b|During\b)\p{Lu}\p{L}{2,}ing\s+(?!(?:to|at|from|on|with|by)\b)[\p{L}-]+)(?![\p{L}])/u;

export function opensUnknown(text: string, runs: readonly RunMention[]): boolean {
  const opening = OPENING.exec(text)?.[0];
  return opening !== undefined && !runs.some(({ start }) => start < opening.length + 40);
}

/** The first run that is not only there to be compared with; none where that is open. */
export function subjectIn(text: string, runs: readonly RunMention[]): readonly string[] | undefined {
  const others = runs.filter(({ ids }) => !(ids.length === 1 && ids[0] === "0"));
  if (others.length === 0) return undefined;
  const first = others.find((one) => !isReference(text, one));
  return first?.ids.length === 1 ? first.ids : [];
}

const MEANT =
  /(?<![\p{L}\d])(?:this|that|the same)\s+(?:[\p{L}-]+\s+)?(?:variant|version|model|configuration|run|network|setting|schedule|modification|combination)(?![\p{L}\d])/giu;

export function meantIn(text: string): Span[] {
  return [...text.matchAll(MEANT)].map(({ 0: words, index }) => ({ start: index, end: index + words.length }));
}

/** “this variant” is the run that was spoken of, where that was one. */
export function withMeant(
  { runs, meant }: { readonly runs: readonly RunMention[]; readonly meant: readonly Span[] },
  ids: readonly string[],
): readonly RunMention[] {
  if (ids.length !== 1 || meant.length === 0) return runs;
  const named = runs.filter((one) => !one.own || !meant.some(({ start }) => start <= one.start));
  return longestFirst([...named, ...meant.map((place) => ({ ...place, ids, own: false }))]);
}
