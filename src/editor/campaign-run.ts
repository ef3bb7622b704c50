import { join } from "node:path";
import * as vscode from "vscode";
import type { Autonomy } from "../engine/autonomy";
import type { CampaignView } from "../research/campaign";
import type { Board } from "./board";
import { EditorResearcher } from "./editor-researcher";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";
import { isEditing, policy } from "./walk";

/**
 * Runs a campaign in this window, from where it stands. Its ideas are walked as those that were begun one by one: their changes
 * and launches come before the researcher in the same views. Resolves when it is under way.
 */
export async function runCampaign(studio: Studio, board: Board, name: string): Promise<void> {
  if (board.campaigns.has(name)) return;
  const signal = new AbortController();
  const policyNow =
    acceptanceOf(studio, board, name) === "auto" ? () => byItself(board) : () => policy(board.project.folder);
  const seats = new Map<string, Seat>();
  const researcherFor = (slug: string) => {
    const seat = seatFor(board, name, slug, policyNow);
    seats.set(slug, seat);
    board.walks.set(slug, seat.walk);
    return seat.walk.researcher;
  };
  board.campaigns.set(name, signal);
  const over = new AbortController();
  void watch(board, name, seats, over.signal).catch((error) => tellTrouble(studio, error));
  void board.project
    .runCampaign(name, researcherFor, signal.signal)
    .then(
      () => undefined,
      (error) => tellTrouble(studio, error),
    )
    .finally(() => {
      over.abort();
      board.campaigns.delete(name);
      for (const [slug, seat] of seats) leave(board, slug, seat);
      void board.refresh().catch((error) => tellTrouble(studio, error));
    });
}

/** Goes on with the campaigns that were under way when the window closed. */
export async function resumeCampaigns(studio: Studio, board: Board, views: readonly CampaignView[]): Promise<void> {
  for (const { slug } of views) {
    const text = vscode.l10n.t("Going on with the campaign “{0}”, which was under way.", slug);
    studio.log.info(text);
    vscode.window.setStatusBarMessage(`$(beaker) ${text}`, 10_000);
    await runCampaign(studio, board, slug);
  }
}

/** The researcher beside one idea of a campaign, as the other views know them. `leave` is called when the idea rests. */
type Seat = {
  readonly walk: NonNullable<ReturnType<Board["walks"]["get"]>>;
  readonly leave: () => void;
  seen: boolean;
};

function seatFor(board: Board, campaign: string, slug: string, policyNow: () => Autonomy): Seat {
  const workspace = board.project.workspace(slug);
  const researcher = new EditorResearcher({
    workspace,
    policy: policyNow,
    isEditing: (path) => isEditing(join(workspace.directory, path)),
    changed: () => board.touch(),
  });
  // Pausing or stopping the idea from any view is a word to the campaign, which has others to run.
  const signal = new AbortController();
  signal.signal.addEventListener("abort", () => {
    const idea = board.state().begun.find((one) => one.slug === slug)?.idea.Name;
    if (idea === undefined || signal.signal.reason === "closed") return;
    void board.project.steerCampaign(campaign, signal.signal.reason === "stopped" ? "stop" : "pause", idea);
  });
  let leave = () => {};
  const over = new Promise<void>((resolve) => {
    leave = resolve;
  });
  return { walk: { researcher, signal, over }, leave: () => leave(), seen: false };
}

/** Ideas appear in the views when their journals begin, and are let go of when they rest. */
async function watch(board: Board, name: string, seats: Map<string, Seat>, signal: AbortSignal): Promise<void> {
  let begun = "";
  for await (const view of board.project.followCampaign(name, signal)) {
    for (const { slug, state } of view.ideas) {
      const seat = seats.get(slug);
      if (!seat) continue;
      const isWalked = state === "running" || state === "waiting";
      if (seat.seen && !isWalked) {
        leave(board, slug, seat);
        seats.delete(slug);
      }
      seat.seen ||= isWalked;
    }
    // Each idea's journal is followed by itself; only which ones there are is looked at anew.
    const now = view.ideas.map(({ slug, state }) => (state === "planned" ? "" : `${slug} ${state}`)).join("\n");
    if (now !== begun) await board.refreshBegun();
    begun = now;
  }
}

function leave(board: Board, slug: string, seat: Seat): void {
  if (board.walks.get(slug) === seat.walk) board.walks.delete(slug);
  seat.leave();
}

type Acceptance = "ask" | "auto";

/** Who decides in a campaign is kept in this window: it is no fact about the campaign, and a reload asks nobody again. */
export async function keepAcceptance(studio: Studio, board: Board, name: string, accept: Acceptance): Promise<void> {
  await studio.context.workspaceState.update(keyOf(board, name), accept);
}

function acceptanceOf(studio: Studio, board: Board, name: string): Acceptance {
  return studio.context.workspaceState.get<Acceptance>(keyOf(board, name), "ask");
}

function keyOf({ project }: Board, name: string): string {
  return `campaign ${project.folder} ${name}`;
}

/** What the researcher chose for a campaign; without their trust in the folder nothing happens by itself. */
function byItself({ project }: Board): Autonomy {
  const set = policy(project.folder);
  if (!vscode.workspace.isTrusted) return set;
  return { ...set, code: "auto", plots: "auto", prose: "auto", launch: "auto", launchMinutes: 0 };
}
