import type { BudgetStand } from "../../research/budget";
import type { BegunShown, BoardState } from "./board-state";
import { aboutWords, capWords, dollarRange } from "./cost-words";
import { stateOf } from "./idea-state";
import { hasRoomAgain, type Outlook, outlookOf } from "./outlook";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { dollars } from "./wording";

/** What to know about money before an idea is begun, or while it is under way; nothing when there is nothing to worry about. */
export function costNodes(l10n: L10n, state: BoardState, idea: BegunShown | undefined): TreeNode[] {
  if (idea && ["done", "budget"].includes(stateOf(idea))) return [];
  const outlook = outlookOf(state, idea);
  const id = `costs:${idea?.slug ?? "first"}`;
  const subject = idea ? { slug: idea.slug } : {};
  if (outlook.isUnpriced) return [unpricedNode(l10n, `${id}:price`, state, subject)];
  const dear = expectedBeyondCap(l10n, outlook);
  return dear ? [{ ...dear, id: `${id}:cap`, subject }] : [];
}

function expectedBeyondCap(
  l10n: L10n,
  { rest, left, sufficiency }: Outlook,
): Omit<TreeNode, "id" | "subject"> | undefined {
  const expected = rest?.total.dollars;
  if (!expected || sufficiency === "enough" || sufficiency === "unknown") return undefined;
  const [about, rest_] = [dollarRange(expected), dollars(Math.max(0, left))];
  const isSure = sufficiency === "not enough";
  return {
    label: isSure ? l10n.t("The cap will not do") : l10n.t("The cap may not do"),
    description: l10n.t("≈ {0} to the reviewed paper, {1} left", about, rest_),
    tooltip: l10n.t(
      "The idea waits at the cap, and goes on where it stopped when you raise it. Click to raise it now.",
    ),
    icon: isSure ? "warning" : "info",
    color: isSure ? COLORS.warning : COLORS.quiet,
    command: "raiseCap",
  };
}

function unpricedNode(l10n: L10n, id: string, { costs }: BoardState, subject: TreeNode["subject"]): TreeNode {
  const { scientist, reviewer } = costs.basis ?? {};
  const model = (scientist && !scientist.price ? scientist : reviewer)?.name.replace(/^openai:/, "") ?? "";
  return {
    id,
    label: l10n.t("Price unknown"),
    description: model,
    tooltip: l10n.t("Its calls count as $0, so no cap can hold. Click to set the price."),
    icon: "question",
    color: COLORS.warning,
    command: "setPrice",
    subject,
  };
}

/** An idea at its cap: what is spent of what, what the next call could cost, and what is expected after it. */
export function capNodes(l10n: L10n, state: BoardState, idea: BegunShown): TreeNode[] {
  const { budget, reason } = idea.record.view.ending ?? {};
  if (!budget) return [];
  const { rest } = outlookOf(state, idea);
  const about = rest ? l10n.t("then {0}", aboutWords(l10n, rest.total)) : "";
  const { id, subject } = { id: `idea:${idea.slug}:cap`, subject: { slug: idea.slug } };
  const raised = hasRoomAgain(state, idea) ? [raisedNode(l10n, state, budget, idea.slug)] : [];
  return [
    {
      ...{ id, subject, icon: "info" },
      label: standWords(l10n, budget),
      description: [nextWords(l10n, budget), about].filter(Boolean).join(", "),
      tooltip: reason ?? "",
    },
    ...raised,
  ];
}

function raisedNode(l10n: L10n, { settings }: BoardState, { scope }: BudgetStand, slug: string): TreeNode {
  const cap = scope === "project" ? settings.total : settings.dollars;
  return {
    id: `idea:${slug}:raised`,
    label: cap === undefined ? l10n.t("The cap is gone now") : l10n.t("The cap is {0} now", capWords(cap)),
    icon: "check",
    color: COLORS.good,
    subject: { slug },
  };
}

export function standWords(l10n: L10n, { scope, spent, cap }: BudgetStand): string {
  return scope === "project"
    ? l10n.t("{0} of the project's {1} spent", dollars(spent), capWords(cap))
    : l10n.t("{0} of {1} spent", dollars(spent), capWords(cap));
}

function nextWords(l10n: L10n, { next }: BudgetStand): string {
  return next === undefined
    ? l10n.t("the price of the next call is not known")
    : l10n.t("the next call at most {0}", dollars(next));
}
