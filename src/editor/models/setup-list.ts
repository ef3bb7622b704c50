import type { SetupItem } from "../../engine/setup";
import type { L10n } from "./tree-node";

export type SetupRow = {
  readonly label: string;
  readonly detail: string;
  readonly item: SetupItem;
};

/** What is there and what is missing, the missing first. `label` begins with a codicon. */
export function setupRows(items: readonly SetupItem[]): SetupRow[] {
  const order = { missing: 0, warning: 1, ok: 2 };
  const icons = { missing: "error", warning: "warning", ok: "pass" };
  return [...items]
    .sort((one, other) => order[one.state] - order[other.state])
    .map((item) => {
      const [text, more] = headAndRest(item.text);
      return { label: `$(${icons[item.state]}) ${text}`, detail: [more, item.fix].filter(Boolean).join(" "), item };
    });
}

/** What is too long for the row's first line goes on in its second, where the sentence has a joint. */
function headAndRest(text: string): [string, string] {
  const joint = text.length > 64 ? text.search(/[:;] /) : -1;
  if (joint < 0) return [text, ""];
  return [text.slice(0, joint), text.charAt(joint + 2).toUpperCase() + text.slice(joint + 3)];
}

/** One line for the whole: ready, or how much is missing. */
export function setupSummary(l10n: L10n, items: readonly SetupItem[]): string {
  const missing = items.filter(({ state }) => state === "missing").length;
  const warnings = items.filter(({ state }) => state === "warning").length;
  if (missing > 0) return missing === 1 ? l10n.t("1 thing is missing") : l10n.t("{0} things are missing", missing);
  if (warnings === 0) return l10n.t("Everything is ready");
  return warnings === 1 ? l10n.t("Ready, with 1 remark") : l10n.t("Ready, with {0} remarks", warnings);
}
