import type { Range, StageEstimate } from "../../research/estimate";
import type { Usage } from "../../research/usage";
import type { L10n } from "./tree-node";
import { dollars } from "./wording";

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

/** `$0.40–0.90`, `$12–30`, `under $0.01`; one amount where both ends read the same. */
export function dollarRange({ low, high }: Range): string {
  if (high > 0 && high < 0.01) return "< $0.01";
  const text = (amount: number) => (high >= 10 ? String(Math.round(amount)) : amount.toFixed(2));
  return text(low) === text(high) ? `$${text(high)}` : `$${text(low)}–${text(high)}`;
}

/** `$10` for a round cap, else `$2.50`. */
export function capWords(cap: number): string {
  return Number.isInteger(cap) ? `$${cap}` : dollars(cap);
}

/** `840`, `1.2k`, `497k`, `1.2M` */
export function tokenWords(tokens: number): string {
  if (tokens < 1000) return String(Math.round(tokens));
  if (tokens < 10_000) return `${(tokens / 1000).toFixed(1)}k`;
  return tokens < 1e6 ? `${Math.round(tokens / 1000)}k` : `${(tokens / 1e6).toFixed(1)}M`;
}

/** `497k in, 92 % cached, 17k out` */
export function usageWords(l10n: L10n, { input, cachedInput, output }: Usage): string {
  const share = input === 0 ? 0 : Math.round((100 * cachedInput) / input);
  return l10n.t("{0} in, {1} % cached, {2} out", tokenWords(input), share, tokenWords(output));
}
