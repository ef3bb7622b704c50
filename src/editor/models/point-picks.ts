import { codeOf, type PointKind, pointsOf } from "../../research/points-of-review";
import type { Review } from "../../research/review";
import { kindWord } from "./review-comparison";
import type { L10n } from "./tree-node";

/** A point as a row that can be checked; `heading` begins the points of a kind. */
export type PointPick =
  | { readonly heading: string }
  | {
      readonly label: string;
      readonly description: string;
      readonly detail: string;
      readonly id: string;
      readonly picked: boolean;
    };

/** What a paper can be improved in. The weaknesses are checked, and a point that was clicked. */
export function pointPicks(
  l10n: L10n,
  review: Review,
  lines: ReadonlyMap<string, number>,
  clicked?: string,
): PointPick[] {
  const points = pointsOf(review);
  const headings: Record<PointKind, string> = {
    weakness: l10n.t("Weaknesses"),
    question: l10n.t("Questions"),
    limitation: l10n.t("Limitations"),
  };
  return points.flatMap((point, index): PointPick[] => {
    const line = lines.get(point.text);
    const pick = {
      label: `${kindWord(l10n, point)} ${codeOf(point).slice(1)}`,
      description: line === undefined ? "" : l10n.t("line {0}", line),
      detail: point.text,
      id: point.id,
      picked: clicked === undefined ? point.kind === "weakness" : point.id === clicked,
    };
    return points[index - 1]?.kind === point.kind ? [pick] : [{ heading: headings[point.kind] }, pick];
  });
}
