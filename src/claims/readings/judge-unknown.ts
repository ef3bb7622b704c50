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
  after: string,
): Judgement {
  // “every step”, “more than four fifths”: who writes so looked at something, and nobody can look for it here.
  if (printed && !/\d/.test(printed.text)) return UNMEASURED;
  if (printed && !NEVER_MEASURED.test(after) && (isMeasured(evidence, printed) || isWritten(evidence, printed)))
    return UNMEASURED;
  const known =
    unknown === "run"
      ? `the runs are ${evidence.runs.map(nameOf).join(", ")}`
      : `what was measured is ${evidence.metrics.map(({ key }) => key).join(", ")}`;
  return { type: "fails", kind: "not-found", evidence: known };
}

/** Units in which no experiment of these measures: what has the same number by chance is something else. */
const NEVER_MEASURED =
  /^\s*(?:[kM]?Wh?|[kM]?J|kilowatts?(?:-| )?hours?|kg|grams?|[kMGTP]?FLOPS?|US ?dollars|dollars|euros)\b/i;

function isMeasured(evidence: Evidence, printed: PrintedNumber): boolean {
  const values = [...measuredIn(evidence, EVERYTHING), ...averagesIn(evidence, EVERYTHING)];
  const changes = changesIn(evidence, EVERYTHING, ["0"], true);
  return (
    values.some(({ value, metric }) =>
      unitFactors(printed, metric).some((factor) => allows(printed, Math.abs(value * factor))),
    ) ||
    isTotal(evidence, printed) ||
    (printed.percent && changes.some((change) => percentsOf(change).some((size) => allows(printed, Math.abs(size)))))
  );
}

/** “All runs took 9.5 hours together.” */
function isTotal(evidence: Evidence, printed: PrintedNumber): boolean {
  return evidence.metrics.some((metric) => {
    const values = measuredIn(evidence, { ...EVERYTHING, metrics: [metric.key] });
    const total = values.reduce((sum, { value }) => sum + value, 0);
    return unitFactors(printed, metric).some((factor) => allows(printed, total * factor));
  });
}

function isWritten({ notes, code, environments }: Evidence, printed: PrintedNumber): boolean {
  const { value } = printed;
  if (code.literals.has(value) || numbersIn(notes).some((noted) => noted.value === value)) return true;
  const recorded = environments.flatMap((one) => Object.values(one).flat()).filter((each) => typeof each === "number");
  return recorded.some((each) => RECORDED_IN.some((unit) => allows(printed, each / unit)));
}

/** Records are in MB and seconds, and papers in GB, minutes and hours. */
const RECORDED_IN = [1, 1000, 1024, 60, 3600];
