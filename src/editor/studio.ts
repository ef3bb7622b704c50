import * as vscode from "vscode";
import type { Retry } from "../research/live-retry";
import { Board } from "./board";
import { CoAuthors } from "./co-authors";
import { setting, settingsKeys, settingsValues } from "./configuration";
import { findProject, type Place } from "./find-project";
import type { HeavyParts, ModelMemory, OpenOptions } from "./heavy-parts";
import { memoryIn } from "./model-memory";
import type { Trouble } from "./models/trouble-tree";
import { type EditorSecrets, secretsFrom } from "./secrets";
import { tellTrouble } from "./tell-trouble";
import { vscodeModel } from "./vscode-model";
import { whenPlaceMayChange, whenTroubleMayEnd } from "./when-place-changes";

/** What commands and views of this window work with: the place it shows and, where that is a project, its board. */
export class Studio implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** The place or anything on its board changed. */
  readonly onDidChange = this.#changed.event;
  readonly #opened = new vscode.EventEmitter<Board>();
  readonly onDidOpen = this.#opened.event;
  readonly #retried = new vscode.EventEmitter<Retry>();
  /** A model that did not answer will be asked again. */
  readonly onDidRetry = this.#retried.event;
  readonly log = vscode.window.createOutputChannel("AI Scientist", { log: true });
  readonly secrets: EditorSecrets;
  /** What is known of models, whatever the project. */
  readonly memory: ModelMemory;
  #board: Board | undefined;
  #place: Place | undefined;
  #projects: readonly string[] = [];
  #trouble: Trouble | undefined;
  #waiting: vscode.Disposable | undefined;
  #stale = false;
  #opening: Promise<void> = Promise.resolve();
  /** Who is asked about papers, of a project or of none. */
  readonly coAuthors = new CoAuthors(this, (folder) => this.#options(folder));

  constructor(
    readonly context: vscode.ExtensionContext,
    readonly parts: HeavyParts,
  ) {
    this.secrets = secretsFrom(context.secrets, parts.environment);
    this.memory = memoryIn(context.globalState);
  }

  get board(): Board | undefined {
    return this.#board;
  }

  get place(): Place | undefined {
    return this.#place;
  }

  /** Every folder of the window that holds an experiment. */
  get projects(): readonly string[] {
    return this.#projects;
  }

  /** Why the project that is there cannot be opened. */
  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Shows another project of this window, now and when the window is opened again. */
  async choose(folder: string): Promise<void> {
    await this.context.workspaceState.update(CHOSEN, folder);
    await this.open();
  }

  /** The board, with the settings as they are now; throws with what to do where there is no project. */
  async openBoard(): Promise<Board> {
    if (!this.#board || (this.#stale && this.#board.isResting)) await this.open();
    if (!this.#board) throw new Error(vscode.l10n.t("Open a project first: “AI Scientist: New Project…” makes one."));
    return this.#board;
  }

  /** Looks at the window's folders and opens the project that is there, one look after the other. */
  open(): Promise<void> {
    // Who asked before was told why that failed; it keeps nobody from looking again.
    this.#opening = this.#opening.catch(() => undefined).then(() => this.#open());
    return this.#opening;
  }

  /**
   * Settings or files changed: a project that is being worked on keeps its own until that is over; only the caps hold at once.
   */
  async settingsChanged(): Promise<void> {
    this.#stale = true;
    this.#board?.touch();
    if (!this.#board || (this.#board.isResting && !this.#board.ideating)) await this.open();
  }

  /** Says that something which the views show changed. */
  touch(): void {
    this.#changed.fire();
  }

  /** Where this window keeps what belongs to no project. */
  get storage(): string {
    return (this.context.storageUri ?? this.context.globalStorageUri).fsPath;
  }

  /** A window that opens restores its panels before it has looked which project it holds. */
  whenPlaceIsKnown(): Promise<void> {
    if (this.#place) return Promise.resolve();
    return new Promise((resolve) => {
      const known = this.onDidChange(() => {
        known.dispose();
        resolve();
      });
    });
  }

  dispose(): void {
    this.#waiting?.dispose();
    this.#board?.dispose();
    this.#changed.dispose();
    this.#opened.dispose();
    this.#retried.dispose();
    this.log.dispose();
  }

  async #open(): Promise<void> {
    if (this.#board && !this.#board.isResting) return;
    this.#stale = false;
    const { place, projects } = await findProject(this.context.workspaceState.get<string>(CHOSEN));
    this.#trouble = undefined;
    const board = place.type === "project" ? await this.#boardOf(place.folder) : undefined;
    if (this.#board && !this.#board.isResting) return this.#leaveAsItIs(board);
    this.#board?.dispose();
    this.#board = board;
    this.#place = place;
    this.#projects = projects;
    this.#waiting?.dispose();
    const look = () => void this.settingsChanged();
    this.#waiting = this.#trouble ? whenTroubleMayEnd(place, look) : whenPlaceMayChange(place, look);
    // In this order: a tree that gets its first rows while its view appears stays blank.
    this.#changed.fire();
    const shown = this.#trouble ? "broken" : place.type;
    await vscode.commands.executeCommand("setContext", "aiScientist.place", shown);
    await vscode.commands.executeCommand("setContext", "aiScientist.severalProjects", projects.length > 1);
    board?.onDidChange(() => this.#changed.fire());
    if (board) this.#opened.fire(board);
  }

  /** While it was looked, somebody began to walk an idea: nobody may take that board away. */
  #leaveAsItIs(board: Board | undefined): void {
    board?.dispose();
    this.#stale = true;
  }

  #options(folder: string | undefined): OpenOptions {
    const keys = settingsKeys(this.context.extension.packageJSON);
    return {
      settings: settingsValues(keys, folder),
      secrets: this.secrets,
      memory: this.memory,
      editorModel: (name) => vscodeModel(name, this.context.languageModelAccessInformation),
      dist: this.parts.dist,
      log: (line) => this.log.error(line),
      waits: (retry) => this.#retried.fire(retry),
      caps: () => capsNow(folder),
    };
  }

  async #boardOf(folder: string): Promise<Board | undefined> {
    try {
      const project = await this.parts.project().openProject(folder, this.#options(folder));
      const settings = () => shownSettings(folder);
      const board = new Board(project, this.parts.models(), settings, (error) => tellTrouble(this, error));
      await board.refresh();
      return board;
    } catch (error) {
      this.#trouble = troubleOf(error);
      this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return undefined;
    }
  }
}

/** Where the choice among several projects is remembered. */
const CHOSEN = "project";

/** Errors come from another bundle, so they are known by their names. */
function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Error)) return { text: String(error), settings: false };
  const where = "where" in error ? (error.where as Pick<Trouble, "file" | "lacks">) : {};
  return { text: error.message, ...where, settings: error.name === "SettingsWrong" };
}

function capsNow(folder: string | undefined) {
  const project = setting<number | null>("budget.total", null, folder) ?? undefined;
  return { idea: setting("budget.dollars", 10, folder), project };
}

function shownSettings(folder: string) {
  const caps = capsNow(folder);
  return {
    model: setting<string>("model.name", "", folder),
    dollars: caps.idea,
    total: caps.project,
    scale: setting("experiments.scale", "full", folder),
    place: setting("compute.place", "local", folder),
  };
}
