import type { L10n } from "./tree-node";

/** What a list of a review form is called: in the reader's language where the forms that come with us have it, else as its form says. */
export function fieldLabel(l10n: L10n, name: string): string {
  switch (name) {
    case "Strengths":
      return l10n.t("Strengths");
    case "Weaknesses":
      return l10n.t("Weaknesses");
    case "Questions":
      return l10n.t("Questions");
    case "Limitations":
      return l10n.t("Limitations");
    default:
      return name;
  }
}
