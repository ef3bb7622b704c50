import type { Range, StageEstimate } from "../../research/estimate";
import { dollarRange, tokenWords } from "../../research/money";
import type { Usage } from "../../research/usage";
import type { L10n } from "./tree-node";

/** `≈ $0.40–0.90`; calls where the model is free; both ends of the truth where its price is not known. */
export function aboutWords(l10n: L10n, estimate: StageEstimate): string {
  const { dollars: cost, calls } = estimate;
  if (cost && cost.high > 0) return `≈ ${dollarRange(cost)}`;
  const counted = callWords(l10n, calls);
  return cost ? `≈ ${counted}` : l10n.t("≈ {0}, price unknown", counted);
}

function callWords(l10n: L10n, { low, high }: Range): string {
  if (low === high) return high === 1 ? l10n.t("1 call") : l10n.t("{0} calls", high);
  return l10n.t("{0}–{1} calls", low, high);
}

/** `497k in, 92 % cached, 17k out` */
export function usageWords(l10n: L10n, { input, cachedInput, output }: Usage): string {
  const share = input === 0 ? 0 : Math.round((100 * cachedInput) / input);
  return l10n.t("{0} in, {1} % cached, {2} out", tokenWords(input), share, tokenWords(output));
}
