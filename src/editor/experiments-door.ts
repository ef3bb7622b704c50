import * as vscode from "vscode";
import type { Desk } from "./desk";
import type { Studio } from "./studio";

/** The kind of panel, under which VS Code keeps it over a reload. */
const EXPERIMENTS = "aiScientist.experiments";

/** The way to the Experiments panel: there is one in a window, and its code is loaded when it is opened first. */
export class ExperimentsDoor implements vscode.Disposable {
  readonly #studio: Studio;
  readonly #restoring: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;

  constructor(studio: Studio) {
    this.#studio = studio;
    this.#restoring = vscode.window.registerWebviewPanelSerializer(EXPERIMENTS, {
      deserializeWebviewPanel: async (panel) => {
        await this.#whenPlaceIsKnown();
        this.#adopt(panel);
      },
    });
  }

  async open(): Promise<void> {
    await this.#studio.openBoard();
    if (this.#panel) return this.#panel.reveal();
    const title = vscode.l10n.t("Experiments");
    this.#adopt(
      vscode.window.createWebviewPanel(EXPERIMENTS, title, vscode.ViewColumn.Active, { enableScripts: true }),
    );
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  /** A window that opens restores its panels before it has looked which project it holds. */
  #whenPlaceIsKnown(): Promise<void> {
    const studio = this.#studio;
    if (studio.place) return Promise.resolve();
    return new Promise((resolve) => {
      const known = studio.onDidChange(() => {
        known.dispose();
        resolve();
      });
    });
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    this.#studio.parts.experiments().showExperiments(panel, this.#studio);
  }
}

/** The table of all runs, their curves and figures, in the editor area. */
export async function openExperiments({ experiments }: Desk): Promise<void> {
  await experiments.open();
}
