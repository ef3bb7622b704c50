import * as vscode from "vscode";
import type { CampaignProblem, CampaignView } from "../research/campaign";
import type { FromCampaign, ToCampaign } from "../webview/contract/campaign";
import type { Board } from "./board";
import { actOnCampaign, type CampaignDesk, startCampaign } from "./campaign-actions";
import { panelPage } from "./panel-page";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

export { resumeCampaigns } from "./campaign-run";

/** `dist/campaign.js` gives this: fills a panel, new or restored, for as long as it is open. */
export function showCampaigns(panel: vscode.WebviewPanel, desk: CampaignDesk): CampaignPanel {
  return new CampaignPanel(panel, desk);
}

/** How often is looked whether a campaign went on, here or elsewhere, while the panel is in sight. */
const LOOK_EVERY_MS = 700;

/**
 * The Campaign panel. It keeps what was last sent and which campaign is chosen: what it shows is read from disk, so that a campaign
 * that a terminal runs is shown as well as one of this window.
 */
export class CampaignPanel implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[] = [];
  readonly #timer: NodeJS.Timeout;
  private readonly studio: Studio;
  #views: readonly CampaignView[] = [];
  #problems: readonly CampaignProblem[] = [];
  #chosen: string | undefined;
  #sent = "";
  #isReady = false;
  #wantsForm = false;
  #looking = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly desk: CampaignDesk,
  ) {
    const { studio } = desk;
    this.studio = studio;
    const { webview } = panel;
    const { extensionUri } = studio.context;
    const roots = ["dist", "media"].map((name) => vscode.Uri.joinPath(extensionUri, name, "webview"));
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    this.#disposables.push(
      webview.onDidReceiveMessage((message) => void this.#receive(message)),
      panel.onDidChangeViewState(() => void this.#look()),
      studio.onDidChange(() => void this.#look()),
    );
    panel.onDidDispose(() => this.dispose());
    webview.options = { enableScripts: true, localResourceRoots: roots };
    webview.html = panelPage(webview, extensionUri, { panel: "campaign", title: vscode.l10n.t("Campaign") });
  }

  async openForm(): Promise<void> {
    this.#wantsForm = true;
    if (this.#sent !== "" && this.panel.visible) await this.#sendForm();
  }

  dispose(): void {
    this.#isReady = false;
    clearInterval(this.#timer);
    for (const one of this.#disposables.splice(0)) one.dispose();
  }

  async #sendForm(): Promise<void> {
    if (!this.#wantsForm || !this.#isReady) return;
    this.#wantsForm = false;
    await this.#send({ type: "form" });
  }

  async #send(message: ToCampaign): Promise<void> {
    if (this.#isReady) await this.panel.webview.postMessage(message);
  }

  /** Nothing is read for a panel that is out of sight: it says that it is ready when it comes back. */
  async #look(): Promise<void> {
    const { board } = this.studio;
    if (!board || !this.#isReady || !this.panel.visible || this.#looking) return;
    this.#looking = true;
    try {
      this.#views = await board.project.campaigns();
      this.#problems = await board.project.campaignProblems();
      await this.#show(board);
    } catch (error) {
      clearInterval(this.#timer);
      tellTrouble(this.studio, error);
    } finally {
      this.#looking = false;
    }
  }

  async #show(board: Board): Promise<void> {
    const { l10n } = vscode;
    const model = board.models.campaignsOf(l10n, this.#views, board.state(), this.#chosen, this.#problems);
    const text = JSON.stringify(model);
    if (text !== this.#sent) {
      this.#sent = text;
      await this.#send({ type: "show", words: board.models.campaignWords(l10n), model });
    }
    await this.#sendForm();
  }

  async #receive(raw: unknown): Promise<void> {
    const { board } = this.studio;
    try {
      const message = this.studio.parts.models().readFromCampaign(raw);
      if (!message) return;
      if (message.type === "ready") {
        this.#isReady = true;
        this.#sent = "";
        this.#chosen = message.campaign;
        await this.#look();
      } else if (message.type === "choose") await this.#choose(message);
      else if (board) {
        if (message.type === "start") await this.#start(board, message);
        else await actOnCampaign(this.desk, board, this.#views, message);
        await this.#look();
      }
    } catch (error) {
      tellTrouble(this.studio, error);
    }
  }

  /** A campaign that could not be begun leaves the form as it was filled in. */
  async #start(board: Board, { form }: Extract<FromCampaign, { type: "start" }>): Promise<void> {
    let begun = false;
    try {
      begun = await startCampaign(this.desk, board, form);
      if (begun) this.#chosen = form.name;
    } finally {
      if (!begun) await this.#send({ type: "form" });
    }
  }

  async #choose({ campaign }: Extract<FromCampaign, { type: "choose" }>): Promise<void> {
    this.#chosen = campaign;
    if (this.studio.board) await this.#show(this.studio.board);
  }
}
