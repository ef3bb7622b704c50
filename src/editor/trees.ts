import * as vscode from "vscode";
import type { Board } from "./board";
import { nameOfProject } from "./choose-project";
import type { BoardState } from "./models/board-state";
import type { L10n, TreeNode } from "./models/tree-node";
import type { Reviews } from "./reviews";
import type { Studio } from "./studio";
import { showTree } from "./tree-view";
import type { WritingDoor } from "./writing-door";

/** The trees of the sidebar; gives the one that commands look at. */
export function showTrees(
  studio: Studio,
  writing: WritingDoor,
  reviews: Reviews,
): { readonly review: vscode.TreeView<TreeNode> } {
  const rows = (tree: "setupTree" | "ideasTree" | "reviewTree" | "runsTree" | "paperTree") => () =>
    studio.board ? rowsOf(studio.board, (l10n, state) => studio.board!.models[tree](l10n, state)) : [];
  const setup = showTree(studio, { id: "aiScientist.setup", rows: rows("setupTree") });
  const ideas = showTree(studio, {
    id: "aiScientist.ideas",
    rows: () => troubleRows(studio) ?? rows("ideasTree")(),
    opened: ({ context, subject }) => {
      if (context === "timeline.unread" && subject.slug) void studio.board?.readTimeline(subject.slug);
    },
  });
  const review = showTree(studio, {
    id: "aiScientist.review",
    rows: () => [...writing.rows(), ...rows("reviewTree")()],
    checked: async (rows, on) => {
      const sentences = rows.filter(({ subject }) => subject.passage);
      for (const row of sentences)
        await vscode.commands.executeCommand(`aiScientist.${on ? "accept" : "reconsider"}Sentence`, row);
      const hunks = rows.filter((row) => !sentences.includes(row));
      if (hunks.length === 0) return;
      await vscode.commands.executeCommand(`aiScientist.${on ? "accept" : "reconsider"}Hunk`, hunks[0], hunks);
    },
  });
  const runs = showTree(studio, { id: "aiScientist.runs", rows: rows("runsTree") });
  const paper = showTree(studio, {
    id: "aiScientist.paper",
    rows: () => [...rows("paperTree")(), ...reviews.rows()],
  });
  const open = openedOnce(ideas);
  studio.context.subscriptions.push(
    studio.onDidChange(() => {
      const { board, place, projects, trouble } = studio;
      ideas.message = trouble?.text ?? "";
      ideas.description = projects.length > 1 && place && "folder" in place ? nameOfProject(place.folder) : "";
      const state = board?.state();
      setup.description = board && state ? board.models.setupWords(vscode.l10n, state) : "";
      const idea = state?.begun.find(({ slug }) => slug === state.shown);
      for (const view of [review, runs, paper]) view.description = idea?.idea.Name ?? "";
      showBadge(review, (idea?.undecided.length ?? 0) + writing.undecided());
      if (board && idea) open(board.models.ideasTree(vscode.l10n, board.state()), idea.slug);
    }),
  );
  return { review };
}

/** Opens the row of an idea when it begins to be shown: what is next stands below it. A view that is hidden stays hidden. */
function openedOnce(view: vscode.TreeView<TreeNode>): (rows: readonly TreeNode[], slug: string) => void {
  let opened: string | undefined;
  return (rows, slug) => {
    if (slug === opened || !view.visible) return;
    opened = slug;
    const row = rows.find(({ id }) => id === `begun:${slug}`);
    if (row) void view.reveal(row, { select: false, focus: false, expand: true });
  };
}

function troubleRows({ trouble, parts }: Studio): TreeNode[] | undefined {
  return trouble && parts.models().troubleTree(vscode.l10n, trouble);
}

function rowsOf(board: Board, tree: (l10n: L10n, state: BoardState) => TreeNode[]): TreeNode[] {
  return tree(vscode.l10n, board.state());
}

/** How many hunks wait for the researcher. */
function showBadge(view: vscode.TreeView<unknown>, undecided: number): void {
  if ((view.badge?.value ?? 0) === undecided) return;
  view.badge =
    undecided === 0 ? undefined : { value: undecided, tooltip: vscode.l10n.t("Undecided hunks: {0}", undecided) };
}
