import type { ReviewTerms } from "../../engine/reviewer";
import { aboutWords } from "./cost-words";
import type { L10n } from "./tree-node";

/** What a step of a review is, for whoever waits; undefined for one that is too short to tell. */
export function reviewProgress(l10n: L10n, step: string, referees: number): string | undefined {
  const referee = /: referee (\d+)/.exec(step)?.[1];
  if (/: questions/.test(step)) return l10n.t("collecting what this paper has to answer for");
  if (referee) return l10n.t("referee {0} of {1} reads", referee, referees);
  if (/: meta-review, reflection/.test(step)) return l10n.t("the area chair looks once more");
  if (/: meta-review/.test(step)) return l10n.t("the area chair weighs the reviews");
  return undefined;
}

/** Who reads a paper and what that is expected to cost, in sentences. */
export function reviewPrompt(l10n: L10n, { models, host, price, referees, expected, begun }: ReviewTerms): string {
  const who = models.join(", ");
  const at = host ? l10n.t("{0} at {1}", who, host) : who;
  return [
    l10n.t("{0} referees and an area chair read it, all of them {1}.", referees, at),
    price === "unknown"
      ? l10n.t("Its price is not known, so the cap cannot count what it costs.")
      : l10n.t("Expected: {0}.", aboutWords(l10n, expected)),
    ...(begun ? [l10n.t("A part of this review is there already and is not paid for again.")] : []),
    l10n.t("Asked once for this folder and model."),
  ].join(" ");
}
