import { type CapacityKind, unmatched } from "../../research/capacity";
import { referencesOf } from "../../research/comparisons";
import { isMeasured, type Run } from "../../research/run";
import type { TemplateManifest } from "../../research/template";
import { runTitle } from "./run-title";
import type { L10n } from "./tree-node";
import { short, signedPercent } from "./wording";

/** For each result that a run is compared with and not matched with: what it has more or less of. */
export function capacityTexts(l10n: L10n, run: Run, runs: readonly Run[], manifest: TemplateManifest): string[] {
  if (!isMeasured(run)) return [];
  return referencesOf(run, runs).flatMap((reference) => {
    const differences = unmatched(run, reference, manifest).map(({ kind, own, reference: other }) =>
      other === 0
        ? kindWords(l10n, kind)
        : `${kindWords(l10n, kind)} ${signedPercent(100 * (own / other - 1))} (${short(own)} / ${short(other)})`,
    );
    if (differences.length === 0) return [];
    return [l10n.t("Not matched with “{0}”: {1}", runTitle(l10n, reference.name), differences.join(", "))];
  });
}

function kindWords(l10n: L10n, kind: CapacityKind): string {
  const words: Record<CapacityKind, string> = {
    "trainable parameters": l10n.t("parameters"),
    "training samples seen": l10n.t("training samples"),
    "training tokens seen": l10n.t("training tokens"),
    "mean training time (s)": l10n.t("training time"),
    "wall time (s)": l10n.t("wall time"),
  };
  return words[kind];
}
