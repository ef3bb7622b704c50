import type { Review } from "../../research/review";
import type { L10n } from "./tree-node";

/** What the decision rests on: the chance that papers with such a score had, or the model's word alone. */
export function decisionWords(l10n: L10n, { acceptance }: Review): string {
  if (!acceptance) return l10n.t("The decision is the model's own and not calibrated.");
  const { chance, interval, threshold, papers, ownDecision } = acceptance;
  const percent = (share: number) => Math.round(100 * share);
  const range = interval
    ? l10n.t("{0} to {1} %", percent(interval[0]), percent(interval[1]))
    : l10n.t("interval unknown");
  return [
    l10n.t(
      "Chance of acceptance {0} % ({1}), by {2} papers that people decided about.",
      percent(chance),
      range,
      papers,
    ),
    l10n.t("The decision is by the score, from {0} on; the model's own was {1}.", asPrinted(threshold), ownDecision),
  ].join(" ");
}

/** A threshold is a score that was given: of three referees it may be 5.333333333333333. */
function asPrinted(score: number): number {
  return Number(score.toFixed(2));
}
