import { decisionOf, filledLists, type Review, summaryOf } from "../../research/review";
import { scoresOf } from "../../research/review-form";
import { decisionWords } from "./decision-words";
import { fieldLabel } from "./field-label";
import { aspectWords, claimWords, disagreementWords, howReviewed, remarkText } from "./review-words";
import type { L10n } from "./tree-node";
import { asText } from "./wording";

/** A review as Markdown for reading: the form, the scores with their spread, and what the area chair says. */
export function reviewText(l10n: L10n, review: Review): string {
  const { kind, form, ensemble, spread, model, rehearsal } = review;
  const lists = filledLists(review).flatMap(({ field, remarks }) => [
    `## ${asText(fieldLabel(l10n, field.name))}`,
    remarks.map((remark) => `- ${remarkText(l10n, remark)}`).join("\n"),
  ]);
  const scores = scoresOf(kind).map(({ name }) => {
    const mean = Number(form[name]);
    const [low, high] = spread[name] ?? [mean, mean];
    return `| ${asText(name)} | ${mean.toFixed(1)} | ${low}–${high} |`;
  });
  return [
    `# ${l10n.t("Review")}: ${decisionOf(review)}`,
    `${l10n.t("Mean of {0} reviews by {1}.", ensemble.length, asText(model))} ${decisionWords(l10n, review)} ${howReviewed(l10n, review)}`,
    ...(rehearsal ? [`**${l10n.t("Made by the rehearsal model.")}**`] : []),
    asText(summaryOf(review)),
    ...lists,
    ...claimWords(l10n, review),
    ...aspectWords(l10n, review),
    ...disagreementWords(l10n, review),
    `## ${l10n.t("Scores")}`,
    `| | ${l10n.t("Mean")} | ${l10n.t("Range")} |\n|---|--:|--:|\n${scores.join("\n")}`,
  ].join("\n\n");
}
