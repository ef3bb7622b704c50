import type { Interval } from "../research/calibration/bootstrap";
import type { Calibration } from "../research/calibration/calibration";
import { type Counts, RATES, type Rates } from "../research/calibration/confusion";

const NAMES: Readonly<Record<(typeof RATES)[number], string>> = {
  accuracy: "accuracy",
  balancedAccuracy: "balanced accuracy",
  f1: "F1",
  falsePositiveRate: "false positive rate",
  falseNegativeRate: "false negative rate",
};

/** A calibration for a person to read, line by line. `score` is what the form calls what was measured. */
export function calibrationLines(calibration: Calibration, score: string): string[] {
  const { papers, atDecision, atThreshold, auc, correlations, bias, bestThreshold, alwaysReject } = calibration;
  return [
    `${papers.total} papers, ${papers.accepted} accepted and ${papers.rejected} rejected by humans. In brackets: 95 % bootstrap intervals over papers.`,
    "",
    ...(atDecision
      ? ratesLines("By the reviewer's own decision", atDecision)
      : ["The reviews hold no decision of their own for every paper."]),
    "",
    ...ratesLines(`Accepting from ${score} ${atThreshold.threshold} on`, atThreshold),
    "",
    `${label("area under the ROC curve")}${number(auc.value)}${range(auc.interval)}   of the score, not of the decision`,
    ...correlationLine("with the mean human rating", correlations.withHumanMean),
    ...correlationLine("of one human with another", correlations.betweenHumans),
    `${label("bias")}${number(bias.value)}${range(bias.interval)}   reviewer minus mean human rating`,
    `${label("“reject” to everything")}${number(alwaysReject.accuracy)} accuracy, ${number(alwaysReject.balancedAccuracy)} balanced`,
    ...(bestThreshold
      ? [
          "",
          `Best threshold: ${score} ${Number(bestThreshold.threshold.toFixed(2))}, with balanced accuracy ${number(bestThreshold.balancedAccuracy)} on papers that it was not chosen on ` +
            `(${number(bestThreshold.balancedAccuracyInSample)} on those it was; ${bestThreshold.folds} folds, ${bestThreshold.repeats} times).`,
        ]
      : []),
  ];
}

type Judged = Rates & { readonly counts: Counts; readonly intervals: Readonly<Record<string, Interval | null>> };

function ratesLines(title: string, judged: Judged): string[] {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = judged.counts;
  return [
    `${title}:`,
    `  accepted rightly ${truePositives}, wrongly ${falsePositives}; rejected rightly ${trueNegatives}, wrongly ${falseNegatives}`,
    ...RATES.map((rate) => `${label(NAMES[rate])}${number(judged[rate])}${range(judged.intervals[rate] ?? null)}`),
  ];
}

type Correlated = NonNullable<Calibration["correlations"]["withHumanMean" | "betweenHumans"]>;

function correlationLine(what: string, found: Correlated | null): string[] {
  if (!found) return [`${label("correlation")}–   ${what}`];
  const { pearson, spearman, r2, intervals } = found;
  const over = "pairs" in found ? `${found.pairs} ordered pairs` : `${found.papers} papers`;
  return [
    `${label("correlation")}${number(pearson)}${range(intervals.pearson)}   Pearson's, ${what}; R² ${number(r2)}, Spearman's ${number(spearman)}; ${over}`,
  ];
}

function label(text: string): string {
  return `  ${text.padEnd(26)}`;
}

function number(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

function range(interval: Interval | null): string {
  return interval ? ` [${interval.map((end) => end.toFixed(3)).join(", ")}]` : "";
}
