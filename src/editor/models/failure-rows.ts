import type { Outcome, Run } from "../../research/run";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText } from "./wording";

/** What to do about a run without numbers, how far it had come, and what the sandbox refused it: a row each. */
export function failureNodes(l10n: L10n, slug: string, run: Run): TreeNode[] {
  const row = (key: string, words: string, icon: string, color?: string): TreeNode => ({
    id: `run:${slug}:${run.number}:${key}`,
    label: words,
    tooltip: asText(words),
    icon,
    ...(color ? { color } : {}),
    subject: { slug },
  });
  const { advice, reached, denied } = understood(run.outcome);
  return [
    ...(advice ? [row("advice", l10n.t("What to do: {0}", advice), "lightbulb")] : []),
    ...(reached ? [row("reached", reachedWords(l10n, reached), "history")] : []),
    ...denied.map((one, at) => row(`denied:${at}`, l10n.t("Refused: {0}", one), "shield", COLORS.warning)),
  ];
}

/** The same for a tooltip. */
export function failureLines(l10n: L10n, outcome: Outcome): string[] {
  const { advice, reached, denied } = understood(outcome);
  return [
    ...(advice ? [l10n.t("What to do: {0}", asText(advice))] : []),
    ...(reached ? [reachedWords(l10n, asText(reached))] : []),
    ...denied.map((one) => l10n.t("Refused: {0}", asText(one))),
  ];
}

function reachedWords(l10n: L10n, reached: string): string {
  return l10n.t("How far it had come, which is no evidence: {0}", reached);
}

function understood(outcome: Outcome) {
  if (outcome.type === "measured" || outcome.type === "unknown") return { advice: "", reached: "", denied: [] };
  const { failure, reached = "", denied = [] } = outcome;
  return { advice: failure?.advice ?? "", reached, denied };
}
