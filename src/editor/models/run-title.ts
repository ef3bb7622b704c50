import type { L10n } from "./tree-node";

/** A run's name as it is shown: the model's own, but for the first run, which we named. */
export function runTitle(l10n: L10n, name: string): string {
  return name === "Baseline" ? l10n.t("Baseline") : name;
}
