import { allows } from "../agreement";
import { averagesIn, measuredIn } from "../candidates";
import { changesIn, percentsOf } from "../derived";
import { type Evidence, nameOf } from "../evidence";
import { numbersIn, type PrintedNumber } from "../printed-number";
import { type Judgement, UNMEASURED } from "./judgement";
import { unitFactors } from "./units";

const EVERYTHING = { runs: [], datasets: [], metrics: [] };

/**
 * What is said of a run that was never made, or of something that was never measured, is not supported. Where its number was
 * measured, or stands in the code or the notes, it may be something that goes by another name.
 */
export function judgeUnknown(
  evidence: Evidence,
  unknown: "run" | "metric",
  printed: PrintedNumber | undefined,
): Judgement {
  if (printed && (isMeasured(evidence, printed) || isWritten(evidence, printed))) return UNMEASURED;
  const known =
    unknown === "run"
      ? `the runs are ${evidence.runs.map(nameOf).join(", ")}`
      : `what was measured is ${evidence.metrics.map(({ key }) => key).join(", ")}`;
  return { type: "fails", kind: "not-found", evidence: known };
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

function isWritten({ notes, code }: Evidence, { value }: PrintedNumber): boolean {
  return code.literals.has(value) || numbersIn(notes).some((noted) => noted.value === value);
}
