import type { Case } from "../case";
import { comparisonAt } from "../comparison";
import type { RunEvidence } from "../evidence";
import type { MetricEvidence } from "../metric-words";
import type { Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { everyReference, valuesOn } from "./exceptions";
import { comparisonVerdict, nearestIn } from "./in-words";
import { SETS } from "./universals";

const MOSTLY = new RegExp(
  `\\b(?:generally|mostly|by and large)\\b|\\b(?:on|in|for|across)\\s+most(?:\\s+of)?(?:\\s+(?:the|our))?(?:\\s+[\\p{L}-]+)?\\s+${SETS}\\b`,
  "giu",
);
const DENIED = /\b(?:not|no|never|neither|except|unless|if|whether|could|may|might|would|than expected)\b/i;

/** Whether a text says of something that it is so as a rule. */
export function saysMostly(text: string): boolean {
  return new RegExp(MOSTLY.source, "iu").test(text);
}

/** “generally outperformed other methods”, “faster on most tasks”: on more than half of the data sets it has to be so. */
export function majorities(one: Case, sentence: Sentence, relations: readonly Relation[]): Verdict[] {
  const { datasets } = one.evidence;
  if (datasets.length < 3) return [];
  return [...sentence.text.matchAll(MOSTLY)].flatMap(({ 0: words, index }) => {
    const relation = nearestIn(sentence, relations, index, index + words.length);
    if (!relation || DENIED.test(sentence.text) || !isAgainst(sentence, relation)) return [];
    const { runs, definite, references, metrics, placed } = comparisonAt(one, sentence, relation);
    const [run] = runs;
    if (!definite || !run || placed || metrics.length === 0) return [];
    const told = metrics.flatMap((metric) => countedIn(relation, run, references, metric, datasets));
    if (told.length === 0 || told.some(({ yes, of }) => 2 * yes > of)) return [];
    const [{ metric, failing }] = told as [Told];
    const said = failing.slice(0, 3).map((dataset) => valuesOn(dataset, { run, metric }, references, relation.way));
    const [from, to] = [Math.min(index, relation.start), Math.max(index + words.length, relation.end)];
    const message = `“${words}” is more than the data say: not on ${said.join(", ")}.`;
    return [comparisonVerdict(sentence, "overclaimed", from, to, message, said.join(", "))];
  });
}

/** Whether it is said what it is compared with: “shorter runs generally help” is what everybody knows. */
function isAgainst({ text }: Sentence, { word, end }: Relation): boolean {
  return (
    /^(?:outperform|surpass|beat)/i.test(word) ||
    /^[^.;:]{0,60}\b(?:than|over|compared|relative)\b/.test(text.slice(end))
  );
}

type Told = {
  readonly metric: MetricEvidence;
  readonly yes: number;
  readonly of: number;
  readonly failing: readonly string[];
};

function countedIn(
  relation: Relation,
  run: RunEvidence,
  references: readonly RunEvidence[],
  metric: MetricEvidence,
  datasets: readonly string[],
): Told[] {
  const answers = datasets.map((dataset) => everyReference(relation, run, references, metric, dataset));
  const of = answers.filter((answer) => answer !== undefined).length;
  const failing = datasets.filter((_, index) => answers[index] === false);
  return of === 0 ? [] : [{ metric, yes: answers.filter((answer) => answer === true).length, of, failing }];
}
