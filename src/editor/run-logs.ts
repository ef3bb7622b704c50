import * as vscode from "vscode";
import type { LogPlaces } from "../engine/project";
import type { Board } from "./board";
import type { KeptLog } from "./models/log-text";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

const SCHEME = "ai-scientist-log";

/** A log in progress is looked at this often, as long as somebody has it open. */
const PAUSE_MS = 700;

/**
 * Logs of runs as read-only texts, followed while the run lasts. A reader who is at the end stays at the end; one who scrolled away
 * stays where they are. Only logs that are open are read, and of those only what came.
 */
export function runLogs(studio: Studio): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const open = new Map<string, FollowedLog>();
  const readers = new Readers();
  const timer = setInterval(() => {
    const looks = [...open].map(async ([address, log]) => {
      if (await log.more()) changed.fire(vscode.Uri.parse(address));
    });
    Promise.all(looks).catch((error) => tellTrouble(studio, error));
  }, PAUSE_MS);
  return vscode.Disposable.from(
    changed,
    readers,
    { dispose: () => clearInterval(timer) },
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void open.delete(uri.toString())),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => {
        const address = uri.toString();
        const log = open.get(address) ?? new FollowedLog(await studio.openBoard(), uri);
        open.set(address, log);
        await log.more();
        return log.text();
      },
    }),
  );
}

/** Opens the log of a job at its end. `title` is what its tab says. */
export async function showLog(slug: string, job: string, title: string): Promise<void> {
  const path = `/${slug}/${title.replace(/[/\\?#]/g, "-")}.log`;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: SCHEME, path, query: job }));
  const end = document.lineAt(document.lineCount - 1).range.end;
  const known = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    preview: true,
    ...(known ? {} : { selection: new vscode.Range(end, end) }),
  });
}

/** One log, as far as it was read. */
class FollowedLog {
  readonly #board: Board;
  readonly #slug: string;
  readonly #job: string;
  #kept: KeptLog;
  #places: LogPlaces | undefined;
  #files: readonly string[] = [];
  #reading: Promise<boolean> | undefined;

  constructor(board: Board, { path, query }: vscode.Uri) {
    this.#board = board;
    this.#slug = path.split("/")[1] ?? "";
    this.#job = query;
    this.#kept = board.models.emptyLog;
  }

  /** Reads what came; false when nothing did. Who asks while it is being read gets the same answer, for a piece counts once. */
  more(): Promise<boolean> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<boolean> {
    const piece = await this.#board.project.jobLog(this.#slug, this.#job, this.#places);
    if (!piece) return false;
    const grew = piece.text !== "" || piece.skipped > 0;
    this.#places = piece.places;
    this.#files = piece.files;
    if (grew) this.#kept = this.#board.models.withPiece(this.#kept, piece);
    return grew;
  }

  text(): string {
    return this.#board.models.logText(vscode.l10n, this.#kept, this.#files);
  }
}

/**
 * Who reads at the end of a log. A log that grows moves its end away from them; only a reader who goes up has left it.
 */
class Readers implements vscode.Disposable {
  readonly #left = new WeakSet<vscode.TextEditor>();
  readonly #tops = new WeakMap<vscode.TextEditor, number>();
  readonly #listening = vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#scrolled(textEditor)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.#grew(document)),
  );

  dispose(): void {
    this.#listening.dispose();
  }

  #scrolled(editor: vscode.TextEditor): void {
    const { document, visibleRanges } = editor;
    if (document.uri.scheme !== SCHEME) return;
    const top = visibleRanges[0]?.start.line ?? 0;
    const bottom = visibleRanges.at(-1)?.end.line ?? 0;
    if (bottom >= document.lineCount - 2) this.#left.delete(editor);
    else if (top < (this.#tops.get(editor) ?? 0)) this.#left.add(editor);
    this.#tops.set(editor, top);
  }

  /** A moment later, so that who has just gone up is known to have. The view moves, the cursor does not. */
  #grew(document: vscode.TextDocument): void {
    if (document.uri.scheme !== SCHEME) return;
    setTimeout(() => {
      const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
      const end = document.lineAt(document.lineCount - 1).range.end;
      for (const editor of editors)
        if (!this.#left.has(editor))
          editor.revealRange(new vscode.Range(end, end), vscode.TextEditorRevealType.Default);
    }, 150);
  }
}
