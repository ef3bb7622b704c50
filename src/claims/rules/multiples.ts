import type { Case } from "../case";
import { type ChangeSubject, changeSubject, changesFor } from "../change-subject";
import { type Change, describeChange } from "../derived";
import { numberInWords, type PrintedNumber } from "../printed-number";
import type { Relation, Way } from "../relation";
import type { Sentence } from "../sentence";
import { isTold } from "../subject";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";
import { saysAll } from "./universals";

/** Words for a factor, and which way it goes; undefined where the words beside tell. */
type Multiple = { readonly factor: number; readonly way: Way | undefined; readonly pattern: RegExp };

const AS = "as\\s+(?:fast|quick(?:ly)?|slow(?:ly)?|many|much|high|large|long|big|low|small|short)\\b";
const pattern = (words: string) =>
  new RegExp(
    `(?:\\b(more than|over|well over|less than|not quite|nearly|almost|roughly|about|approximately)\\s+)?\\b(?:${words})`,
    "giu",
  );
const MULTIPLES: readonly Multiple[] = [
  {
    factor: 2,
    way: "down",
    pattern: pattern(
      "halv(?:es|ed|ing)\\b|cut(?:s|ting)?\\s+(?:[\\p{L}\\s-]{0,30})in half|half\\s+(?:as\\s+(?:many|much|high|large|long|big)\\b|(?:of\\s+)?(?:the\\s+|its\\s+|that of\\s+)+(?:baseline|original))",
    ),
  },
  { factor: 2, way: "slower", pattern: pattern("half\\s+as\\s+(?:fast|quick)\\b") },
  { factor: 2, way: "up", pattern: pattern("doubl(?:es|ed|ing)\\b") },
  { factor: 3, way: "up", pattern: pattern("tripl(?:es|ed|ing)\\b") },
  { factor: 2, way: undefined, pattern: pattern(`twice\\s+${AS}`) },
  { factor: 2, way: "slower", pattern: pattern("twice\\s+(?:the|its)\\s+(?:cost|time|price)\\b") },
  { factor: 3, way: undefined, pattern: pattern(`three\\s+times\\s+${AS}`) },
  { factor: 3, way: "down", pattern: pattern("(?:a|one)\\s+third\\s+of\\s+(?:the|its|that|what)") },
  { factor: 4, way: "down", pattern: pattern("(?:a|one)\\s+quarter\\s+of\\s+(?:the|its|that|what)") },
];

/** What every such word holds, so that most sentences are passed over at once. */
const HINT = /halv|half|doubl|tripl|twice|three times|third|quarter/i;

/** “halves the error”, “twice as fast”, “a third of the baseline's”: factors in words. */
export function multiples(one: Case, sentence: Sentence): Verdict[] {
  if (!HINT.test(sentence.text)) return [];
  return MULTIPLES.flatMap(({ factor, way, pattern }) =>
    [...sentence.text.matchAll(pattern)].flatMap(({ 0: words, 1: hedge, index }) => {
      const place = { start: index, end: index + words.length, word: words.trim() };
      const relation = { ...place, way: way ?? wayIn(words) };
      const isJudged = isAsserted(sentence, place.start, place.end) && !isOfChange(sentence.text, place.end);
      return isJudged ? judgeMultiple(one, sentence, relation, factor, hedge) : [];
    }),
  );
}

/** “raises the error twice as much as the other does” compares two changes, not two values. */
function isOfChange(text: string, end: number): boolean {
  return /^\s+as\b[^.;:]{0,80}?\b(?:do|does|did)\b/i.test(text.slice(end));
}

function wayIn(words: string): Way {
  if (/fast|quick/i.test(words)) return "faster";
  return /slow/i.test(words) ? "slower" : /low|small|short/i.test(words) ? "down" : "up";
}

function judgeMultiple(one: Case, sentence: Sentence, relation: Relation, factor: number, hedge = ""): Verdict[] {
  const subject = changeSubject(one, sentence, asNumber(relation, factor), relation, undefined);
  if (
    !(isTold(subject.metrics) || isOfSame(sentence, relation)) ||
    !(isTold(subject.runs) || isTold(subject.datasets) || isOfOneRun(sentence))
  )
    return [];
  const changes = changesFor(one, subject);
  const any = { ...subject, references: one.evidence.runs.map(({ number }) => String(number)) };
  if (
    changes.length === 0 ||
    isFitting(one, sentence, subject, changes, (change) => fits(relation.way, change, factor, hedge))
  )
    return [];
  const told = sentence.runs.some(({ ids }) => ids.includes("0"));
  if (!told && changesFor(one, any).some((change) => fits(relation.way, change, factor, hedge))) return [];
  const example = changes.find((change) => !fits(relation.way, change, factor, hedge))!;
  const message = `“${relation.word}” does not fit: ${describeChange(example)}.`;
  return [comparisonVerdict(sentence, "overclaimed", relation.start, relation.end, message, describeChange(example))];
}

/** “halves that of the other” speaks of what was named before. */
function isOfSame({ text, metrics }: Sentence, { end }: Relation): boolean {
  return metrics.length > 0 && /^\s*(?:that|those|it)\b/i.test(text.slice(end));
}

/** The only run that a sentence names is meant wherever it stands. */
function isOfOneRun({ runs }: Sentence): boolean {
  const ids = new Set(runs.flatMap((one) => one.ids).filter((id) => id !== "0"));
  return ids.size === 1;
}

/** “in both regions” needs a run for which it is so in each. */
function isFitting(
  one: Case,
  { text }: Sentence,
  { datasets }: ChangeSubject,
  changes: readonly Change[],
  holds: (change: Change) => boolean,
): boolean {
  if (!saysAll(text)) return changes.some(holds);
  const sets = datasets.ids.length > 1 ? datasets.ids : one.evidence.datasets;
  return changes.some(({ run, metric }) =>
    sets.every((set) =>
      changes.some((one) => one.run === run && one.metric === metric && one.dataset === set && holds(one)),
    ),
  );
}

function fits(way: Way, { value, from, metric }: Change, factor: number, hedge: string): boolean {
  const grows = way === "up" || (way === "faster") === metric.heads.has("throughput");
  const ratio = way !== "down" && grows ? value / from : from / value;
  if (/more|over/i.test(hedge)) return ratio >= factor * 0.985;
  if (/less|quite|nearly|almost/i.test(hedge)) return ratio >= factor * 0.75 && ratio <= factor * 1.03;
  return ratio >= factor * 0.8 && ratio <= factor * 1.25;
}

/** A factor in words takes the place of a printed one. */
function asNumber({ start, end, word }: Relation, value: number): PrintedNumber {
  return numberInWords(start, word, value, { end, times: true });
}
