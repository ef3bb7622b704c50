import { type Idea, slugOf } from "../../research/idea";
import type { IdeaProblem } from "../../research/idea-file";
import { mostSimilar } from "../../research/similar-ideas";
import { type BoardState, rejectedIdeas } from "./board-state";
import { evidenceTexts, noveltyNode, sourcesNodes } from "./idea-evidence";
import { COLORS, type L10n, type TreeNode } from "./tree-node";
import { asText } from "./wording";

/** An idea that was not begun: what it is about, how it is rated, what it is like, and the ways to decide about it. */
export function ideaNode(l10n: L10n, state: BoardState, idea: Idea): TreeNode {
  const word = idea.approved ? l10n.t("approved") : idea.own ? l10n.t("yours") : "";
  return {
    id: `idea:${slugOf(idea)}`,
    label: ideaLabel(idea),
    description: [word, idea.Title].filter(Boolean).join(" · "),
    tooltip: ideaTooltip(l10n, idea, undefined),
    ...(idea.approved ? { icon: "thumbsup", color: COLORS.good } : { icon: "lightbulb" }),
    context: idea.approved ? "idea.approved" : "idea.new",
    open: false,
    children: ideaFacts(l10n, state, idea),
    spoken: [idea.Title, word, scoreWords(l10n, idea)].filter(Boolean).join(", "),
    subject: { idea: idea.Name },
  };
}

/** Turned down, with the reason, and out of the way until somebody wants one back. */
export function rejectedNodes(l10n: L10n, state: BoardState): TreeNode[] {
  const ideas = rejectedIdeas(state);
  if (ideas.length === 0) return [];
  const children = ideas.map((idea) => ({
    ...ideaNode(l10n, state, idea),
    description: idea.rejected?.reason || l10n.t("no reason given"),
    tooltip: ideaTooltip(l10n, idea, idea.rejected?.reason),
    icon: "circle-slash",
    color: COLORS.quiet,
    context: "idea.rejected",
    spoken: l10n.t("Rejected: {0}. {1}", idea.Title, idea.rejected?.reason ?? ""),
  }));
  return [
    {
      id: "rejected",
      label: l10n.t("Rejected"),
      description: String(ideas.length),
      tooltip: l10n.t("The model is told these and your reasons when it thinks up more ideas."),
      icon: "circle-slash",
      open: false,
      children,
      subject: {},
    },
  ];
}

/** A mistake in a file of ideas, which leads to its line. */
export function problemNode(l10n: L10n, folder: string, problem: IdeaProblem): TreeNode {
  const { file, line, column, entry, message } = problem;
  const what = entry ? `“${entry}”: ${message}` : message;
  return {
    id: `problem:${file}:${line}:${column}:${message}`,
    label: l10n.t("{0}, line {1}", file, line),
    description: message,
    tooltip: [asText(what), l10n.t("The other ideas are not affected. Click to correct it.")].join("\n\n"),
    icon: "error",
    color: COLORS.bad,
    spoken: l10n.t("{0}, line {1}: {2}", file, line, what),
    command: "openIdeas",
    subject: { file: `${folder}/${file}`, line },
  };
}

/** What is known of an idea, whether it was begun or not. */
export function ideaFacts(l10n: L10n, state: BoardState, idea: Idea): TreeNode[] {
  return [
    ...continuesNodes(l10n, state, idea),
    ...scoreNodes(l10n, idea),
    noveltyNode(l10n, idea),
    ...sourcesNodes(l10n, idea),
    ...similarNodes(l10n, state, idea),
  ];
}

/** `adaptive_steps` → `adaptive steps`: short enough that the state beside it can be read. The title is one hover away. */
export function ideaLabel({ Name }: Pick<Idea, "Name">): string {
  return Name.replaceAll("_", " ");
}

/** Only the ratings that were given; empty when none was. */
export function scoreWords(l10n: L10n, { Interestingness, Feasibility, Novelty }: Idea): string {
  const words = [
    Interestingness === undefined ? "" : l10n.t("Interest {0}", Interestingness),
    Feasibility === undefined ? "" : l10n.t("feasible {0}", Feasibility),
    Novelty === undefined ? "" : l10n.t("novel {0}", Novelty),
  ];
  return words.filter(Boolean).join(" · ");
}

export function ideaTooltip(l10n: L10n, idea: Idea, reason: string | undefined): string {
  const stamp = idea.rehearsal ? [`*${l10n.t("Made by the rehearsal model.")}*`] : [];
  return [
    `**${asText(idea.Title)}**`,
    asText(idea.Experiment),
    ...evidenceTexts(l10n, idea),
    ...stamp,
    ...(reason ? [asText(reason)] : []),
  ].join("\n\n");
}

function scoreNodes(l10n: L10n, idea: Idea): TreeNode[] {
  const label = [scoreWords(l10n, idea), reviewWords(l10n, idea)].filter(Boolean).join(" · ");
  if (!label) return [];
  const tooltip = idea.own ? l10n.t("Your own ratings, 1 to 10.") : l10n.t("The model's own scores, 1 to 10.");
  return [{ id: `idea:${slugOf(idea)}:scores`, label, tooltip, icon: "graph", subject: { idea: idea.Name } }];
}

/** On the scale of the form that its paper was reviewed by; a file that was written before it said so has the usual one. */
function reviewWords(l10n: L10n, { Score, ScoreForm }: Idea): string {
  if (Score === undefined) return "";
  return ScoreForm === undefined || ScoreForm.endsWith("(1–10)")
    ? l10n.t("review {0} of 10", Score)
    : l10n.t("review {0}, {1}", Score, ScoreForm);
}

/** An idea is compared with those above it in the list, with those that were begun and with those that were rejected. */
function similarNodes(l10n: L10n, state: BoardState, idea: Idea): TreeNode[] {
  if (isBegun(state, idea)) return [];
  const at = state.ideas.findIndex(({ Name }) => Name === idea.Name);
  const others = state.ideas.filter((other, index) => index < at || other.rejected || isBegun(state, other));
  const twin = mostSimilar(idea, others);
  if (!twin) return [];
  const fate = isBegun(state, twin) ? l10n.t("begun") : twin.rejected ? l10n.t("rejected") : l10n.t("not begun");
  return [
    {
      id: `idea:${slugOf(idea)}:similar`,
      label: l10n.t("Similar to “{0}”", ideaLabel(twin)),
      description: fate,
      tooltip: [`**${asText(twin.Title)}**`, asText(twin.Experiment)].join("\n\n"),
      icon: "files",
      color: COLORS.warning,
      command: "openIdeas",
      subject: { idea: twin.Name },
    },
  ];
}

function isBegun({ begun }: BoardState, idea: Idea): boolean {
  return begun.some(({ slug }) => slug === slugOf(idea));
}

function continuesNodes(l10n: L10n, state: BoardState, { Name, continues }: Idea): TreeNode[] {
  if (!continues) return [];
  const from = [...state.begun.map(({ idea }) => idea), ...state.ideas].find((one) => one.Name === continues.idea);
  return [
    {
      id: `idea:${slugOf({ Name })}:continues`,
      label: l10n.t("Continues “{0}”", ideaLabel({ Name: continues.idea })),
      description: continues.commit.slice(0, 8),
      tooltip: [...(from ? [`**${asText(from.Title)}**`] : []), ...continues.learnt.map(asText)].join("\n\n"),
      icon: "git-branch",
      subject: { idea: Name },
    },
  ];
}
