import { ownDecisionOf, type Review, remarksOn } from "../../research/review";
import { rangeOf, scoresOf } from "../../research/review-form";
import type { L10n } from "./tree-node";

/** What the referees of a review do not agree about: the decision, scores far apart, and weaknesses that one of several saw. */
export function disagreementsIn(l10n: L10n, review: Review): string[] {
  const { kind, ensemble, spread } = review;
  if (ensemble.length < 2) return [];
  const accepting = ensemble.filter((form) => ownDecisionOf({ kind, form }) === "Accept").length;
  const divided = accepting > 0 && accepting < ensemble.length;
  const scores = scoresOf(kind).flatMap((score) => {
    const [low, high] = spread[score.name] ?? [0, 0];
    const [least, most] = rangeOf(score);
    return high - low >= APART * (most - least) ? [l10n.t("{0}: from {1} to {2}", score.name, low, high)] : [];
  });
  const alone = remarksOn(review, "weaknesses").filter(({ by }) => by?.length === 1);
  return [
    ...(divided ? [l10n.t("{0} of {1} referees would accept it.", accepting, ensemble.length)] : []),
    ...scores,
    ...alone.map(({ text, by }) => l10n.t("Only referee {0}: {1}", by![0]!, text)),
  ];
}

/** A third of a scale: two of four grades, three of ten. */
const APART = 1 / 3;
