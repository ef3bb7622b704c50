import * as vscode from "vscode";
import type { Desk } from "./desk";
import type { ExperimentsPanel } from "./experiments-panel";
import type { Subject } from "./models/tree-node";
import type { Studio } from "./studio";

/** The kind of panel, under which VS Code keeps it over a reload. */
const EXPERIMENTS = "aiScientist.experiments";

/** The way to the Experiments panel: there is one in a window, and its code is loaded when it is opened first. */
export class ExperimentsDoor implements vscode.Disposable {
  readonly #studio: Studio;
  readonly #restoring: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #shown: ExperimentsPanel | undefined;

  constructor(studio: Studio) {
    this.#studio = studio;
    this.#restoring = vscode.window.registerWebviewPanelSerializer(EXPERIMENTS, {
      deserializeWebviewPanel: async (panel) => {
        await studio.whenPlaceIsKnown();
        this.#adopt(panel);
      },
    });
  }

  /** Opens the panel, at a run where one is meant. */
  async open({ slug, run }: Subject): Promise<void> {
    await this.#studio.openBoard();
    const title = vscode.l10n.t("Experiments");
    if (this.#panel) this.#panel.reveal();
    else
      this.#adopt(
        vscode.window.createWebviewPanel(EXPERIMENTS, title, vscode.ViewColumn.Active, { enableScripts: true }),
      );
    if (slug !== undefined && run !== undefined) await this.#shown?.reveal(`${slug}/${run}`);
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    this.#shown = this.#studio.parts.experiments().showExperiments(panel, this.#studio);
  }
}

/** The table of all runs, their curves and figures, in the editor area. */
export async function openExperiments({ experiments }: Desk, subject: Subject): Promise<void> {
  await experiments.open(subject);
}
