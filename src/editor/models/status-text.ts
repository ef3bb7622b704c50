import type { BudgetStand } from "../../research/budget";
import { capWords } from "../../research/money";
import { type BoardState, shownIdea } from "./board-state";
import { nextWords, standWords } from "./cost-rows";
import { type Action, nextAction, stateOf, stateWords } from "./idea-state";
import { hasRoomAgain, nearCaps, outlookOf } from "./outlook";
import { statusTooltip } from "./status-tooltip";
import type { L10n } from "./tree-node";
import { dollars } from "./wording";

export type StatusText = {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly spoken: string;
  readonly action: Action | undefined;
  /** Something went wrong or ran out, and nothing goes on by itself. */
  readonly alarming: boolean;
  /** Most of a cap is spent. */
  readonly nearCap: boolean;
};

/** Stage, cost, state, and the one next action that a click does. */
export function statusText(l10n: L10n, state: BoardState): StatusText {
  const idea = shownIdea(state);
  const action = nextAction(l10n, state);
  const tooltip = statusTooltip(l10n, state, action);
  if (!idea) {
    const text = state.ideating ? `$(loading~spin) ${state.ideating}` : `$(beaker) ${action?.verb ?? "AI Scientist"}`;
    const spoken = [`AI Scientist: ${state.ideating ?? ""}`, action?.verb ?? ""].filter(Boolean).join(" ");
    return { text, tooltip, spoken, action, alarming: false, nearCap: false };
  }
  const current = stateOf(idea);
  const busy = ["working", "running", "revising"].includes(current);
  const cost = costWords(l10n, state);
  const words = stateWords(l10n, idea);
  const verb = busy || !action ? words : action.verb;
  return {
    text: `$(${busy ? "loading~spin" : (action?.icon ?? "beaker")}) ${[verb, cost].filter(Boolean).join(" · ")}`,
    tooltip,
    spoken: l10n.t("AI Scientist: {0}, {1}. {2}", words, cost, action?.verb ?? ""),
    action,
    alarming: current === "failed" || (current === "budget" && !hasRoomAgain(state, idea)),
    nearCap: nearCaps(state, idea).length > 0,
  };
}

/** What is spent of the cap, the answer that is coming in included. */
function costWords(l10n: L10n, state: BoardState): string {
  const idea = shownIdea(state)!;
  const { spent, isFree, isUnpriced } = outlookOf(state, idea);
  if (isFree) return l10n.t("free");
  if (isUnpriced && spent === 0) return l10n.t("price unknown");
  const coming = idea.record.view.answering?.dollars ?? 0;
  return l10n.t("{0} of {1}", `${coming > 0 ? "≈ " : ""}${dollars(spent + coming)}`, capWords(state.settings.dollars));
}

/** What is told once, in one notification, when the researcher is in another window; undefined when nothing waits for them. */
export function attentionText(l10n: L10n, state: BoardState): string | undefined {
  const idea = shownIdea(state);
  if (!idea) return undefined;
  const name = idea.idea.Title;
  const { reason = "", budget } = idea.record.view.ending ?? {};
  switch (stateOf(idea)) {
    case "review":
      return l10n.t("“{0}” waits for your review.", name);
    case "launch":
      return l10n.t("“{0}” is ready to launch a run.", name);
    case "budget":
      return l10n.t("“{0}” waits at its cap. {1}", name, budget ? capSentence(l10n, budget) : reason);
    case "failed":
      return l10n.t("“{0}” stopped: {1}", name, reason);
    case "done":
      return l10n.t("“{0}” is done: {1}", name, reason);
    default:
      return undefined;
  }
}

function capSentence(l10n: L10n, budget: BudgetStand): string {
  return l10n.t("{0}. {1}.", standWords(l10n, budget), nextWords(l10n, budget));
}
