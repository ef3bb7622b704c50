import type { Campaign, IdeaInCampaign } from "../../../research/campaign";
import { duration } from "../../../research/duration";
import { dollars } from "../../../research/money";
import type { Stage } from "../../../research/run-event";
import type { Fact, IdeaAction, IdeaLine, LineState, StageMark } from "../../../webview/contract/campaign";
import type { BegunShown, BoardState } from "../board-state";
import { stageName } from "../idea-state";
import type { L10n } from "../tree-node";

type Around = {
  readonly stages: readonly Stage[];
  readonly campaign: Campaign;
  readonly board: BoardState;
  /** Somebody runs the campaign now. */
  readonly running: boolean;
};

/** One idea of a campaign as a line of the panel's matrix. */
export function ideaLine(l10n: L10n, idea: IdeaInCampaign, around: Around): IdeaLine {
  const shown = around.board.begun.find(({ slug }) => slug === idea.slug);
  const state = lineState(idea);
  return {
    ...{ key: idea.name, slug: idea.slug, title: idea.title, state },
    reason: state === "ended" ? "" : idea.reason,
    stateText: stateText(l10n, state),
    stages: around.stages.map((stage) => stageShown(l10n, idea, stage)),
    novel: novelty(l10n, idea),
    score: score(l10n, idea, shown),
    cost: cost(l10n, idea),
    time: idea.seconds > 0 ? time(idea.seconds, l10n.t("{0} of it in runs", duration(idea.runSeconds))) : NOTHING,
    gpu: idea.gpuSeconds > 0 ? time(idea.gpuSeconds, "") : NOTHING,
    slot: idea.slot ?? "",
    actions: actionsOf(idea, shown, around.running),
  };
}

const NOTHING: Fact = { text: "–", title: "" };

/** Done, and stopped before it was. */
function lineState({ state, paperCompleted }: IdeaInCampaign): LineState {
  return state === "ended" && !paperCompleted ? "stopped" : state;
}

function stateText(l10n: L10n, state: LineState): string {
  switch (state) {
    case "planned":
      return l10n.t("to come");
    case "running":
      return l10n.t("under way");
    case "waiting":
      return l10n.t("waits for you");
    case "paused":
      return l10n.t("paused");
    case "ended":
      return l10n.t("done");
    case "stopped":
      return l10n.t("ended without a paper");
    case "failed":
      return l10n.t("failed");
  }
}

function stageShown(l10n: L10n, idea: IdeaInCampaign, stage: Stage): IdeaLine["stages"][number] {
  const mark = markOf(idea, stage);
  return { mark, title: `${stageName(l10n, stage)}: ${markText(l10n, mark)}` };
}

function markOf({ stage: now, stagesEntered, state, novel }: IdeaInCampaign, stage: Stage): StageMark {
  if (stage === "novelty" && (novel !== undefined || (now !== undefined && now !== "novelty"))) return "done";
  if (stage !== now) return stagesEntered.includes(stage) ? "done" : "open";
  if (state === "running") return "now";
  if (state === "waiting") return "waits";
  if (state === "failed") return "failed";
  return state === "ended" ? "done" : "held";
}

function markText(l10n: L10n, mark: StageMark): string {
  switch (mark) {
    case "done":
      return l10n.t("done");
    case "now":
      return l10n.t("under way");
    case "waits":
      return l10n.t("waits for you");
    case "held":
      return l10n.t("paused");
    case "failed":
      return l10n.t("failed");
    case "open":
      return l10n.t("not begun");
  }
}

function novelty(l10n: L10n, { novel }: IdeaInCampaign): Fact {
  if (novel === undefined) return { text: "?", title: l10n.t("It is not known whether it is new.") };
  return novel
    ? { text: l10n.t("yes"), title: l10n.t("Nothing like it was found."), value: 1 }
    : { text: l10n.t("no"), title: l10n.t("Something like it was found."), value: 0 };
}

/** Of the last review, with how far the referees lie apart, and those before it. */
function score(l10n: L10n, { scores, scale, rehearsal }: IdeaInCampaign, shown: BegunShown | undefined): Fact {
  const last = scores.at(-1);
  if (last === undefined) return NOTHING;
  const review = shown?.reviews.at(-1);
  const spread = review?.spread[review.kind.overall];
  const title = [
    ...(scale ? [l10n.t("Review form {0}.", scale)] : []),
    ...(spread ? [l10n.t("Referees gave {0} to {1}.", spread[0], spread[1])] : []),
    ...(scores.length > 1
      ? [
          l10n.t(
            "Before: {0}.",
            scores
              .slice(0, -1)
              .map((one) => one.toFixed(1))
              .join(", "),
          ),
        ]
      : []),
    ...(rehearsal ? [l10n.t("Made by the rehearsal model.")] : []),
  ].join(" ");
  const around = spread && spread[0] !== spread[1] ? ` (${spread[0]}–${spread[1]})` : "";
  return { text: `${last.toFixed(1)}${around}`, title, value: last };
}

function cost(l10n: L10n, { cost: spent, unpriced, state }: IdeaInCampaign): Fact {
  if (state === "planned") return NOTHING;
  const title = unpriced ? l10n.t("The price of some calls is not known; they count as nothing.") : "";
  return { text: unpriced ? `≥ ${dollars(spent)}` : dollars(spent), title, value: spent };
}

function time(seconds: number, title: string): Fact {
  return { text: duration(seconds), title, value: seconds };
}

function actionsOf(
  { state, paperCompleted }: IdeaInCampaign,
  shown: BegunShown | undefined,
  running: boolean,
): IdeaAction[] {
  const measured = shown?.record.view.runs.some(({ outcome }) => outcome.type === "measured") ?? false;
  const look: IdeaAction[] = [
    "openIdea",
    ...(shown?.record.view.runs.length ? (["openRuns"] as const) : []),
    ...(shown?.pdf ? (["openPaper"] as const) : []),
    ...(shown?.reviews.length ? (["openReview"] as const) : []),
    ...(measured && (paperCompleted || state === "ended") ? (["reproduce"] as const) : []),
  ];
  if (state === "running" || state === "waiting") return [...look, "pause", "stop"];
  if (state === "paused" || state === "failed") return [...look, ...(running ? (["resume"] as const) : []), "stop"];
  if (state === "planned") return ["openIdea", ...(running ? (["pause"] as const) : []), "stop"];
  return look;
}
