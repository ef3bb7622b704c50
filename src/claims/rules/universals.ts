import { clauseEnd } from "../binding";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import { COUNT, countOf } from "../counts";
import type { Relation } from "../relation";
import { type Sentence, withoutPrices } from "../sentence";
import type { Verdict } from "../verdict";
import { nameWords } from "../words";
import { everyReference, failingRun, failingSets, valuesOn } from "./exceptions";
import { comparisonVerdict, exceptedIn, nearestIn } from "./in-words";

/** Words for what results are taken on. */
export const SETS =
  "(?:datasets?|data sets?|tasks?|benchmarks?|operations?|settings?|cases|shapes?|distributions?|sets|problems|corpora|corpus|regions?|domains?|languages?|environments?|games?|cities|countries|populations?|scenarios?|systems?|potentials?|functions?|targets?|groups?|styles?|regimes?|graphs|markets|famil(?:y|ies)|species|language pairs?)";
const UNIVERSAL = new RegExp(
  `\\b(?:all|every|each|both)(?:\\s+of)?(?:\\s+(?:the|these|our|tested|evaluated|considered))*(?:\\s+${COUNT})?(?:\\s+(?:[\\p{L}\\d-]+)){0,2}?\\s+${SETS}\\b|(?<!\\b(?:more|less) )\\bconsistent(?:ly)?\\b|\\bacross the board\\b|\\buniform(?:ly)\\b|\\buniversally\\b|\\bin (?:all|every) cases?\\b|\\beverywhere\\b|\\bwithout exception\\b|\\bthroughout\\b(?!\\s+(?:the|training|all|our|this)\\b)|\\b(?:on|across|for) all (?:two|three|four|five|\\d)\\b(?!\\s*[%.]\\d)|(?<=\\b\\p{L}+s )all (?:two|three|four|five|six)(?=\\s*(?:[,.;)]|when\\b|where\\b|by\\b|$))`,
  "giu",
);

/** Where words say that it is so without exception. */
type Cue = { readonly start: number; readonly end: number; readonly words: string };

/** Whether a text says “all”, “each” or “consistently” of what results are taken on. */
export function saysAll(text: string): boolean {
  return new RegExp(UNIVERSAL.source, "iu").test(text);
}

/** The first such words in the clause behind a place: where they end, and which data sets they mean. */
export function universalBehind(
  one: Case,
  sentence: Sentence,
  from: number,
): { readonly end: number; readonly sets: readonly string[] } | undefined {
  const clause = sentence.text.slice(from, clauseEnd(sentence, from));
  const match = new RegExp(UNIVERSAL.source, "iu").exec(clause);
  return match ? { end: from + match.index + match[0].length, sets: setsMeant(one, match[0]) } : undefined;
}

/** The data sets that “both CIFAR datasets” and “all three corpora” are; none where that is not so many as there are. */
export function setsMeant({ evidence: { datasets } }: Case, words: string): readonly string[] {
  const count = /\bboth\b/i.test(words) ? 2 : countOf(new RegExp(`\\b(${COUNT})\\b`, "i").exec(words)?.[1] ?? "0");
  if (count === 0 || count === datasets.length) return datasets;
  const said = nameWords(words).filter((word) => word.length > 2);
  const some = datasets.filter((key) => said.some((word) => key.toLowerCase().startsWith(word)));
  return some.length === count ? some : [];
}

/** “consistently lower on all data sets” needs one run for which that is so on each of them. One finding for each comparison. */
export function universals(one: Case, whole: Sentence, relations: readonly Relation[]): Verdict[] {
  const sentence = { ...whole, metrics: withoutPrices(whole) };
  const cues = cuesIn(sentence, relations);
  return relations.flatMap((relation) => {
    const cue = cues.get(relation);
    const runs = allRunsBefore(one, sentence, relation);
    if (!cue && !runs) return [];
    const failing = speakingAgainst(one, sentence, relation, cue, runs !== undefined);
    if (failing === undefined) return [];
    const { start, end, words } = cue ?? runs!;
    const message = `“${words}” is more than the data say: ${failing}`;
    const [from, to] = [Math.min(start, relation.start), Math.max(end, relation.end)];
    return [comparisonVerdict(sentence, "overclaimed", from, to, message, failing)];
  });
}

const MEASURES =
  /\b(?:all|every|each)(?:\s+of)?(?:\s+the)?(?:\s+(?:one|two|three|four|five|six|seven|\d))?\s+(?:measures?|metrics?|criteria|criterion|scores?|quantities)\b/giu;

/** “improves all four measures”: the run that is named has to, in each that is good one way, somewhere at least. */
export function allMeasures(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  if (!/\b(?:measure|metric|criteri|score|quantit)/i.test(sentence.text)) return [];
  return [...sentence.text.matchAll(MEASURES)].flatMap(({ 0: words, index }) => {
    const end = index + words.length;
    const relation = nearestIn(sentence, relations, index, end);
    if (!relation) return [];
    const { runs, definite, references, datasets } = comparisonAt(one, sentence, relation);
    const [run] = runs;
    if (!definite || !run) return [];
    const failing = one.evidence.metrics.find((metric) => {
      const answers = datasets.map((dataset) => everyReference(relation, run, references, metric, dataset));
      return metric.direction !== undefined && answers.includes(false) && !answers.includes(true);
    });
    if (!failing) return [];
    const said = datasets.slice(0, 2).map((dataset) => valuesOn(dataset, { run, metric: failing }, references));
    const [from, to] = [Math.min(index, relation.start), Math.max(end, relation.end)];
    const message = `“${words}” is more than the data say: not on ${said.join(", ")}.`;
    return [comparisonVerdict(sentence, "overclaimed", from, to, message, said.join(", "))];
  });
}

/** The words that make a comparison universal, by comparison. */
function cuesIn(sentence: Sentence, relations: readonly Relation[]): ReadonlyMap<Relation, Cue> {
  const cues = new Map<Relation, Cue>();
  for (const { 0: words, index } of sentence.text.matchAll(UNIVERSAL)) {
    const end = index + words.length;
    const own = relations.filter((one) => !isPrice(sentence.text, end, one) && !isLargest(sentence.text, one));
    const relation = nearestIn(sentence, own, index, end);
    if (!relation || isAboutTraining(sentence.text, words, end)) continue;
    if (/^consistent$/i.test(words) && !isOfWord(sentence.text, index, end, relation)) continue;
    const known = cues.get(relation);
    cues.set(relation, { start: known?.start ?? index, end, words: known ? `${known.words} … ${words}` : words });
  }
  return cues;
}

/** “consistent improvements”, “the gains are consistent”, not “consistent patterns … with little overhead”. */
function isOfWord(text: string, start: number, end: number, relation: Relation): boolean {
  return relation.start >= end
    ? /^\s+(?:and\s+\p{L}+\s+)?(?:[\p{L}-]+\s+){0,2}$/u.test(text.slice(end, relation.start))
    : /^[^.;:,]{0,40}\s(?:is|are|was|were|remains?|been|being)\s+(?:\p{L}+\s+)?$/u.test(
        text.slice(relation.end, start),
      );
}

/** “better on all data sets, at the cost of slower training” */
function isPrice(text: string, from: number, { start }: Relation): boolean {
  return (
    start > from &&
    /\b(?:at (?:the|an?|some|little|no) (?:\p{L}+ )?(?:cost|price|expense) (?:of|in)|in exchange for)\b/u.test(
      text.slice(from, start),
    )
  );
}

/** “over all data sets, the largest improvement”: of that one alone something is said. */
function isLargest(text: string, { start }: Relation): boolean {
  return /\b(?:largest|greatest|biggest|smallest|highest|lowest|average|mean|total)\s+(?:relative\s+)?$/i.test(
    text.slice(0, start),
  );
}

/** “consistent across layers” is not about data sets. */
function isAboutTraining(text: string, words: string, end: number): boolean {
  return (
    /consisten/i.test(words) && /^\s+(?:with|across (?:the )?(?:layers|training|seeds|runs))\b/i.test(text.slice(end))
  );
}

function speakingAgainst(
  one: Case,
  sentence: Sentence,
  relation: Relation,
  cue: Cue | undefined,
  ofAllRuns: boolean,
): string | undefined {
  const comparison = comparisonAt(one, sentence, relation);
  const words = cue?.words ?? "";
  const counting = /\b(?:all|every|each|both)\b/i.test(words);
  const whole = cue !== undefined && countsAll(one, cue.words);
  const named = counting ? !whole && comparison.placedHere && comparison.datasets.length > 1 : comparison.placed;
  const before = /^consistent(?:ly)?$/i.test(words) && !comparison.placed ? sentence.before.datasets.ids : [];
  const excepted = exceptedIn(sentence).flatMap(({ ids }) => [...ids]);
  const all = one.evidence.datasets.filter((key) => !excepted.includes(key));
  const meant = cue && counting ? setsMeant(one, cue.words) : all;
  if (!named && meant.length === 0) return undefined;
  const datasets = excepted.length > 0 ? all : named ? comparison.datasets : before.length === 1 ? before : meant;
  if (!ofAllRuns) return failingSets(one, comparison, relation, datasets);
  return failingRun(one, comparison, relation, datasets, cue !== undefined || comparison.placed);
}

/** “all four datasets”, where there are four. */
function countsAll({ evidence }: Case, words: string): boolean {
  const count = new RegExp(`\\b(${COUNT})\\b`, "i").exec(words)?.[1];
  return count !== undefined && countOf(count) === evidence.datasets.length;
}

const WHOLE =
  /^(?:variants?|methods?|models?|strategies|strategy|configurations?|approaches|runs?|versions?|modifications?|changes|alternatives?|techniques?|interventions?|measures?|tricks|options?|penalties)$/;
const EVERY_RUN =
  /\b(?:all|every|each|both)\s+(?:of\s+)?(?:(?:the|our|other|proposed|tested|[\p{L}-]{4,})\s+)*?([\p{L}-]+)\s+(?:\([^()]{0,30}\)\s+)?(?:(?:perform|performed|do|did|fare|are|is|were|was|remain|train|run|have|has|had|show|showed|achiev\p{L}+)\s+)?(?:[\p{L}]+ly\s+)?(?:an?\s+)?$/iu;

/** “all variants”, “every curriculum”: with a noun that the names of several runs share. */
export function allRunsBefore(one: Case, { text }: Sentence, { start }: Relation): Cue | undefined {
  const match = EVERY_RUN.exec(text.slice(Math.max(0, start - 80), start));
  const noun = match?.[1]?.toLowerCase();
  if (!match || noun === undefined) return undefined;
  const sharing = one.evidence.runs.filter(({ names }) =>
    names.some((name) => nameWords(name).some((word) => word.slice(0, 6) === noun.slice(0, 6))),
  );
  if (!WHOLE.test(noun) && (noun.length < 4 || sharing.length < 2)) return undefined;
  const from = Math.max(0, start - 80) + match.index;
  return { start: from, end: start, words: match[0].trim() };
}
