import * as vscode from "vscode";
import { type Paper, paperOfPdf } from "./meant-paper";
import { pdfWithPage } from "./models/page-of-pdf";
import type { PaperPanel } from "./paper-panel";
import type { PaperProblems } from "./paper-problems";
import type { Papers } from "./papers";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

/** The kind of panel, under which VS Code keeps it over a reload. */
const PAPER = "aiScientist.paper";
/** The kind of editor that VS Code opens for a link to a page of a PDF. */
const PAGE = "aiScientist.page";

/** The way to the panels that show papers, one for each; their code is loaded when the first is opened. */
export class PaperDoor implements vscode.Disposable {
  readonly #panels = new Map<string, PaperPanel>();
  readonly #listening: vscode.Disposable;

  constructor(
    private readonly studio: Studio,
    private readonly papers: Papers,
    private readonly problems: PaperProblems,
  ) {
    this.#listening = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(PAPER, {
        deserializeWebviewPanel: async (panel, state) => {
          await studio.whenPlaceIsKnown();
          const paper = this.studio.parts.paper().paperIn(state);
          if (paper) this.#adopt(panel, paper);
          else panel.dispose();
        },
      }),
      vscode.window.registerCustomEditorProvider(PAGE, {
        openCustomDocument: (uri) => ({ uri, dispose() {} }),
        resolveCustomEditor: async ({ uri }, panel) => {
          await studio.whenPlaceIsKnown();
          panel.dispose();
          await this.#openPage(uri.fsPath).catch((error) => tellTrouble(studio, error));
        },
      }),
    );
  }

  /** The paper whose panel is in front, if one is. */
  get shown(): Paper | undefined {
    return [...this.#panels.values()].find(({ panel }) => panel.active)?.paper;
  }

  /** Shows a paper, beside the text that is being edited where there is one; a panel that is there already comes to the front where it is. */
  open(paper: Paper, preserveFocus: boolean, isBeside = vscode.window.activeTextEditor !== undefined): PaperPanel {
    const there = this.#panels.get(paper.pdf);
    if (there) {
      there.panel.reveal(undefined, preserveFocus);
      return there;
    }
    const viewColumn = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const place = { viewColumn, preserveFocus };
    return this.#adopt(vscode.window.createWebviewPanel(PAPER, "PDF", place, { enableScripts: true }), paper);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** A link to a page of a PDF is no file to be shown but a place to go to. */
  async #openPage(name: string): Promise<void> {
    const link = pdfWithPage(name);
    if (link) await this.open(paperOfPdf(this.studio, link.pdf), false, true).showPage(link.page);
  }

  #adopt(panel: vscode.WebviewPanel, paper: Paper): PaperPanel {
    const { papers, problems, studio } = this;
    const shown = this.studio.parts.paper().showPaper(panel, paper, { studio, papers, problems });
    this.#panels.set(paper.pdf, shown);
    panel.onDidDispose(() => {
      if (this.#panels.get(paper.pdf) === shown) this.#panels.delete(paper.pdf);
    });
    return shown;
  }
}
