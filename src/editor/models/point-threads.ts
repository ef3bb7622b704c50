import { pointsOf } from "../../research/points-of-review";
import type { Problem } from "../../research/problem";
import type { Review } from "../../research/review";
import { kindWord } from "./review-comparison";
import type { Remark } from "./review-threads";
import type { L10n } from "./tree-node";
import { asText } from "./wording";

/** What a review says about one line of a source, with what our checks found there. */
export type PointThread = {
  readonly line: number;
  readonly label: string;
  readonly remarks: readonly Remark[];
};

/** The points of a review on their lines, those of one line together. `findings` are what is said about claims of the source now. */
export function pointThreads(
  l10n: L10n,
  review: Review,
  lines: ReadonlyMap<string, number>,
  findings: readonly Pick<Problem, "line" | "message">[],
): PointThread[] {
  const placed = pointsOf(review).flatMap((point) => {
    const line = lines.get(point.text);
    return line === undefined ? [] : [{ point, line }];
  });
  const author = l10n.t("Review by {0}", review.model.replace(/^(openai|vscode):/, ""));
  return [...new Set(placed.map(({ line }) => line))].map((line) => {
    const here = placed.filter((one) => one.line === line).map(({ point }) => point);
    const kinds = [...new Set(here.map((point) => kindWord(l10n, point)))];
    const checked = findings.filter((problem) => problem.line === line);
    return {
      line,
      label: here.length === 1 ? kinds[0]! : `${kinds.join(", ")} (${here.length})`,
      remarks: [
        ...here.map((point) =>
          said(author, here.length === 1 ? point.text : `${kindWord(l10n, point)}: ${point.text}`),
        ),
        ...checked.map(({ message }) => said(l10n.t("Claims check"), message)),
      ],
    };
  });
}

function said(author: string, text: string): Remark {
  return { author, text: asText(text), plain: text };
}
