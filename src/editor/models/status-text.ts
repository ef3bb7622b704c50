import { type BoardState, shownIdea } from "./board-state";
import { type Action, nextAction, stageName, stateOf, stateWords } from "./idea-state";
import type { L10n } from "./tree-node";
import { asText, dollars } from "./wording";

export type StatusText = {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly spoken: string;
  readonly action: Action | undefined;
  /** Something went wrong or ran out, and nothing goes on by itself. */
  readonly alarming: boolean;
};

/** Stage, cost, state, and the one next action that a click does. */
export function statusText(l10n: L10n, state: BoardState): StatusText {
  const idea = shownIdea(state);
  const action = nextAction(l10n, state);
  if (!idea) {
    const text = state.ideating ? `$(loading~spin) ${state.ideating}` : `$(beaker) ${action?.verb ?? "AI Scientist"}`;
    return { text, tooltip: "AI Scientist", spoken: `AI Scientist: ${action?.verb ?? ""}`, action, alarming: false };
  }
  const current = stateOf(idea);
  const busy = ["working", "running", "revising"].includes(current);
  const cost = dollars(idea.record.view.dollars);
  const words = stateWords(l10n, idea);
  const verb = busy || !action ? words : action.verb;
  return {
    text: `$(${busy ? "loading~spin" : (action?.icon ?? "beaker")}) ${verb} · ${cost}`,
    tooltip: tooltip(l10n, state, words, action),
    spoken: l10n.t("AI Scientist: {0}, {1}. {2}", words, cost, action?.verb ?? ""),
    action,
    alarming: current === "failed" || current === "budget",
  };
}

function tooltip(l10n: L10n, state: BoardState, words: string, action: Action | undefined): string {
  const idea = shownIdea(state)!;
  const { view } = idea.record;
  const rows = Object.entries(view.costs).map(
    ([stage, { calls, usage, dollars: spent }]) =>
      `| ${stageName(l10n, stage)} | ${calls} | ${usage.input + usage.output} | ${dollars(spent)} |`,
  );
  const head = `| ${l10n.t("Stage")} | ${l10n.t("Calls")} | ${l10n.t("Tokens")} | ${l10n.t("Cost")} |\n|---|--:|--:|--:|`;
  const stamp = view.rehearsal ? ` · ${l10n.t("rehearsal model")}` : "";
  return [
    `**${asText(idea.idea.Title)}**`,
    `${words}${stamp}`,
    ...(view.ending?.reason && !idea.here ? [asText(view.ending.reason)] : []),
    ...(rows.length > 0 ? [`${head}\n${rows.join("\n")}`] : []),
    l10n.t("{0} of {1} spent", dollars(view.dollars), dollars(state.settings.dollars)),
    ...(action ? [l10n.t("Click: {0}", action.verb)] : []),
  ].join("\n\n");
}

/** What is told once, in one notification, when the researcher is in another window; undefined when nothing waits for them. */
export function attentionText(l10n: L10n, state: BoardState): string | undefined {
  const idea = shownIdea(state);
  if (!idea) return undefined;
  const name = idea.idea.Title;
  const reason = idea.record.view.ending?.reason ?? "";
  switch (stateOf(idea)) {
    case "review":
      return l10n.t("“{0}” waits for your review.", name);
    case "launch":
      return l10n.t("“{0}” is ready to launch a run.", name);
    case "budget":
      return l10n.t("“{0}” reached its budget. {1}", name, reason);
    case "failed":
      return l10n.t("“{0}” stopped: {1}", name, reason);
    case "done":
      return l10n.t("“{0}” is done: {1}", name, reason);
    default:
      return undefined;
  }
}
