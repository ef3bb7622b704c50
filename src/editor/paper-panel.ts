import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import type { PaperAnswer } from "../research/paper-answer";
import type { Review } from "../research/review";
import { ShownPaper, type ToPaper } from "../webview/contract/paper";
import type { Paper } from "./meant-paper";
import { readFromPaper } from "./models/paper/messages";
import type { PaperNotes } from "./models/paper/notes";
import { paperWords } from "./models/paper/words";
import { placeOfRemark } from "./models/place-of-remark";
import { panelPage } from "./panel-page";
import type { PaperProblems } from "./paper-problems";
import type { Papers } from "./papers";
import { pdfState } from "./pdf-state";
import { openWord, SourcePlaces } from "./source-places";
import type { Studio } from "./studio";
import { tellTrouble } from "./tell-trouble";

export type PaperDesk = { readonly studio: Studio; readonly papers: Papers; readonly problems: PaperProblems };
type Asked = Extract<ToPaper, { type: "reveal" | "find" | "note" }>;

/** `dist/paper.js` gives this: fills a panel, new or restored, for as long as it is open. */
export function showPaper(panel: vscode.WebviewPanel, paper: Paper, desk: PaperDesk): PaperPanel {
  return new PaperPanel(panel, paper, desk);
}

/** The paper that a panel showed before the window was reloaded. */
export function paperIn(state: unknown): Paper | undefined {
  const { data } = ShownPaper.safeParse((state as { paper?: unknown } | undefined)?.paper);
  return data && { pdf: data.pdf, source: data.source, ...(data.slug ? { slug: data.slug } : {}) };
}

/** One paper in a panel. The pages, the place and the zoom are the panel's own; here is what the disk and the editor know. */
export class PaperPanel {
  readonly #listening: vscode.Disposable[] = [];
  readonly #places: SourcePlaces;
  #isReady = false;
  #sent = "";
  /** A page that went out of sight may be gone: what comes into sight begins anew. */
  #wasHidden = false;
  #asked: Asked | undefined;
  /** What an answer quotes, once one was given; else the panel shows what the review says. */
  #answer: PaperNotes | undefined;
  #said = "";
  #soon: NodeJS.Timeout | undefined;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly paper: Paper,
    private readonly desk: PaperDesk,
  ) {
    this.#places = new SourcePlaces(paper);
    const { papers, problems } = desk;
    const folder = vscode.Uri.file(dirname(paper.pdf));
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, basename(paper.pdf)));
    const look = () => this.#lookSoon();
    this.#listening.push(
      watcher,
      watcher.onDidChange(look),
      watcher.onDidCreate(look),
      papers.onDidChange((source) => source === paper.source && look()),
      problems.onDidCountClaims(look),
      // Often, while an idea is walked: nothing but what is said of the paper changes by it.
      desk.studio.onDidChange(() => void this.#sendNotes()),
      vscode.workspace.onDidSaveTextDocument(look),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document.isDirty && look()),
      panel.onDidChangeViewState(() => {
        this.#wasHidden ||= !panel.visible;
        look();
      }),
      panel.webview.onDidReceiveMessage((message) => void this.#receive(message)),
    );
    panel.onDidDispose(() => this.#dispose());
    panel.title = `${basename(paper.source).replace(/\.(?:tex|pdf)$/i, "")}.pdf`;
    const root = desk.studio.context.extensionUri;
    const own = ["dist", "media"].map((name) => vscode.Uri.joinPath(root, name));
    panel.webview.options = { enableScripts: true, localResourceRoots: own };
    panel.webview.html = panelPage(panel.webview, root, { panel: "paper", title: panel.title });
  }

  /** Marks where a line of a source stands; throws with a sentence when that is not known. */
  async showLine(file: string, line: number): Promise<void> {
    const place = await this.#places.inPdf(file, line);
    if (!place) throw new Error(vscode.l10n.t("Nothing of this line is in the PDF. Compile the paper to see it."));
    await this.#ask({ type: "reveal", page: place.page, boxes: [...place.boxes] });
  }

  async showPage(page: number): Promise<void> {
    await this.#ask({ type: "find", texts: [], page });
  }

  /** Shows a remark of the review, else looks for the place that it names. */
  async showRemark(text: string): Promise<void> {
    this.#answer = undefined;
    const place = placeOfRemark({ text, places: [] });
    if (this.#notes.notes.some(({ id }) => id === text)) await this.#ask({ type: "note", id: text });
    else if (place) await this.#ask({ type: "find", ...place, texts: [...place.texts] });
  }

  /** Shows what a review of a paper that belongs to no idea says; one of its points at once, where one is meant. */
  async showReview(review: Review, text?: string): Promise<void> {
    this.#answer = this.desk.studio.parts.models().notesOfReview(vscode.l10n, review);
    const wanted = this.#answer.notes.find(({ id }) => id === text) ?? this.#answer.notes[0];
    if (wanted) await this.#ask({ type: "note", id: wanted.id });
  }

  /** Shows where an answer has its words from, the first of them at once. */
  async showAnswer(answer: PaperAnswer): Promise<void> {
    this.#answer = this.desk.studio.parts.models().notesOfAnswer(vscode.l10n, answer);
    const [first] = this.#answer.notes;
    if (first) await this.#ask({ type: "note", id: first.id });
  }

  /** What is asked before the page is there is sent when it is. */
  async #ask(asked: Asked): Promise<void> {
    if (!this.#isReady || this.#wasHidden) this.#asked = asked;
    if (asked.type === "note") await this.#sendNotes();
    await this.#send(asked);
  }

  #dispose(): void {
    this.#isReady = false;
    clearTimeout(this.#soon);
    for (const one of this.#listening.splice(0)) one.dispose();
  }

  #lookSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#look().catch((error) => tellTrouble(this.desk.studio, error));
    }, 100);
  }

  /** Sends what is new: a PDF that is being written is looked at when that is done. */
  async #look(): Promise<void> {
    if (!this.#isReady || !this.panel.visible) return;
    const { papers } = this.desk;
    const { compiling } = papers.standOf(this.paper);
    if (!compiling || this.#sent === "") await this.#sendDocument();
    await this.#sendNotes();
    await this.#send({ type: "state", state: await pdfState(this.paper, papers, this.#places), note: this.#note() });
  }

  async #sendDocument(): Promise<void> {
    const uri = vscode.Uri.file(this.paper.pdf);
    const stat = await vscode.workspace.fs.stat(uri).then(
      (found) => found,
      () => undefined,
    );
    const version = stat ? `${stat.mtime}:${stat.size}` : "none";
    if (version === this.#sent) return;
    this.#sent = version;
    if (!stat) {
      await this.#send({ type: "nothing", text: vscode.l10n.t("There is no PDF yet. “Compile Paper” makes one.") });
      return;
    }
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(uri));
    await this.#send({ type: "document", name: this.panel.title, bytes });
  }

  get #notes(): PaperNotes {
    if (this.#answer) return this.#answer;
    const { board, parts } = this.desk.studio;
    const review = board
      ?.state()
      .begun.find(({ slug }) => slug === this.paper.slug)
      ?.reviews.at(-1);
    return review ? parts.models().notesOfReview(vscode.l10n, review) : { title: "", notes: [] };
  }

  async #sendNotes(): Promise<void> {
    if (!this.#isReady || !this.panel.visible) return;
    const { title, notes } = this.#notes;
    const said = JSON.stringify(notes);
    if (said === this.#said || (this.#said === "" && notes.length === 0)) return;
    this.#said = said;
    await this.#send({ type: "notes", title, notes: [...notes] });
  }

  #note(): string {
    const { studio, problems } = this.desk;
    return studio.parts.models().claimsWords(vscode.l10n, problems.claimsOf(this.paper.source));
  }

  async #send(message: ToPaper): Promise<void> {
    if (this.#isReady) await this.panel.webview.postMessage(message);
  }

  async #receive(raw: unknown): Promise<void> {
    const { studio, papers } = this.desk;
    try {
      const message = readFromPaper(raw);
      if (message?.type === "ready") await this.#begin();
      else if (message?.type === "source") {
        const place = await this.#places.inSource(message);
        if (place) await openWord(place, message);
        else vscode.window.setStatusBarMessage(vscode.l10n.t("The PDF does not say which line this is."), 5000);
      } else if (message?.type === "stop") papers.stop(this.paper);
      else if (message?.type === "compile")
        await vscode.commands.executeCommand("aiScientist.compilePaper", { file: this.paper.source });
      else if (message?.type === "problems") await vscode.commands.executeCommand("aiScientist.showProblems");
    } catch (error) {
      tellTrouble(studio, error);
    }
  }

  async #begin(): Promise<void> {
    this.#isReady = true;
    this.#wasHidden = false;
    await this.#send({ type: "words", words: paperWords(vscode.l10n), paper: this.paper });
    this.#sent = "";
    this.#said = "";
    clearTimeout(this.#soon); // What was to be looked at soon is looked at now.
    this.#soon = undefined;
    await this.#look();
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked) await this.#send(asked);
  }
}
