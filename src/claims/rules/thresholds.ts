import { factorsFor, isShare } from "../agreement";
import { clauseEnd, clauseStart } from "../binding";
import { type Candidate, describe, measuredIn } from "../candidates";
import type { Case } from "../case";
import type { PrintedNumber } from "../printed-number";
import type { Sentence } from "../sentence";
import { isTold, subjectOf } from "../subject";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";

const RUNS =
  "(?:methods?|models?|variants?|runs?|configurations?|approaches|strategies|schedules?|versions?|settings|measures?)";
const ALL_RUNS = new RegExp(`\\b(?:all|every|each)\\s+(?:of\\s+)?(?:[\\p{L}\\d-]+\\s+){0,2}?${RUNS}\\b`, "iu");

/** “All three methods reach over 99% on permutations”: each of them has to be on that side. */
export function thresholds(one: Case, sentence: Sentence): Verdict[] {
  return sentence.numbers.flatMap((number) => {
    const { hedge } = number;
    if ((hedge !== "above" && hedge !== "below") || number.times) return [];
    const [from, to] = [clauseStart(sentence, number.start), clauseEnd(sentence, number.end)];
    const all = ALL_RUNS.exec(sentence.text.slice(from, to));
    if (!all || !isAsserted(sentence, number.start, number.end)) return [];
    if (!number.percent && !number.decimal) return [];
    const failing = failingIn(one, sentence, number);
    if (!failing) return [];
    const message = `“${all[0]}” is more than the data say: ${describe(failing)}.`;
    return [comparisonVerdict(sentence, "overclaimed", number.start, number.end, message, describe(failing))];
  });
}

function failingIn(one: Case, sentence: Sentence, number: PrintedNumber): Candidate | undefined {
  const { metrics: named, datasets } = subjectOf(one, sentence, number);
  const shares = one.evidence.metrics.filter(isShare).map(({ key }) => key);
  const metrics =
    !isTold(named) && number.percent && shares.length === 1 ? { ids: shares, how: "near" as const } : named;
  if (!isTold(metrics) || metrics.ids.length !== 1 || !(isTold(datasets) || one.evidence.datasets.length === 1))
    return undefined;
  const runs = one.evidence.runs.map((run) => String(run.number)).filter((id) => id !== "0");
  return measuredIn(one.evidence, { runs, datasets: datasets.ids, metrics: metrics.ids }).find(({ value, metric }) => {
    const [factor] = factorsFor(number, metric);
    if (factor === undefined) return false;
    const distance = value * factor - number.value;
    return number.hedge === "above" ? distance < -number.unit / 2 : distance > number.unit / 2;
  });
}
