import { allows } from "../agreement";
import { averagesIn, measuredIn } from "../candidates";
import { changesIn, percentsOf } from "../derived";
import { type Evidence, nameOf } from "../evidence";
import { numbersIn, type PrintedNumber } from "../printed-number";
import { type Judgement, UNMEASURED } from "./judgement";
import { unitFactors } from "./units";

const EVERYTHING = { runs: [], datasets: [], metrics: [] };

/**
 * What is said of a run that was never made is not supported. Where its number was measured, or noted, it may be a run that goes by
 * another name.
 */
export function judgeNoRun(evidence: Evidence, printed: PrintedNumber | undefined): Judgement {
  if (printed && (isMeasured(evidence, printed) || isNoted(evidence, printed))) return UNMEASURED;
  return { type: "fails", kind: "not-found", evidence: `the runs are ${evidence.runs.map(nameOf).join(", ")}` };
}

function isMeasured(evidence: Evidence, printed: PrintedNumber): boolean {
  const values = [...measuredIn(evidence, EVERYTHING), ...averagesIn(evidence, EVERYTHING)];
  const changes = changesIn(evidence, EVERYTHING, ["0"], true);
  return (
    values.some(({ value, metric }) =>
      unitFactors(printed, metric).some((factor) => allows(printed, Math.abs(value * factor))),
    ) ||
    (printed.percent && changes.some((change) => percentsOf(change).some((size) => allows(printed, Math.abs(size)))))
  );
}

function isNoted({ notes }: Evidence, printed: PrintedNumber): boolean {
  return numbersIn(notes).some(({ value }) => value === printed.value);
}
