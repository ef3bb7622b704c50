import { type CampaignWords, FromCampaign } from "../../../webview/contract/campaign";
import type { L10n } from "../tree-node";

/** What the panel said, or undefined when it is nothing that a panel says. */
export function readFromCampaign(message: unknown): FromCampaign | undefined {
  return FromCampaign.safeParse(message).data;
}

/** Every text of the Campaign panel. Places are left in: the panel puts in what it knows. */
export function campaignWords(l10n: L10n): CampaignWords {
  return { ...tableWords(l10n), ...actionWords(l10n), ...formWords(l10n) };
}

function tableWords(l10n: L10n) {
  return {
    campaign: l10n.t("Campaign"),
    newCampaign: l10n.t("New Campaign…"),
    nothing: l10n.t(
      "No campaign was begun here yet. A campaign tries several ideas over a few slots, one run at a time on each, and shows them side by side.",
    ),
    idea: l10n.t("Idea"),
    state: l10n.t("State"),
    novel: l10n.t("Novel"),
    score: l10n.t("Score"),
    cost: l10n.t("Cost"),
    time: l10n.t("Time"),
    gpu: l10n.t("GPU time"),
    slot: l10n.t("Slot"),
    slots: l10n.t("Slots"),
    freeSlot: l10n.t("free"),
    totals: l10n.t("Totals"),
    ideasTable: l10n.t("Ideas of {0} by stages", "{0}"),
    paperTable: l10n.t("By model and template, over all campaigns"),
    modelsTable: l10n.t("Models compared"),
    modelsNone: l10n.t(
      "Ideas of a second model are set beside these here, with the difference and its interval. The same idea is one of the same title.",
    ),
  };
}

function actionWords(l10n: L10n) {
  return {
    actionsOf: l10n.t("Actions for {0}", "{0}"),
    more: l10n.t("More"),
    export: l10n.t("Export"),
    copyCsv: l10n.t("Copy Table as CSV"),
    copyMarkdown: l10n.t("Copy Table as Markdown"),
    copyLatex: l10n.t("Copy Table as LaTeX"),
    saveCsv: l10n.t("Save Table as CSV…"),
    saveMarkdown: l10n.t("Save Table as Markdown…"),
    saveLatex: l10n.t("Save Table as LaTeX…"),
    openIdea: l10n.t("Show Idea"),
    openRuns: l10n.t("Open Experiments"),
    openPaper: l10n.t("Open PDF"),
    openReview: l10n.t("Open Review"),
    pause: l10n.t("Pause"),
    resume: l10n.t("Resume"),
    stop: l10n.t("Stop"),
    reproduce: l10n.t("Reproduce…"),
    run: l10n.t("Run"),
    pauseAll: l10n.t("Pause All"),
    stopAll: l10n.t("Stop All"),
    addIdeas: l10n.t("Add Ideas…"),
    takeOver: l10n.t("Take Over…"),
  };
}

function formWords(l10n: L10n) {
  return {
    name: l10n.t("Name"),
    nameHelp: l10n.t("Lowercase letters, digits and hyphens; a name that no campaign has yet."),
    whichIdeas: l10n.t("Ideas that are tried first"),
    furtherIdeas: l10n.t("Further ideas"),
    furtherHelp: l10n.t("How many more are thought up."),
    slotsHere: l10n.t("Slots"),
    slotsHelp: l10n.t(
      "How many runs may go on at once at the place where experiments run. Everything else (thinking, writing, reviewing) goes on beside them.",
    ),
    openEnded: l10n.t("Open-ended"),
    openEndedHelp: l10n.t("Each further idea is thought up when it is its turn, seeing what became of those before."),
    totalCap: l10n.t("Cap of all ideas, US dollars"),
    ideaCap: l10n.t("Cap of one idea, US dollars"),
    capHelp: l10n.t("Empty: the caps of the settings hold."),
    accept: l10n.t("Who accepts changes and launches runs"),
    acceptAsk: l10n.t("As the settings say: you are asked where they say so"),
    acceptAuto: l10n.t("The campaign by itself"),
    acceptHelp: l10n.t(
      "By itself, every change without a concern is accepted and every run launched, within the caps, and code that a model wrote runs unread. Changes with a concern wait for you either way.",
    ),
    start: l10n.t("Start Campaign"),
    cancel: l10n.t("Cancel"),
    wrongName: l10n.t(
      "A name has lowercase letters, digits and hyphens, at most 48, and does not begin with a hyphen.",
    ),
    noIdeas: l10n.t("Choose an idea, or say how many shall be thought up."),
  };
}
