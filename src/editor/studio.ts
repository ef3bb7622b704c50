import * as vscode from "vscode";
import { Board } from "./board";
import { setting, settingsKeys, settingsValues } from "./configuration";
import { findProject, type Place } from "./find-project";
import { gitApi, whenGitMayAppear } from "./git-api";
import type { HeavyParts } from "./heavy-parts";
import { type EditorSecrets, secretsFrom } from "./secrets";
import { tellTrouble } from "./tell-trouble";

/** What commands and views of this window work with: the place it shows and, where that is a project, its board. */
export class Studio implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** The place or anything on its board changed. */
  readonly onDidChange = this.#changed.event;
  readonly #opened = new vscode.EventEmitter<Board>();
  readonly onDidOpen = this.#opened.event;
  readonly log = vscode.window.createOutputChannel("AI Scientist", { log: true });
  readonly secrets: EditorSecrets;
  #board: Board | undefined;
  #place: Place["type"] | "broken" | undefined;
  #stale = false;
  #opening: Promise<void> = Promise.resolve();

  constructor(
    readonly context: vscode.ExtensionContext,
    readonly parts: HeavyParts,
  ) {
    this.secrets = secretsFrom(context.secrets, parts.environment);
  }

  get board(): Board | undefined {
    return this.#board;
  }

  /** The board, with the settings as they are now; throws with what to do where there is no project. */
  async openBoard(): Promise<Board> {
    if (!this.#board || (this.#stale && this.#board.walks.size === 0)) await this.open();
    if (!this.#board) throw new Error(vscode.l10n.t("Open a project first: “AI Scientist: New Project…” makes one."));
    return this.#board;
  }

  /** Looks at the window's folders and opens the project that is there, one look after the other. */
  open(): Promise<void> {
    this.#opening = this.#opening.then(() => this.#open());
    return this.#opening;
  }

  /** Settings changed: a project that is being worked on keeps its own until that is over. */
  async settingsChanged(): Promise<void> {
    this.#stale = true;
    if (this.#board && this.#board.walks.size === 0 && !this.#board.ideating) await this.open();
  }

  dispose(): void {
    this.#board?.dispose();
    this.#changed.dispose();
    this.#opened.dispose();
    this.log.dispose();
  }

  async #open(): Promise<void> {
    if (this.#board && this.#board.walks.size > 0) return;
    this.#stale = false;
    const place = await findProject();
    if (place.type === "no-repository") void this.#openWithRepository();
    if (place.type === "no-git") this.#openWithGit();
    const board = place.type === "project" ? await this.#boardOf(place.folder) : undefined;
    this.#board?.dispose();
    this.#board = board;
    this.#place = place.type === "project" && !board ? "broken" : place.type;
    // In this order: a tree that gets its first rows while its view appears stays blank.
    this.#changed.fire();
    await vscode.commands.executeCommand("setContext", "aiScientist.place", this.#place);
    board?.onDidChange(() => this.#changed.fire());
    if (board) this.#opened.fire(board);
  }

  /** The Git extension may come later: after trust was given, or when it is enabled. */
  #openWithGit(): void {
    const again = () => {
      once.dispose();
      void this.open();
    };
    const once = whenGitMayAppear(again);
    this.context.subscriptions.push(once);
    void gitApi().then((git) => git && again());
  }

  /** The researcher may make the repository at any time; then the project opens by itself. */
  async #openWithRepository(): Promise<void> {
    const git = await gitApi();
    const once = git?.onDidOpenRepository(() => {
      once?.dispose();
      void this.open();
    });
  }

  async #boardOf(folder: string): Promise<Board | undefined> {
    const keys = settingsKeys(this.context.extension.packageJSON);
    try {
      const project = await this.parts.project().openProject(folder, {
        settings: settingsValues(keys),
        secrets: this.secrets,
        dist: this.parts.dist,
        log: (line) => this.log.error(line),
      });
      const board = new Board(project, this.parts.models(), shownSettings, (error) => tellTrouble(this, error));
      await board.refresh();
      return board;
    } catch (error) {
      tellTrouble(this, error);
      return undefined;
    }
  }
}

function shownSettings() {
  return {
    model: setting<string>("model.name", ""),
    dollars: setting("budget.dollars", 10),
    scale: setting("experiments.scale", "full"),
  };
}
