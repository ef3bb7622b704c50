import type { Estimate } from "../../research/estimate";
import { Stage } from "../../research/run-event";
import type { BegunShown, BoardState } from "./board-state";
import { aboutWords, usageWords } from "./cost-words";
import { stageName, stateOf } from "./idea-state";
import { outlookOf } from "./outlook";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { dollars } from "./wording";

/** The stages of a begun idea: what each has cost, or what it is expected to. */
export function stageNodes(l10n: L10n, state: BoardState, shown: BegunShown): TreeNode[] {
  const rest = outlookOf(state, shown).rest;
  return Stage.options
    .filter((stage) => stage !== "ideas" && stage !== "novelty")
    .map((stage) => stageNode(l10n, shown, stage, rest));
}

function stageNode(l10n: L10n, shown: BegunShown, stage: Stage, rest: Estimate | undefined): TreeNode {
  const { view } = shown.record;
  const now = view.stage === stage && view.ending?.how !== "done";
  const entered = view.stagesEntered.includes(stage);
  const current = stateOf(shown);
  const active = now && ["working", "running", "revising", "elsewhere"].includes(current);
  const waits = now && (current === "review" || current === "launch");
  const icon = active ? "loading~spin" : now ? "circle-filled" : entered ? "pass" : "circle-outline";
  const color = icon === "pass" ? COLORS.good : waits ? COLORS.waiting : entered ? undefined : COLORS.quiet;
  const money = entered ? spentWords(l10n, shown, stage) : expectedWords(l10n, rest, stage);
  const doing = active ? (runningStep(shown) ?? "") : waits ? l10n.t("waits for you") : "";
  const description = [doing, money].filter(Boolean).join(" · ");
  const words = active ? l10n.t("under way") : now ? l10n.t("begun") : entered ? l10n.t("done") : l10n.t("not begun");
  return {
    id: `idea:${shown.slug}:${stage}`,
    label: stageName(l10n, stage),
    ...(description ? { description } : {}),
    tooltip: stageTooltip(l10n, shown, stage, rest),
    icon,
    ...(color ? { color } : {}),
    spoken: [stageName(l10n, stage), words, money].filter(Boolean).join(", "),
    subject: { slug: shown.slug },
  };
}

function runningStep({ record }: BegunShown): string | undefined {
  return record.view.steps.findLast(({ state }) => state === "running")?.name;
}

function spentWords(l10n: L10n, { record }: BegunShown, stage: Stage): string {
  const cost = record.view.costs[stage];
  if (!cost) return "";
  const calls = cost.calls === 1 ? l10n.t("1 call") : l10n.t("{0} calls", cost.calls);
  return cost.dollars > 0 ? `${calls} · ${dollars(cost.dollars)}` : calls;
}

function expectedWords(l10n: L10n, rest: Estimate | undefined, stage: Stage): string {
  const expected = rest?.stages.find((one) => one.stage === stage)?.estimate;
  return expected && expected.calls.high > 0 ? aboutWords(l10n, expected) : "";
}

function stageTooltip(l10n: L10n, { record }: BegunShown, stage: Stage, rest: Estimate | undefined): string {
  const { costs, estimates } = record.view;
  const [cost, expected] = [costs[stage], estimates[stage]];
  const more = expectedWords(l10n, rest, stage);
  const lines = [
    ...(cost ? [l10n.t("Spent: {0}", dollars(cost.dollars)), usageWords(l10n, cost.usage)] : []),
    ...(expected ? [l10n.t("Expected when it began: {0}", aboutWords(l10n, expected))] : []),
    ...(more ? [cost ? l10n.t("Still expected: {0}", more) : l10n.t("Expected: {0}", more)] : []),
  ];
  return [`**${stageName(l10n, stage)}**`, ...lines].join("\n\n");
}
