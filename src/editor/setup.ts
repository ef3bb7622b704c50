import * as vscode from "vscode";
import { missingFor, type Purpose, type SetupItem } from "../engine/setup";
import type { Board } from "./board";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** How long a check is believed that found nothing missing. */
const FRESH_MS = 5 * 60_000;
/** A window that gets the keyboard back looks again, but not each time. */
const PAUSE_MS = 10_000;

/** Terminals that a fix was typed into; what happens in them may have mended something. */
export const FIX_TERMINAL = "AI Scientist: Setup";

/**
 * What is there and what is missing in this window's project. The answer is remembered as long as the window lives, shown by
 * the Setup view, and looked for again after whatever may have changed it.
 */
export class Setup implements vscode.Disposable {
  #checked: { readonly folder: string; readonly items: readonly SetupItem[]; readonly at: number } | undefined;
  #checking: Promise<readonly SetupItem[]> | undefined;
  #shown = false;
  readonly #listening: vscode.Disposable[];

  constructor(private readonly studio: Studio) {
    this.#listening = [
      studio.onDidOpen((board) => this.#opened(board)),
      vscode.window.onDidCloseTerminal(({ name }) => name === FIX_TERMINAL && this.#again()),
      vscode.window.onDidEndTerminalShellExecution(({ terminal }) => terminal.name === FIX_TERMINAL && this.#again()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#lacks(PAUSE_MS) && this.#again()),
    ];
  }

  /** Looks at everything; who asks while somebody does gets the same answer. */
  check(): Promise<readonly SetupItem[]> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  /** What `purpose` cannot do without and is not there; looked for unless that was done a moment ago. */
  async missing(purpose: Purpose): Promise<SetupItem[]> {
    const recent = this.#checked && Date.now() - this.#checked.at < FRESH_MS ? this.#checked.items : undefined;
    const known = recent && missingFor(purpose, recent).length === 0 ? recent : await this.check();
    return missingFor(purpose, known);
  }

  /** The paper will be written, but nothing will make a PDF of it. */
  get lacksLatex(): boolean {
    return this.#checked?.items.some(({ id, state }) => id === "latex" && state === "missing") ?? false;
  }

  async show(): Promise<void> {
    this.#shown = true;
    await this.#tell();
    await vscode.commands.executeCommand("aiScientist.setup.focus");
  }

  async hide(): Promise<void> {
    this.#shown = false;
    await this.#tell();
  }

  dispose(): void {
    for (const one of this.#listening) one.dispose();
  }

  async #check(): Promise<readonly SetupItem[]> {
    const board = await this.studio.openBoard();
    const { folder } = board.project;
    const before = this.#checked?.folder === folder ? this.#checked.items : [];
    await this.#put(board, { items: before, checking: true });
    try {
      const items = await board.project.checkSetup(new AbortController().signal);
      this.#checked = { folder, items, at: Date.now() };
      return items;
    } finally {
      const items = this.#checked?.folder === folder ? this.#checked.items : [];
      await this.#put(board, items.length > 0 ? { items, checking: false } : undefined);
    }
  }

  /** Settings changed, or another project is shown: what was found before need not hold any more. */
  #opened(board: Board): void {
    if (this.#checked?.folder !== board.project.folder) this.#checked = undefined;
    if (this.#checked) this.#again();
    else void this.#tell();
  }

  #again(): void {
    if (this.#checked) this.check().catch((error) => tellTrouble(this.studio, error));
  }

  #lacks(forMs: number): boolean {
    if (!this.#checked || Date.now() - this.#checked.at < forMs) return false;
    return this.#checked.items.some(({ state }) => state === "missing");
  }

  async #put(board: Board, setup: Board["setup"]): Promise<void> {
    board.setup = setup;
    board.touch();
    await this.#tell();
  }

  /** Context keys: menus, welcomes and the view itself look at them. */
  async #tell(): Promise<void> {
    const { board } = this.studio;
    const state = board ? board.models.setupState(board.state()) : "unknown";
    await vscode.commands.executeCommand("setContext", "aiScientist.setup", state);
    await vscode.commands.executeCommand("setContext", "aiScientist.setupShown", this.#shown);
  }
}
