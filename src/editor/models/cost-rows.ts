import type { BudgetStand } from "../../research/budget";
import { capWords, dollarRange } from "../../research/money";
import type { BegunShown, BoardState } from "./board-state";
import { aboutWords } from "./cost-words";
import { stateOf } from "./idea-state";
import { hasRoomAgain, type Outlook, outlookOf, standsNow } from "./outlook";
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
  const isSure = sufficiency === "not enough";
  const about = l10n.t("About {0} is expected to the reviewed paper.", dollarRange(expected));
  const waits = l10n.t(
    "The idea waits at the cap, and goes on where it stopped when you raise it. Click to raise it now.",
  );
  return {
    label: isSure ? l10n.t("The cap will not do") : l10n.t("The cap may not do"),
    description: l10n.t("{0} left", dollars(Math.max(0, left))),
    tooltip: `${about}\n\n${waits}`,
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

/** An idea at its cap: what is spent of it as it is now, what the next call could cost, and what is expected after that. */
export function capNodes(l10n: L10n, state: BoardState, idea: BegunShown): TreeNode[] {
  const { budget } = idea.record.view.ending ?? {};
  if (!budget) return [];
  const { rest } = outlookOf(state, idea);
  const about = rest ? { description: l10n.t("{0} to go", aboutWords(l10n, rest.total)) } : {};
  const subject = { slug: idea.slug };
  const now = standsNow(state, idea.record.view.dollars).find(({ scope }) => scope === budget.scope) ?? budget;
  const has = hasRoomAgain(state, idea) ? { icon: "check", color: COLORS.good } : { icon: "info" };
  return [
    { id: `idea:${idea.slug}:cap`, label: standWords(l10n, now), ...about, ...has, subject },
    {
      id: `idea:${idea.slug}:next-call`,
      label: nextWords(l10n, budget),
      tooltip: l10n.t("A call is made only when the longest answer that it could get fits under the cap."),
      icon: "arrow-small-right",
      subject,
    },
  ];
}

export function standWords(l10n: L10n, { scope, spent, cap }: BudgetStand): string {
  if (scope === "campaign") return l10n.t("{0} of the campaign's {1} spent", dollars(spent), capWords(cap));
  return scope === "project"
    ? l10n.t("{0} of the project's {1} spent", dollars(spent), capWords(cap))
    : l10n.t("{0} of {1} spent", dollars(spent), capWords(cap));
}

export function nextWords(l10n: L10n, { next }: BudgetStand): string {
  return next === undefined ? l10n.t("Price of the next call unknown") : l10n.t("Next call at most {0}", dollars(next));
}
