import type { CampaignProblem, CampaignView, IdeaInCampaign, IdeaState } from "../../../research/campaign";
import { duration } from "../../../research/duration";
import { utcMoment } from "../../../research/held-elsewhere";
import { capWords, dollars } from "../../../research/money";
import { eachOnce, paperTable } from "../../../research/paper-table";
import { Stage } from "../../../research/run-event";
import type { CampaignAction, CampaignShown, Campaigns, SlotShown } from "../../../webview/contract/campaign";
import { type BoardState, notBegun } from "../board-state";
import { stageName } from "../idea-state";
import { placeName } from "../place-words";
import type { L10n } from "../tree-node";
import { ideaLine } from "./idea-line";
import { modelPairs } from "./model-pairs";
import { paperTableShown } from "./paper-table-shown";

/** Everything that the panel shows of the campaigns as they stand; `wanted` is the one that was chosen in it. */
export function campaignsOf(
  l10n: L10n,
  views: readonly CampaignView[],
  state: BoardState,
  wanted: string | undefined,
  problems: readonly CampaignProblem[] = [],
): Campaigns {
  const shown = views.find(({ slug }) => slug === wanted) ?? views.find(({ running }) => running) ?? views.at(-1);
  return {
    campaigns: views.map((view) => ({ name: view.slug, text: `${view.slug} · ${stateText(l10n, view)}` })),
    problems: problems.map(({ slug, problem }) =>
      l10n.t(
        "The campaign “{0}” cannot be read. {1} Put a copy of the file back that can be read, or move its folder away: its ideas have journals of their own and go on one by one.",
        slug,
        problem,
      ),
    ),
    ...(shown ? { campaign: campaignShown(l10n, shown, state, views) } : {}),
    paper: paperTableShown(l10n, paperTable(views)),
    models: modelPairs(l10n, eachOnce(views)),
    offer: {
      ideas: notBegun(state).map(({ Name, Title }) => ({ name: Name, title: Title })),
      place: state.settings.place ?? "local",
      name: freeName([...views, ...problems]),
      model: state.settings.model,
      ideaCap: state.settings.dollars,
    },
  };
}

/** The stages that a campaign's ideas walk through: they are there before. */
const STAGES = Stage.options.filter((stage) => stage !== "ideas");

function campaignShown(
  l10n: L10n,
  view: CampaignView,
  board: BoardState,
  views: readonly CampaignView[],
): CampaignShown {
  const { slug, campaign, ideas } = view;
  return {
    name: slug,
    state: stateOf(view),
    stateText: stateText(l10n, view),
    reason: reasonWords(l10n, view),
    summary: summary(l10n, view),
    totals: totals(l10n, view, sharedCost(view, views)),
    slots: view.slots.map((slot) => slotShown(l10n, slot, ideas)),
    stages: STAGES.map((stage) => stageName(l10n, stage)),
    ideas: ideas.map((idea) => ideaLine(l10n, idea, { stages: STAGES, campaign, board, running: view.running })),
    actions: actionsOf(view),
  };
}

/** What became of the ideas is in the summary; why nothing goes on, or what cannot be seen from here, is not. */
function reasonWords(l10n: L10n, { running, ending, elsewhere }: CampaignView): string {
  if (elsewhere)
    return l10n.t(
      "It was begun on {0}, which wrote last at {1}; whether it runs there still cannot be seen from here.",
      elsewhere.host,
      utcMoment(elsewhere.lastSeen),
    );
  return !running && (ending?.how === "budget" || ending?.how === "failed") ? ending.reason : "";
}

/** As it is called while somebody runs it, and by how it ended. */
function stateOf({ running, ending, want }: CampaignView): CampaignShown["state"] {
  if (running) return "running";
  if (ending?.how === "done") return "ended";
  if (ending) return ending.how;
  return want === "run" ? "ready" : want === "pause" ? "paused" : "stopped";
}

function stateText(l10n: L10n, view: CampaignView): string {
  switch (stateOf(view)) {
    case "running":
      if (view.elsewhere && view.want === "run") return l10n.t("under way on {0}", view.elsewhere.host);
      return view.want === "run" ? l10n.t("under way") : view.want === "pause" ? l10n.t("pausing") : l10n.t("stopping");
    case "paused":
      return l10n.t("paused");
    case "stopped":
      return l10n.t("stopped");
    case "ended":
      return l10n.t("done");
    case "failed":
      return l10n.t("failed");
    case "budget":
      return l10n.t("at its cap");
    case "ready":
      return l10n.t("interrupted");
  }
}

function actionsOf(view: CampaignView): CampaignAction[] {
  if (view.running) {
    const said: CampaignAction[] = view.want === "run" ? ["pause", "stop", "addIdeas"] : ["run", "stop"];
    return view.elsewhere ? [...said, "takeOver"] : said;
  }
  const over = view.ending?.how === "done" && view.ideas.length >= view.campaign.count;
  return over ? ["addIdeas"] : ["run", "addIdeas"];
}

function summary(l10n: L10n, { ideas, campaign, slots, running, cost }: CampaignView): string {
  const count = (state: IdeaState) => ideas.filter((idea) => idea.state === state).length;
  const parts = [
    [count("running"), l10n.t("under way")],
    [count("waiting"), l10n.t("waiting for you")],
    [count("paused"), l10n.t("paused")],
    [count("ended"), l10n.t("ended")],
    [count("failed"), l10n.t("failed")],
    [campaign.count - ideas.length + count("planned"), l10n.t("to come")],
  ] as const;
  const words = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const busy = slots.filter(({ idea }) => idea !== undefined).length;
  return [
    l10n.t("{0} ideas: {1}.", campaign.count, words.join(", ") || l10n.t("none begun")),
    ...(running ? [l10n.t("{0} of {1} slots busy.", busy, slots.length)] : []),
    l10n.t("{0} spent.", dollars(cost)),
  ].join(" ");
}

/** What ideas cost that are another campaign's as well: an idea is paid once, and is in the costs of each. */
function sharedCost({ slug, ideas }: CampaignView, views: readonly CampaignView[]): number {
  const others = new Set(views.flatMap((view) => (view.slug === slug ? [] : view.ideas.map((idea) => idea.slug))));
  return ideas.reduce((sum, idea) => (others.has(idea.slug) ? sum + idea.cost : sum), 0);
}

function totals(l10n: L10n, view: CampaignView, shared: number): CampaignShown["totals"] {
  const { ideas, campaign, cost } = view;
  const sum = (value: (idea: IdeaInCampaign) => number) => ideas.reduce((all, idea) => all + value(idea), 0);
  const completed = ideas.filter(({ paperCompleted }) => paperCompleted).length;
  const cap = campaign.totalCap;
  return [
    { label: l10n.t("Papers"), text: l10n.t("{0} of {1}", completed, campaign.count), title: "" },
    {
      label: l10n.t("Cost"),
      text: cap === undefined ? dollars(cost) : l10n.t("{0} of {1}", dollars(cost), capWords(cap)),
      title: capsTitle(l10n, view, shared),
    },
    { label: l10n.t("Run time"), text: duration(sum(({ runSeconds }) => runSeconds)), title: "" },
    { label: l10n.t("GPU time"), text: duration(sum(({ gpuSeconds }) => gpuSeconds)), title: "" },
    { label: l10n.t("Model"), text: campaign.model, title: "" },
  ].filter(({ text }) => text !== "");
}

function capsTitle(l10n: L10n, { campaign: { totalCap, ideaCap }, ideas }: CampaignView, shared: number): string {
  return [
    totalCap === undefined
      ? l10n.t("No cap of its own: the project's holds.")
      : l10n.t("At most {0} in all.", capWords(totalCap)),
    ...(ideaCap === undefined ? [] : [l10n.t("At most {0} for one idea.", capWords(ideaCap))]),
    ...(shared > 0
      ? [
          l10n.t(
            "{0} of it went to ideas that another campaign has as well: it stands in both, and once in the table of all.",
            dollars(shared),
          ),
        ]
      : []),
    ...(ideas.some(({ unpriced }) => unpriced)
      ? [l10n.t("The price of some calls is not known; they count as nothing.")]
      : []),
  ].join(" ");
}

function slotShown(
  l10n: L10n,
  { name, place, gpu, idea }: CampaignView["slots"][number],
  ideas: readonly IdeaInCampaign[],
): SlotShown {
  const holder = ideas.find((one) => one.name === idea);
  const where = place === "local" ? l10n.t("this machine") : placeName(l10n, place);
  return {
    name,
    place: gpu === undefined ? where : l10n.t("{0}, GPU {1}", where, gpu),
    ...(idea === undefined ? {} : { idea: { key: idea, title: holder?.title ?? idea } }),
  };
}

/** `campaign`, `campaign-2` … */
function freeName(views: readonly { readonly slug: string }[]): string {
  const taken = new Set(views.map(({ slug }) => slug));
  for (let number = 1; ; number++) {
    const name = number === 1 ? "campaign" : `campaign-${number}`;
    if (!taken.has(name)) return name;
  }
}
