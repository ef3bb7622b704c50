import * as vscode from "vscode";
import type { CampaignPanel } from "./campaign-panel";
import type { Desk } from "./desk";
import type { Setup } from "./setup";
import type { Studio } from "./studio";

/** The kind of panel, under which VS Code keeps it over a reload. */
const CAMPAIGN = "aiScientist.campaign";

/** The way to the Campaign panel: there is one in a window, and its code is loaded when it is opened first. */
export class CampaignDoor implements vscode.Disposable {
  readonly #restoring: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #shown: CampaignPanel | undefined;

  constructor(
    private readonly studio: Studio,
    private readonly setup: Setup,
  ) {
    this.#restoring = vscode.window.registerWebviewPanelSerializer(CAMPAIGN, {
      deserializeWebviewPanel: async (panel) => {
        await studio.whenPlaceIsKnown();
        this.#adopt(panel);
      },
    });
  }

  /** Opens the panel; with the form of a new campaign where that is wanted. */
  async open(form: boolean): Promise<void> {
    await this.studio.openBoard();
    if (this.#panel) this.#panel.reveal();
    else {
      const title = vscode.l10n.t("Campaign");
      this.#adopt(vscode.window.createWebviewPanel(CAMPAIGN, title, vscode.ViewColumn.Active, { enableScripts: true }));
    }
    if (form) await this.#shown?.openForm();
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    this.#shown = this.studio.parts.campaign().showCampaigns(panel, { studio: this.studio, setup: this.setup });
  }
}

export async function openCampaign({ campaigns }: Desk): Promise<void> {
  await campaigns.open(false);
}

export async function newCampaign({ campaigns }: Desk): Promise<void> {
  await campaigns.open(true);
}
