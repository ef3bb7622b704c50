import type { Hunk } from "../../research/change";
import { changeOf, type RequestView } from "../../research/hunk-request";
import type { BegunShown, ShownSettings } from "./board-state";
import { asItStands, foundAgain } from "./hunks-in-file";
import type { L10n, LineRange, Subject } from "./tree-node";
import { asText } from "./wording";

/** What was said about one hunk: what the researcher asked for, and what the model answered, in turn. */
export type ReviewThread = {
  /** Stays the same while the thread grows. */
  readonly id: string;
  readonly path: string;
  /** Where the hunk stands now, or stood last. */
  readonly lines: LineRange;
  readonly label: string;
  readonly state: "asked" | RequestView["state"];
  /** The hunk was decided, so there is nothing more to ask. */
  readonly settled: boolean;
  /** The hunk as it is called now. */
  readonly hunk: string;
  readonly remarks: readonly Remark[];
  /** The hunk, as long as more can be asked about it; nothing while the model answers. */
  readonly subject: Subject | undefined;
};

/** `text` is Markdown in which nothing of the text acts as Markdown. */
export type Remark = { readonly author: string; readonly text: string; readonly plain: string };

/** The threads of the change that is under review; those of a change that was decided are over. `model` is who answers. */
export function reviewThreads(l10n: L10n, idea: BegunShown, { model }: Pick<ShownSettings, "model">): ReviewThread[] {
  const threads: RequestView[][] = [];
  for (const request of requestsOf(idea)) {
    const known = threads.find((thread) => continues(thread.at(-1)!, request));
    if (known) known.push(request);
    else threads.push([request]);
  }
  return threads.map((requests) => threadOf(l10n, idea, requests, model.replace(/^(openai|vscode):/, "")));
}

/** Also those that wait until the model has answered the one before. */
function requestsOf({ record, queued }: BegunShown): RequestView[] {
  const { requests, waiting } = record.view;
  const step = requests.find(({ state }) => state === "asked")?.step ?? waiting?.step;
  if (step === undefined) return [];
  const waitingTurn = queued.map(
    ({ hunk, text }, index): RequestView => ({
      step: `${changeOf(step)}, later ${index}`,
      ...{ hunk, text, state: "asked", answer: "", hunks: [] },
    }),
  );
  return [...requests.filter((request) => changeOf(request.step) === changeOf(step)), ...waitingTurn];
}

/** Whether a request is about what became of the hunk of the one before. */
function continues(before: RequestView, { hunk }: RequestView): boolean {
  return [...before.hunks, before.hunk].some(({ id }) => id === hunk.id);
}

function threadOf(l10n: L10n, idea: BegunShown, requests: readonly RequestView[], model: string): ReviewThread {
  const last = requests.at(-1)!;
  const { hunk, undecided } = whereNow(idea, last);
  const { slug } = idea;
  const open = undecided && last.state !== "asked";
  return {
    id: requests[0]!.step,
    path: hunk.path,
    lines: linesOf(hunk),
    label: labelOf(l10n, last),
    state: last.state,
    settled: !undecided && last.state !== "asked",
    hunk: hunk.id,
    remarks: requests.flatMap((request) => remarksOf(l10n, request, model)),
    subject: open ? { slug, path: hunk.path, hunks: [hunk.id], line: Math.max(1, hunk.newStart) } : undefined,
  };
}

/** The hunk by its content, wherever it has moved to; where it is gone, as it was. */
function whereNow(idea: BegunShown, { state, hunk, hunks }: RequestView) {
  const meant = state === "answered" && hunks[0] ? hunks[0] : hunk;
  const accepted = asItStands(idea.accepted, idea.undecided).find(({ id }) => id === meant.id);
  if (accepted) return { hunk: accepted, undecided: false };
  const [found] = foundAgain([meant], idea.undecided);
  return { hunk: found ?? meant, undecided: found !== undefined };
}

function linesOf({ newStart, newLines }: Hunk): LineRange {
  const from = Math.max(1, newLines === 0 ? newStart + 1 : newStart);
  return { from, to: from + Math.max(1, newLines) - 1 };
}

function labelOf(l10n: L10n, { state, hunk, hunks }: RequestView): string {
  if (state === "asked") return l10n.t("The model is answering…");
  if (state === "dropped") return l10n.t("Not answered; nothing was changed");
  if (hunks.length === 0) return l10n.t("Answered: the model took the change back");
  if (hunks.some(({ id }) => id === hunk.id)) return l10n.t("Answered: left as it is");
  return l10n.t("Answered with a new proposal");
}

function remarksOf(l10n: L10n, { text, answer, state }: RequestView, model: string): Remark[] {
  const asked = remark(l10n.t("You"), text);
  return state === "asked" ? [asked] : [asked, remark(l10n.t("AI Scientist ({0})", model), answer)];
}

function remark(author: string, text: string): Remark {
  return { author, text: asText(text), plain: text.replace(/\s+/g, " ").trim() };
}
