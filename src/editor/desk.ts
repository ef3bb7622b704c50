import * as vscode from "vscode";
import type { Board } from "./board";
import type { CampaignDoor } from "./campaign-door";
import type { ExperimentsDoor } from "./experiments-door";
import type { BegunShown } from "./models/board-state";
import type { Subject, TreeNode } from "./models/tree-node";
import type { PaperDoor } from "./paper-door";
import type { PaperProblems } from "./paper-problems";
import type { Papers } from "./papers";
import type { Reviews } from "./reviews";
import type { Setup } from "./setup";
import type { PointsShown } from "./show-points";
import type { Studio } from "./studio";
import type { WritingDoor } from "./writing-door";

/** What every command works with. */
export type Desk = {
  readonly studio: Studio;
  readonly problems: PaperProblems;
  readonly setup: Setup;
  readonly experiments: ExperimentsDoor;
  readonly campaigns: CampaignDoor;
  readonly writing: WritingDoor;
  readonly papers: Papers;
  readonly paperDoor: PaperDoor;
  /** Reviews of papers that belong to no idea. */
  readonly reviews: Reviews;
  readonly points: PointsShown;
  /** The tree of hunks: what is selected there, and bringing a row into view. */
  readonly review: vscode.TreeView<TreeNode>;
};

/** The begun idea that a row is about, else the one that is shown; throws with what to do when there is none. */
export async function ideaAt({ studio }: Desk, subject: Subject): Promise<{ board: Board; idea: BegunShown }> {
  const board = await studio.openBoard();
  const state = board.state();
  const idea = state.begun.find(({ slug }) => slug === (subject.slug ?? state.shown));
  if (!idea) throw new Error(vscode.l10n.t("No idea was begun here yet. Begin one with “AI Scientist: Start Idea”."));
  return { board, idea };
}
