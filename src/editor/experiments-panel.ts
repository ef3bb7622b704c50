import { join } from "node:path";
import * as vscode from "vscode";
import type { Experiments, FromPanel, ToPanel } from "../webview/contract/experiments";
import type { Board } from "./board";
import { CurveFeed } from "./curve-feed";
import { actOn } from "./experiment-actions";
import { ExperimentAnswers } from "./experiment-answers";
import { experimentFiles } from "./experiment-files";
import type { NumbersOf } from "./models/experiments/run-numbers";
import { panelPage } from "./panel-page";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** `dist/experiments.js` gives this: fills a panel, new or restored, for as long as it is open. */
export function showExperiments(panel: vscode.WebviewPanel, studio: Studio): ExperimentsPanel {
  return new ExperimentsPanel(panel, studio);
}

/**
 * One Experiments panel. It keeps what was last sent and nothing else: what the panel shows is made of the board whenever that
 * changes, and what the researcher chose in it (order, filter, runs) the panel keeps itself, over reloads too.
 */
export class ExperimentsPanel implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[] = [];
  readonly #files = experimentFiles();
  readonly #curves = new CurveFeed();
  readonly #answers = new ExperimentAnswers();
  /** What the page asked for and was not told yet, the last of each kind: it asks once. */
  readonly #asked = new Map<Request["type"], Request>();
  #numbers: NumbersOf | undefined;
  #sent: Experiments | undefined;
  #isReady = false;
  #roots = "";
  #wanted: string | undefined;
  #looking = false;
  #again = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly studio: Studio,
  ) {
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message) => void this.#receive(message)),
      studio.onDidChange(() => void this.refresh()),
      panel.onDidChangeViewState(() => void this.refresh()),
    );
    panel.onDidDispose(() => this.dispose());
    this.#load();
  }

  /** What was still being read when the panel was closed goes nowhere. */
  async #send(message: ToPanel): Promise<void> {
    if (this.#isReady) await this.panel.webview.postMessage(message);
  }

  /** Sends what changed since the last time; one look at a time, and the last change is never missed. */
  async refresh(): Promise<void> {
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#look();
      }
    } catch (error) {
      tellTrouble(this.studio, error);
    } finally {
      this.#looking = false;
    }
  }

  /** Brings a run into sight by its key, once the table is there. */
  async reveal(run: string): Promise<void> {
    this.#wanted = run;
    // A panel that comes back into sight says that it is ready first.
    if (this.#sent && this.panel.visible) await this.#sendWanted();
  }

  async #sendWanted(): Promise<void> {
    const run = this.#wanted;
    if (run === undefined || !this.#isReady) return;
    this.#wanted = undefined;
    await this.#send({ type: "reveal", run });
  }

  dispose(): void {
    this.#isReady = false;
    for (const one of this.#disposables.splice(0)) one.dispose();
  }

  /** Nothing is sent to a panel that is out of sight: it says that it is ready when it comes back. */
  async #look(): Promise<void> {
    const { board } = this.studio;
    if (!board || !this.#isReady || !this.panel.visible) return;
    if (this.#roots !== rootsOf(this.studio).join()) return this.#load();
    const after = await this.#modelOf(board);
    const change = this.#sent ? board.models.changeBetween(this.#sent, after) : "everything";
    this.#sent = after;
    if (change === "everything") await this.#show(board, after);
    else if (change.length > 0) await this.#send({ type: "rows", rows: change });
    await this.#sendWanted();
    await this.#answerAsked();
    for (const message of await this.#curves.look(board, after.rows)) await this.#send(message);
  }

  /** The page, which begins anew where it was there already: it may read figures of the project that is open now. */
  #load(): void {
    const { webview } = this.panel;
    const roots = rootsOf(this.studio);
    this.#roots = roots.join();
    this.#isReady = false;
    webview.options = { enableScripts: true, localResourceRoots: roots };
    webview.html = panelPage(webview, this.studio.context.extensionUri, {
      panel: "experiments",
      title: vscode.l10n.t("Experiments"),
    });
  }

  async #receive(raw: unknown): Promise<void> {
    const { board } = this.studio;
    try {
      const message = this.studio.parts.models().readFromPanel(raw);
      if (message?.type === "ready") {
        this.#isReady = true;
        this.#sent = undefined;
        this.#curves.forget();
        this.#asked.clear();
        await this.refresh();
      } else if (message && isRequest(message)) {
        this.#asked.set(message.type, message);
        await this.#answerAsked();
      } else if (message && board && this.#sent) await actOn(board, this.#sent, message);
    } catch (error) {
      tellTrouble(this.studio, error);
    }
  }

  /** A page that came back may ask before it was shown what there is: it is answered then. */
  async #answerAsked(): Promise<void> {
    const { board } = this.studio;
    const shown = this.#sent;
    if (!board || !shown) return;
    const requests = [...this.#asked.values()];
    this.#asked.clear();
    for (const request of requests) await this.#answer(board, shown, request);
  }

  async #answer(board: Board, shown: Experiments, request: Request): Promise<void> {
    if (request.type === "want-curves") {
      this.#curves.want(request.runs);
      for (const part of await this.#curves.look(board, shown.rows)) await this.#send(part);
    } else if (request.type === "want-parameters")
      await this.#send(await this.#answers.parameters(board, request.runs));
    else {
      const compared = await this.#answers.comparison(board, request.one, request.other);
      if (compared) await this.#send(compared);
    }
  }

  async #modelOf(board: Board): Promise<Experiments> {
    const state = board.state();
    const files = await this.#files.read(state, this.panel.webview);
    this.#numbers ??= board.models.rememberedNumbers(vscode.l10n);
    return board.models.experimentsOf(vscode.l10n, state, files, this.#numbers);
  }

  #show(board: Board, model: Experiments): Promise<void> {
    return this.#send({ type: "show", words: board.models.experimentsWords(vscode.l10n), model });
  }
}

/** What a page wants to be told, unlike what is to be done. */
type Request = Extract<FromPanel, { type: `want-${string}` }>;

function isRequest(message: FromPanel): message is Request {
  return message.type.startsWith("want-");
}

/** The panel reads its own code and styles, and the figures in the worktrees. */
function rootsOf({ context, place }: Studio): vscode.Uri[] {
  const { extensionUri } = context;
  const own = ["dist", "media"].map((name) => vscode.Uri.joinPath(extensionUri, name, "webview"));
  const worktrees = place && "folder" in place ? [vscode.Uri.file(join(place.folder, ".ai-scientist/worktrees"))] : [];
  return [...own, ...worktrees];
}
