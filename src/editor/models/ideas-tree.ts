import type { Idea } from "../../research/idea";
import type { Retry } from "../../research/live-retry";
import { overallOf, scaleOf } from "../../research/review";
import type { BegunShown, BoardState } from "./board-state";
import { notBegun } from "./board-state";
import { capNodes, costNodes } from "./cost-rows";
import { aboutWords } from "./cost-words";
import { ideaFacts, ideaLabel, ideaNode, ideaTooltip, problemNode, rejectedNodes } from "./idea-rows";
import {
  type Action,
  type IdeaState,
  nextAction,
  nextActionOf,
  retryingWords,
  stateOf,
  stateWords,
} from "./idea-state";
import { hasRoomAgain, outlookOf } from "./outlook";
import { stageNodes } from "./stage-rows";
import { timelineNode } from "./timeline-tree";
import { COLORS, type L10n, type Subject, type TreeNode } from "./tree-node";
import { asText, dollars } from "./wording";

/** Every idea: those begun with their stages first, then those that wait to be chosen, then those that were rejected. */
export function ideasTree(l10n: L10n, state: BoardState): TreeNode[] {
  return [
    ...(state.ideating ? [ideatingNode(l10n, state.ideating, state.ideatingRetry)] : firstNodes(l10n, state)),
    ...state.ideaProblems.map((problem) => problemNode(l10n, state.folder, problem)),
    ...state.begun.map((idea) => begunNode(l10n, state, idea)),
    ...notBegun(state).map((idea) => ideaNode(l10n, state, idea)),
    ...rejectedNodes(l10n, state),
  ];
}

/** Before any idea was begun, the way to begin is a row of its own. */
function firstNodes(l10n: L10n, state: BoardState): TreeNode[] {
  const action = state.begun.length === 0 && state.ideas.length > 0 ? nextAction(l10n, state) : undefined;
  if (!action) return [];
  const cost = action.command === "startIdea" ? firstCost(l10n, state) : "";
  return [
    { ...actionNode(l10n, "first", action, {}), ...(cost ? { description: cost } : {}) },
    ...costNodes(l10n, state, undefined),
  ];
}

/** What a whole idea is expected to cost. */
function firstCost(l10n: L10n, state: BoardState): string {
  const { rest } = outlookOf(state, undefined);
  return rest ? aboutWords(l10n, rest.total) : "";
}

function ideatingNode(l10n: L10n, what: string, retry: Retry | undefined): TreeNode {
  return {
    id: "ideating",
    label: what,
    description: retry ? retryingWords(l10n, retry) : l10n.t("the model is thinking"),
    ...(retry && { tooltip: asText(retry.reason) }),
    icon: "loading~spin",
    context: "ideating",
    subject: {},
  };
}

function begunNode(l10n: L10n, state: BoardState, shown: BegunShown): TreeNode {
  const { idea, slug, record } = shown;
  const current = stateOf(shown);
  const isShown = slug === state.shown;
  const raised = current === "budget" && hasRoomAgain(state, shown);
  const words = raised ? l10n.t("cap raised") : stateWords(l10n, shown);
  const cost = record.view.dollars > 0 && current !== "budget" ? ` · ${dollars(record.view.dollars)}` : "";
  return {
    id: `begun:${slug}`,
    label: ideaLabel(idea),
    description: `${words}${cost}`,
    tooltip: ideaTooltip(l10n, idea, record.view.ending?.reason),
    ...ICONS[current],
    context: raised ? "idea.raised" : `idea.${current}`,
    open: isShown,
    spoken: `${idea.Title}, ${words}${cost}`,
    command: "showIdea",
    children: [
      ...(isShown ? actionNodes(l10n, state, shown) : []),
      ...(isShown ? costNodes(l10n, state, shown) : []),
      ...endingNodes(l10n, state, shown),
      ...stageNodes(l10n, state, shown),
      ...ideaFacts(l10n, state, withScore(shown)),
      timelineNode(l10n, state, shown),
      ...noteNodes(l10n, shown),
    ],
    subject: { slug, idea: idea.Name },
  };
}

/** A paper that was reviewed has its score beside the ratings. */
function withScore({ idea, reviews }: BegunShown): Idea {
  const last = reviews.at(-1);
  return last ? { ...idea, Score: Math.round(10 * overallOf(last)) / 10, ScoreForm: scaleOf(last) } : idea;
}

/** The one next step, as a row that does it. */
function actionNodes(l10n: L10n, state: BoardState, shown: BegunShown): TreeNode[] {
  const action = nextActionOf(l10n, state, shown);
  if (!action || action.command === "pauseIdea" || action.command === "stopIdea") return [];
  return [actionNode(l10n, shown.slug, action, { slug: shown.slug, idea: shown.idea.Name })];
}

function actionNode(l10n: L10n, of: string, action: Action, subject: Subject): TreeNode {
  return {
    id: `next:${of}`,
    label: action.verb,
    icon: action.icon,
    color: "textLink.foreground",
    command: action.command,
    spoken: l10n.t("Next: {0}", action.verb),
    subject,
  };
}

function endingNodes(l10n: L10n, state: BoardState, shown: BegunShown): TreeNode[] {
  const { slug, here, record } = shown;
  const { ending } = record.view;
  if (here || !ending?.reason) return [];
  if (ending.budget) return capNodes(l10n, state, shown);
  return [
    {
      id: `idea:${slug}:ending`,
      label: ending.reason,
      tooltip: asText(ending.reason),
      icon: "info",
      subject: { slug },
    },
  ];
}

function noteNodes(l10n: L10n, { slug, record }: BegunShown): TreeNode[] {
  const { notes } = record.view;
  if (notes.length === 0) return [];
  const children = notes.map(({ text, level }, index) => ({
    id: `idea:${slug}:note:${index}`,
    label: text,
    tooltip: asText(text),
    icon: level,
    subject: { slug },
  }));
  const label = notes.length === 1 ? l10n.t("1 note") : l10n.t("{0} notes", notes.length);
  return [{ id: `idea:${slug}:notes`, label, icon: "note", open: false, children, subject: { slug } }];
}

const ICONS: Record<IdeaState, { readonly icon: string; readonly color?: string }> = {
  working: { icon: "loading~spin" },
  running: { icon: "loading~spin" },
  review: { icon: "diff", color: COLORS.waiting },
  revising: { icon: "loading~spin", color: COLORS.waiting },
  launch: { icon: "rocket", color: COLORS.waiting },
  elsewhere: { icon: "multiple-windows" },
  interrupted: { icon: "debug-disconnect" },
  done: { icon: "pass-filled", color: COLORS.good },
  failed: { icon: "error", color: COLORS.bad },
  budget: { icon: "credit-card", color: COLORS.waiting },
  paused: { icon: "debug-pause" },
  stopped: { icon: "debug-stop" },
};
