import type { Range } from "./estimate";

/** `$0.00`, `$0.0042` for less than a cent, `$12.30` */
export function dollars(amount: number): string {
  return amount > 0 && amount < 0.01 ? `$${amount.toFixed(4)}` : `$${amount.toFixed(2)}`;
}

/** `$0.40–0.90`, `$12–30`, `< $0.01`; one amount where both ends read the same. */
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
