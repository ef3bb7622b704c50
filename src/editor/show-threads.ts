import { join } from "node:path";
import * as vscode from "vscode";
import type { BegunShown } from "./models/board-state";
import type { Remark, ReviewThread } from "./models/review-threads";
import type { Subject } from "./models/tree-node";
import type { Studio } from "./studio";

/** What VS Code hands over when somebody wrote below a thread of ours. */
export type Reply = { readonly thread: { readonly subject?: Subject }; readonly text: string };

type Shown = { readonly thread: vscode.CommentThread & { subject?: Subject }; drawn: string };

/**
 * What was asked about hunks and answered, as threads at the hunks in every editor of the file, diffs too. They begin collapsed,
 * and stay as the researcher leaves them. All of it comes from the journal, so they are there again after a reload.
 */
export function showThreads(studio: Studio): void {
  const controller = vscode.comments.createCommentController("aiScientist", "AI Scientist");
  controller.options = { placeHolder: vscode.l10n.t("What should be different, and why?") };
  const shown = new Map<string, Shown>();
  const draw = () => {
    const wanted = threadsOf(studio);
    for (const [id, { thread }] of shown) {
      if (wanted.has(id)) continue;
      thread.dispose();
      shown.delete(id);
    }
    for (const [id, { idea, thread }] of wanted) {
      const known = shown.get(id) ?? { thread: create(controller, idea, thread), drawn: "" };
      shown.set(id, known);
      update(known, thread);
    }
  };
  studio.context.subscriptions.push(controller, studio.onDidChange(draw));
}

function threadsOf({ board }: Studio): Map<string, { idea: BegunShown; thread: ReviewThread }> {
  if (!board) return new Map();
  const { begun, settings } = board.state();
  const all = begun.flatMap((idea) =>
    board.models.reviewThreads(vscode.l10n, idea, settings).map((thread) => ({ idea, thread })),
  );
  return new Map(all.map((one) => [`${one.idea.slug} ${one.thread.path} ${one.thread.id}`, one]));
}

function create(controller: vscode.CommentController, { worktree }: BegunShown, thread: ReviewThread) {
  const made = controller.createCommentThread(vscode.Uri.file(join(worktree, thread.path)), rangeOf(thread), []);
  made.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
  return made;
}

/** Only when something changed, so that what the researcher is writing there is not disturbed. */
function update(shown: Shown, thread: ReviewThread): void {
  const now = JSON.stringify(thread);
  if (now === shown.drawn) return;
  shown.drawn = now;
  const { thread: seen } = shown;
  const range = rangeOf(thread);
  if (!seen.range?.isEqual(range)) seen.range = range;
  if (seen.comments.length !== thread.remarks.length) seen.comments = thread.remarks.map(comment);
  seen.label = thread.label;
  seen.canReply = thread.subject !== undefined;
  seen.state = thread.settled ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
  seen.contextValue = thread.subject ? "request.open" : "request";
  Object.assign(seen, { subject: thread.subject });
}

function comment({ author, text }: Remark): vscode.Comment {
  return { author: { name: author }, body: new vscode.MarkdownString(text), mode: vscode.CommentMode.Preview };
}

function rangeOf({ lines }: ReviewThread): vscode.Range {
  return new vscode.Range(lines.from - 1, 0, lines.to - 1, 0);
}
