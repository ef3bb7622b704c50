import { missingFor, type SetupItem } from "../../engine/setup";
import type { BoardState } from "./board-state";
import type { L10n } from "./tree-node";

/** How many things are missing; a word for the view's title. */
export function setupWords(l10n: L10n, { setup }: BoardState): string {
  if (!setup) return "";
  if (setup.checking) return l10n.t("checking…");
  const missing = joined(l10n, setup.items).filter(({ state }) => state === "missing").length;
  return missing === 0 ? l10n.t("ready") : l10n.t("{0} missing", missing);
}

/** Whether an idea could begin, as a word for menus. */
export function setupState({ setup }: BoardState): "unknown" | "checking" | "missing" | "ready" {
  if (!setup) return "unknown";
  if (setup.checking) return "checking";
  return missingFor("idea", setup.items).length > 0 ? "missing" : "ready";
}

/** Packages that are missing are got by one line, so they are one row. */
export function joined(l10n: L10n, items: readonly SetupItem[]): SetupItem[] {
  const packages = items.filter(({ id, state }) => id === "packages" && state === "missing");
  const first = packages[0];
  if (!first || packages.length === 1) return [...items];
  const names = packages.map(({ name }) => name).join(", ");
  const text = packages.map((item) => item.text).join(" ");
  const fix = l10n.t("One line installs them all.");
  return items.flatMap((item) =>
    item === first ? [{ ...first, name: names, text, fix }] : packages.includes(item) ? [] : [item],
  );
}
