import * as vscode from "vscode";
import type { Studio } from "./studio";

const SCHEME = "ai-scientist-record";

/**
 * Timelines and transcripts as read-only texts. The address says which, and the text is made of the journal when it is looked at,
 * so nothing is kept and a reload shows what holds then.
 */
export function recordDocuments(studio: Studio): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let soon: NodeJS.Timeout | undefined;
  const lookAgain = () => {
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME && isTimeline(uri));
    if (open.length === 0) return;
    soon ??= setTimeout(() => {
      soon = undefined;
      for (const { uri } of open) changed.fire(uri);
    }, CALM_MS);
  };
  return vscode.Disposable.from(
    changed,
    studio.onDidChange(lookAgain),
    { dispose: () => clearTimeout(soon) },
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => textOf(studio, uri),
    }),
  );
}

/** A timeline that is looked at is made again at most this often. */
const CALM_MS = 2000;

export async function showTimeline(slug: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${slug}/${vscode.l10n.t("Timeline")}.md`, query: "timeline" });
  await vscode.commands.executeCommand("markdown.showPreview", uri);
}

/** As it was said, not as Markdown would show it. */
export async function showTranscript(slug: string, hash: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${slug}/${hash.slice(0, 8)}.md`, query: hash });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}

function isTimeline({ query }: vscode.Uri): boolean {
  return query === "timeline";
}

async function textOf(studio: Studio, uri: vscode.Uri): Promise<string> {
  const slug = uri.path.split("/")[1] ?? "";
  const board = await studio.openBoard();
  if (!isTimeline(uri)) return (await board.project.transcript(slug, uri.query)) ?? vscode.l10n.t("This was not kept.");
  const state = board.state();
  const idea = state.begun.find((one) => one.slug === slug);
  if (!idea) return vscode.l10n.t("There is no such idea any more.");
  return board.models.timelineText(vscode.l10n, state, idea, await board.project.timeline(slug));
}
