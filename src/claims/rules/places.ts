import { clauseEnd } from "../binding";
import { describe, measuredIn } from "../candidates";
import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import type { RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";
import { rankOf } from "./ranks";
import { universalBehind } from "./universals";

const PLACE =
  /(?:\b(?:is|are|was|were|comes?|came|ranks?|ranked|finish(?:es|ed))\s+|,\s+(?:and\s+)?|\band\s+)(second|third|last)(?=\s+(?:on|in|for)\b)/giu;

/** “X comes second on the line and third on moons”: on each data set it has to be in that place. */
export function places(one: Case, sentence: Sentence): Verdict[] {
  return [...sentence.text.matchAll(PLACE)].flatMap(({ 0: words, 1: place = "", index }) => {
    const end = index + words.length;
    const start = end - place.length;
    const { runs, definite, metrics } = comparisonAt(one, sentence, { way: "better", start, end, word: place });
    const [run] = runs;
    const behind = setsBehind(one, sentence, end);
    const told = metrics.filter(({ direction }) => direction !== undefined);
    if (!definite || !run || !behind || told.length === 0 || !isAsserted(sentence, start, end)) return [];
    const failures = told.map((metric) => behind.ids.flatMap((set) => failingOn(one, run, metric, set, place) ?? []));
    if (failures.some(({ length }) => length === 0)) return [];
    const said = failures[0]!.join("; ");
    const message = `It is not the ${place.toLowerCase()}: ${said}.`;
    return [comparisonVerdict(sentence, "overclaimed", start, behind.end, message, said)];
  });
}

/** The data sets that are named right behind, or all of them. */
function setsBehind(
  one: Case,
  sentence: Sentence,
  end: number,
): { readonly ids: readonly string[]; readonly end: number } | undefined {
  const { text, datasets } = sentence;
  const set = datasets.find(
    (named) => named.start >= end && /^\s+(?:on|in|for)\s+(?:the\s+)?$/i.test(text.slice(end, named.start)),
  );
  if (set) return set;
  const all = universalBehind(one, sentence, end);
  return all && all.end - end <= 40 && all.end <= clauseEnd(sentence, end) && all.sets.length > 0
    ? { ids: all.sets, end: all.end }
    : undefined;
}

/** What its place is where it is another; undefined where it is that one or cannot be told. */
function failingOn(
  { evidence }: Case,
  run: RunEvidence,
  { key, direction }: MetricEvidence,
  dataset: string,
  place: string,
): string | undefined {
  const field = measuredIn(evidence, { runs: [], datasets: [dataset], metrics: [key] });
  const own = field.find((candidate) => candidate.run === run);
  if (!own || field.length < 3) return undefined;
  const { least, most } = rankOf(own, field, direction === "lower");
  const meant = /second/i.test(place) ? 2 : /third/i.test(place) ? 3 : field.length;
  return least <= meant && meant <= most ? undefined : `${describe(own)}, number ${least} of ${field.length}`;
}
