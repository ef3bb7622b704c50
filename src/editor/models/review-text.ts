import { type Review, SCORES } from "../../research/review";
import { decisionWords } from "./decision-words";
import type { L10n } from "./tree-node";
import { asText } from "./wording";

/** A review as Markdown for reading: the form, the scores with their spread, and what the area chair says. */
export function reviewText(l10n: L10n, review: Review): string {
  const { form, ensemble, spread, model, rehearsal } = review;
  const list = (title: string, entries: readonly string[]) =>
    entries.length > 0 ? [`## ${title}`, entries.map((entry) => `- ${asText(entry)}`).join("\n")] : [];
  const scores = SCORES.map((score) => {
    const [low, high] = spread[score] ?? [form[score], form[score]];
    return `| ${score} | ${form[score].toFixed(1)} | ${low}–${high} |`;
  });
  return [
    `# ${l10n.t("Review")}: ${form.Decision}`,
    `${l10n.t("Mean of {0} reviews by {1}.", ensemble.length, asText(model))} ${decisionWords(l10n, review)}`,
    ...(rehearsal ? [`**${l10n.t("Made by the rehearsal model.")}**`] : []),
    asText(form.Summary),
    ...list(l10n.t("Strengths"), form.Strengths),
    ...list(l10n.t("Weaknesses"), form.Weaknesses),
    ...list(l10n.t("Questions"), form.Questions),
    ...list(l10n.t("Limitations"), form.Limitations),
    `## ${l10n.t("Scores")}`,
    `| | ${l10n.t("Mean")} | ${l10n.t("Range")} |\n|---|--:|--:|\n${scores.join("\n")}`,
  ].join("\n\n");
}
