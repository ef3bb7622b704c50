import * as vscode from "vscode";
import type { Problem } from "../research/problem";
import type { Review } from "../research/review";
import type { PointThread } from "./models/point-threads";
import type { Reviews } from "./reviews";
import type { Studio } from "./studio";

/** A source whose review is shown on its lines. */
type Reviewed = { readonly file: string; readonly review: Review; readonly lines: ReadonlyMap<string, number> };
type Shown = { readonly thread: vscode.CommentThread; drawn: string };

/**
 * What the last review of a LaTeX paper says, as threads on the lines that it is about, with the findings about claims there. They
 * begin collapsed, and only papers that are open have them: a thread of a file that nobody looks at would be a row in Comments.
 */
export function showPoints(studio: Studio, reviews: Reviews): PointsShown {
  const controller = vscode.comments.createCommentController("aiScientist.points", "AI Scientist: Review");
  const shown = new Map<string, Shown>();
  const draw = () => {
    const wanted = threadsOf(studio, reviews);
    for (const [id, { thread }] of shown) {
      if (wanted.has(id)) continue;
      thread.dispose();
      shown.delete(id);
    }
    for (const [id, { file, thread }] of wanted) {
      const known = shown.get(id) ?? { thread: create(controller, file, thread), drawn: "" };
      shown.set(id, known);
      update(known, thread);
    }
  };
  const listening = [
    studio.onDidChange(draw),
    vscode.workspace.onDidOpenTextDocument(draw),
    vscode.workspace.onDidCloseTextDocument(draw),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(({ fsPath }) => /\.tex$/i.test(fsPath))) draw();
    }),
  ];
  studio.context.subscriptions.push(controller, ...listening);
  return {
    open(file, line) {
      const { thread } = shown.get(`${file} ${line}`) ?? {};
      if (thread) thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    },
  };
}

/** Opens the thread of a line, where there is one. */
export type PointsShown = { open(file: string, line: number): void };

function threadsOf(studio: Studio, reviews: Reviews): Map<string, { file: string; thread: PointThread }> {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.fsPath));
  const all = reviewedSources(studio, reviews).filter(({ file }) => open.has(file));
  return new Map(
    all.flatMap(({ file, review, lines }) =>
      studio.parts
        .models()
        .pointThreads(vscode.l10n, review, lines, claimsIn(file))
        .map((thread) => [`${file} ${thread.line}`, { file, thread }] as const),
    ),
  );
}

function reviewedSources({ board }: Studio, { papers }: Reviews): Reviewed[] {
  const ideas = (board?.state().begun ?? []).flatMap(({ paperSource, reviews, pointLines, undecided, here, asked }) => {
    const review = reviews.at(-1);
    // What stands there while the paper is being changed is not what the referees read, and hunks need the room.
    const isChanging = undecided.length > 0 || (here && asked !== undefined);
    return review && !isChanging ? [{ file: paperSource, review, lines: pointLines }] : [];
  });
  const others = papers.flatMap(({ paper, reviews, lines }) =>
    lines.size > 0 && reviews[0] ? [{ file: paper, review: reviews[0].review, lines }] : [],
  );
  return [...ideas, ...others];
}

/** What our checks say about claims of a source now. */
function claimsIn(file: string): Pick<Problem, "line" | "message">[] {
  const all = vscode.languages.getDiagnostics(vscode.Uri.file(file));
  return all
    .filter(({ code }) => CLAIMS.test(String(typeof code === "object" ? code.value : code)))
    .map(({ range, message }) => ({ line: range.start.line + 1, message }));
}

const CLAIMS = /^(?:claim-|unsupported-number|unrecorded-fact)/;

function create(controller: vscode.CommentController, file: string, thread: PointThread): vscode.CommentThread {
  const made = controller.createCommentThread(vscode.Uri.file(file), rangeOf(thread), []);
  made.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
  made.canReply = false;
  made.contextValue = "point";
  return made;
}

function update(shown: Shown, thread: PointThread): void {
  const now = JSON.stringify(thread);
  if (now === shown.drawn) return;
  shown.drawn = now;
  shown.thread.label = thread.label;
  shown.thread.comments = thread.remarks.map(({ author, text }) => ({
    author: { name: author },
    body: new vscode.MarkdownString(text),
    mode: vscode.CommentMode.Preview,
  }));
}

function rangeOf({ line }: PointThread): vscode.Range {
  return new vscode.Range(line - 1, 0, line - 1, 0);
}
