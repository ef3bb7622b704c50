import { isShare } from "../agreement";
import { type Candidate, measuredIn, type Selection } from "../candidates";
import type { Case } from "../case";
import { inUnitOf, matching } from "../look-up";
import type { PrintedNumber } from "../printed-number";
import { isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import { isTold, type Subject, subjectOf } from "../subject";
import { isFinding, type Verdict } from "../verdict";
import { isCorrelation } from "./correlations";
import { spreadVerdict } from "./spreads";

/** What stands after ± beside numbers of which no run was found that they are of: the verdicts on it. */
export function judgeSpreadsBeside(one: Case, sentence: Sentence, verdicts: readonly Verdict[]): Verdict[] {
  if (isOfOthers(sentence)) return [];
  const { at } = sentence.prose;
  const on = ({ start, end }: PrintedNumber) =>
    verdicts.filter((verdict) => verdict.start < at[end - 1]! + 1 && at[start]! < verdict.end);
  return sentence.numbers.flatMap((number) => {
    if (!number.spread || number.times || isCorrelation(one, sentence, number) || on(number.spread).some(isFinding))
      return [];
    const subject = subjectOf(one, sentence, number);
    const wrong = on(number).some(isFinding);
    return spreadVerdict(sentence.prose, number, meantBy(one, number, subject, wrong)) ?? [];
  });
}

/** The values of any run that a number may be; where it is wrong, those of which it should be one, and whatever it was taken from. */
function meantBy(one: Case, number: PrintedNumber, subject: Subject, wrong: boolean): readonly Candidate[] {
  const { runs, datasets, reading } = subject;
  const metrics = number.percent && !isTold(subject.metrics) ? sharesIn(one) : subject.metrics.ids;
  if (metrics.length === 0 || !(number.percent || isTold(subject.metrics))) return [];
  const told: Selection = { runs: [], datasets: isTold(datasets) ? datasets.ids : [], metrics };
  const fitting = matching(one, number, told, reading);
  if (!wrong) return fitting;
  const named = { ...told, runs: isTold(runs) ? runs.ids : [] };
  return [
    ...matching(one, number, { ...told, datasets: [] }, reading),
    ...measuredIn(one.evidence, named).filter((candidate) => inUnitOf(number, candidate, reading).length > 0),
  ];
}

function sharesIn({ evidence }: Case): string[] {
  return evidence.metrics.filter(isShare).map(({ key }) => key);
}
