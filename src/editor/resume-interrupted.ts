import * as vscode from "vscode";
import type { BegunIdea } from "../engine/project";
import type { CampaignView } from "../research/campaign";
import type { Board } from "./board";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";
import { walk } from "./walk";

/** A window that was closed leaves its lock until its process is gone. */
const PATIENCE_MS = 15_000;

/**
 * Goes on with what was being walked when the window closed: its journal has no ending, and nobody else works on it. What the
 * researcher paused or stopped, and what failed or ran out of budget, waits for them. Ideas of a campaign are the campaign's to go on with,
 * also of one that cannot be read.
 */
export async function resumeInterrupted(studio: Studio, board: Board): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const campaigns = (await board.project.campaigns()).filter(isOpen);
    const broken = await board.project.campaignProblems();
    const theirs = new Set([
      ...campaigns.flatMap(({ ideas }) => ideas.map(({ slug }) => slug)),
      ...broken.flatMap(({ ideas }) => ideas),
    ]);
    const own = ({ slug, view }: BegunIdea) => view.ending === undefined && !theirs.has(slug);
    const open = (await board.refreshBegun()).filter(own);
    const interrupted = campaigns.filter(({ slug, running }) => !running && !board.campaigns.has(slug));
    if (interrupted.length > 0) await studio.parts.campaign().resumeCampaigns(studio, board, interrupted);
    for (const { idea } of open.filter(({ slug, locked }) => !locked && !board.walks.has(slug))) {
      const text = vscode.l10n.t("Going on with “{0}”, which was under way.", idea.Name.replaceAll("_", " "));
      studio.log.info(text);
      vscode.window.setStatusBarMessage(`$(beaker) ${text}`, 10_000);
      await walk(board, idea, (error) => tellTrouble(studio, error));
    }
    const waiting =
      open.some(({ slug, locked }) => locked && !board.walks.has(slug)) ||
      campaigns.some(({ slug, running }) => running && !board.campaigns.has(slug));
    if (!waiting || Date.now() > deadline || studio.board !== board) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** A campaign that nobody ended, and that is to run. */
function isOpen({ ending, want }: CampaignView): boolean {
  return ending === undefined && want === "run";
}
