import { changeOf, type RequestView } from "../../research/hunk-request";
import type { LiveRetry } from "../../research/live-retry";
import type { BegunShown, BoardState } from "./board-state";
import { notBegun, shownIdea } from "./board-state";
import { hasRoomAgain } from "./outlook";
import { setupState } from "./setup-state";
import type { L10n } from "./tree-node";

/** Where an idea stands, as one word. Every state has its icon, its sentence and its one next action. */
export type IdeaState =
  | "working"
  | "running"
  | "review"
  | "revising"
  | "launch"
  | "elsewhere"
  | "interrupted"
  | "done"
  | "failed"
  | "budget"
  | "paused"
  | "stopped";

export function stateOf({ here, asked, locked, record }: BegunShown): IdeaState {
  const { ending } = record.view;
  if (!here) return locked ? "elsewhere" : (ending?.how ?? "interrupted");
  if (asked === "launch") return "launch";
  if (asked === "change") return openRequest(record) ? "revising" : "review";
  return record.job ? "running" : "working";
}

/** The request that the model is answering, if it answers one. */
export function openRequest({ view }: BegunShown["record"]): RequestView | undefined {
  return view.requests.find(({ state }) => state === "asked");
}

/** The step of the change that is before the researcher, the same while its hunks are revised; undefined when none is. */
export function changeBefore({ asked, record }: BegunShown): string | undefined {
  const { waiting, requests } = record.view;
  // Between an answer and the question that is put again, the journal knows only the answered request.
  const step = openRequest(record)?.step ?? waiting?.step ?? requests.at(-1)?.step;
  return asked === "change" && step !== undefined ? changeOf(step) : undefined;
}

/** The one thing to do next. `command` is without the prefix `aiScientist.`. */
export type Action = { readonly command: string; readonly verb: string; readonly icon: string };

export function nextAction(l10n: L10n, state: BoardState): Action | undefined {
  const idea = shownIdea(state);
  if (idea) return nextActionOf(l10n, state, idea);
  if (state.ideating) return { command: "stopIdeas", verb: l10n.t("Stop"), icon: "debug-stop" };
  if (state.settings.model === "")
    return { command: "chooseModel", verb: l10n.t("Choose Model"), icon: "settings-gear" };
  if (setupState(state) === "missing")
    return { command: "checkSetup", verb: l10n.t("Finish Setup"), icon: "checklist" };
  return notBegun(state).length > 0
    ? { command: "startIdea", verb: l10n.t("Start Idea"), icon: "play" }
    : { command: "generateIdeas", verb: l10n.t("Generate Ideas"), icon: "sparkle" };
}

export function nextActionOf(l10n: L10n, state: BoardState, idea: BegunShown): Action | undefined {
  switch (stateOf(idea)) {
    case "working":
      return { command: "pauseIdea", verb: l10n.t("Pause"), icon: "debug-pause" };
    case "running":
      return { command: "stopIdea", verb: l10n.t("Stop"), icon: "debug-stop" };
    case "review":
      return reviewAction(l10n, idea.undecided.length);
    case "revising":
      return revisingAction(l10n, idea);
    case "launch":
      return { command: "launchRun", verb: l10n.t("Launch Run"), icon: "rocket" };
    case "elsewhere":
      return undefined;
    case "budget":
      if (hasRoomAgain(state, idea)) return resumeAction(l10n);
      return { command: "raiseCap", verb: l10n.t("Raise Cap"), icon: "credit-card" };
    case "done":
      return { command: "openShownPdf", verb: l10n.t("Open PDF"), icon: "file-pdf" };
    default:
      return resumeAction(l10n);
  }
}

function resumeAction(l10n: L10n): Action {
  return { command: "resumeIdea", verb: l10n.t("Resume"), icon: "debug-continue" };
}

function reviewAction(l10n: L10n, undecided: number): Action {
  if (undecided === 0) return { command: "approve", verb: l10n.t("Approve"), icon: "check-all" };
  const verb = undecided === 1 ? l10n.t("Review 1 Hunk") : l10n.t("Review {0} Hunks", undecided);
  return { command: "reviewChanges", verb, icon: "diff" };
}

/** While one hunk is revised the others can be decided; where there are none, the model can be waited for. */
function revisingAction(l10n: L10n, { undecided, record }: BegunShown): Action {
  const asked = openRequest(record)?.hunk.id;
  const others = undecided.filter(({ id }) => id !== asked).length;
  if (others > 0) return reviewAction(l10n, others);
  return { command: "pauseIdea", verb: l10n.t("Pause"), icon: "debug-pause" };
}

/** A few words beside the idea's name. */
export function stateWords(l10n: L10n, idea: BegunShown): string {
  const { view } = idea.record;
  switch (stateOf(idea)) {
    case "working":
      if (view.retry) return retryingWords(l10n, view.retry);
      return view.stage ? stageName(l10n, view.stage) : l10n.t("beginning");
    case "running":
      return jobWords(l10n, idea);
    case "review":
      return idea.undecided.length > 0 ? l10n.t("waits for your review") : l10n.t("waits for your approval");
    case "revising":
      return l10n.t("the model answers your request");
    case "launch":
      return l10n.t("waits for your launch");
    case "elsewhere":
      return idea.host === undefined ? l10n.t("running in another window") : l10n.t("running on {0}", idea.host);
    case "interrupted":
      return l10n.t("interrupted");
    case "done":
      return l10n.t("done");
    case "failed":
      return l10n.t("failed");
    case "budget":
      return l10n.t("budget reached");
    case "paused":
      return l10n.t("paused");
    case "stopped":
      return l10n.t("stopped");
  }
}

/** While a model that did not answer is waited for. */
export function retryingWords(l10n: L10n, { waitSeconds, attempt, attempts }: LiveRetry): string {
  return l10n.t("no answer, tries again in {0} s ({1} of {2})", Math.ceil(waitSeconds), attempt, attempts);
}

function jobWords(l10n: L10n, { record }: BegunShown): string {
  const words = {
    waiting: l10n.t("waits for its turn"),
    unseen: l10n.t("no word from its place"),
    running: l10n.t("running"),
  };
  return words[record.view.job?.type ?? "running"];
}

export function stageName(l10n: L10n, stage: string): string {
  const names: Record<string, string> = {
    ideas: l10n.t("Ideas"),
    novelty: l10n.t("Novelty"),
    experiments: l10n.t("Experiments"),
    plots: l10n.t("Figures"),
    paper: l10n.t("Paper"),
    review: l10n.t("Review"),
    improvement: l10n.t("Improvement"),
  };
  return names[stage] ?? stage;
}
