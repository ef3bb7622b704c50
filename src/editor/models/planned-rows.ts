import type { BegunShown } from "./board-state";
import type { L10n, TreeNode } from "./tree-node";
import { asText } from "./wording";

/** Runs that a review led to or the researcher asked for, until they are made. */
export function plannedNodes(l10n: L10n, { slug, record, reviews }: BegunShown): TreeNode[] {
  const { planned, improvements } = record.view;
  const points = new Set(improvements.flatMap(({ plan }) => plan?.runs.map(({ name }) => name) ?? []));
  return planned.map(({ name, change, expectation, from }, index) => ({
    id: `run:${slug}:planned:${index}:${name}`,
    label: name,
    description: points.has(name) ? l10n.t("planned for the review") : l10n.t("planned"),
    tooltip: [
      `**${asText(name)}**`,
      asText(change),
      ...(expectation ? [l10n.t("Expected: {0}", asText(expectation))] : []),
      l10n.t("Starts from “{0}”.", asText(from)),
      ...(reviews.length > 0 && !points.has(name) ? [l10n.t("It is made when the paper is next improved.")] : []),
    ].join("\n\n"),
    icon: "circle-outline",
    spoken: l10n.t("{0}, planned", name),
    subject: { slug },
  }));
}
