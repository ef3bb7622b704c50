import type { PDFWorker } from "pdfjs-dist";
import type { FromPaper, PaperWords } from "../contract/paper";
import { ToPaper } from "../contract/paper";
import { el, fill } from "../experiments/dom";
import { FindBar } from "./find-bar";
import { flash, unflash } from "./flash";
import { Moves } from "./moves";
import { Notes } from "./notes";
import { PaperBar } from "./paper-bar";
import { keyAction } from "./paper-keys";
import { placeOfClick } from "./place-of-click";
import { type Found, Sheets } from "./sheets";
import { TextsInTurn } from "./texts-in-turn";
import { isThemeDark } from "./theme";
import { type PaperPlace, type PaperState, paperStateOf } from "./view-state";

type Host = { postMessage(message: FromPaper): void; getState(): unknown; setState(state: unknown): void };
type Revealed = Extract<ToPaper, { type: "reveal" | "find" }>;

/**
 * The panel of a paper. A document that takes the place of another is drawn behind it, at the same place and as large, and only
 * then shown: nothing flickers.
 */
export class PaperView {
  readonly #root: HTMLElement;
  readonly #host: Host;
  readonly #worker: Promise<PDFWorker>;
  readonly #stage = el("div", { class: "stage" });
  readonly #message = el("p", { class: "message", role: "status", hidden: true });
  #state: PaperState;
  #words: PaperWords | undefined;
  #bar: PaperBar | undefined;
  #finding: FindBar | undefined;
  #notes: Notes | undefined;
  #sheets: Sheets | undefined;
  #opening: Promise<void> = Promise.resolve();
  #wanted: Revealed | undefined;
  readonly #inTurn = new TextsInTurn(
    (text) => this.#finding?.show(text),
    (page) => page !== undefined && this.#showPageAlone(page),
  );
  readonly #moves = new Moves({
    zoom: (zoom) => this.#keep({ zoom }),
    zoomed: () => this.#sheets && this.#bar?.showZoom(this.#state.zoom, this.#sheets.scale),
    left: (any) => this.#bar?.showBack(any),
  });

  constructor(root: HTMLElement, host: Host, worker: Promise<PDFWorker>) {
    this.#root = root;
    this.#host = host;
    this.#worker = worker;
    this.#state = paperStateOf(host.getState());
    this.#stage.append(this.#message);
    this.#stage.addEventListener("dblclick", (event) => this.#ask(event));
    this.#stage.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey) this.#ask(event);
      else unflash(this.#stage);
    });
    this.#stage.addEventListener("wheel", (event) => this.#moves.wheel(event), { passive: false });
    window.addEventListener("keydown", (event) => this.#key(event));
    new MutationObserver(() => this.#showDark()).observe(document.body, { attributeFilter: ["class"] });
    new ResizeObserver(() => this.#fit()).observe(this.#stage);
  }

  receive(raw: unknown): void {
    const message = ToPaper.safeParse(raw).data;
    if (message?.type === "words") this.#begin(message.words, message.paper);
    else if (message && this.#words) this.#follow(message, this.#words);
  }

  #begin(words: PaperWords, paper: PaperState["paper"]): void {
    this.#words = words;
    this.#keep({ paper });
    this.#bar = new PaperBar(words, {
      page: (page) => this.#moves.toPage(page),
      zoomBy: (steps) => this.#moves.zoomBy(steps),
      zoom: (value) => this.#moves.zoomTo(value),
      find: () => this.#finding?.open(),
      notes: () => this.#notes?.toggle(!this.#notes.isOpen),
      dark: () => this.#toggleDark(),
      back: () => this.#moves.back(),
      compile: () => this.#host.postMessage({ type: "compile" }),
      stop: () => this.#host.postMessage({ type: "stop" }),
      problems: () => this.#host.postMessage({ type: "problems" }),
    });
    this.#finding = new FindBar(words, {
      find: (text, again, backwards) => this.#sheets?.find(text, again, backwards),
      close: () => {
        this.#sheets?.stopFinding();
        this.#sheets?.element.focus();
      },
    });
    this.#notes = new Notes(words, () => this.#showNotes());
    if (this.#sheets) this.#notes.about(this.#sheets);
    const body = el("div", { class: "body" }, this.#stage, this.#notes.element);
    this.#root.replaceChildren(this.#bar.element, this.#bar.notice, this.#finding.element, body);
    if (!this.#sheets) this.#say(words.reading);
    this.#showDark();
  }

  #follow(message: ToPaper, words: PaperWords): void {
    if (message.type === "document") {
      this.#opening = this.#opening.then(() => this.#open(message.bytes, message.name, words));
    } else if (message.type === "nothing") this.#say(message.text);
    else if (message.type === "state") this.#bar?.showState(message);
    else if (message.type === "notes") this.#notes?.say(message, this.#state.notes ?? false);
    else if (message.type === "note") this.#notes?.reveal(message.id);
    else if (message.type === "reveal" || message.type === "find") {
      this.#wanted = message;
      void this.#opening.then(() => this.#reveal());
    }
  }

  async #open(bytes: Uint8Array<ArrayBuffer>, name: string, words: PaperWords): Promise<void> {
    const before = this.#sheets;
    let opened: Sheets | undefined;
    try {
      const sheets = await Sheets.open(bytes, await this.#worker, {
        moved: (place, scale) => this.#moved(sheets, place, scale),
        found: (found) => this.#found(sheets, found),
        left: (place) => this.#moves.leave(place),
        drawn: (page) => this.#sheets === sheets && this.#notes?.mark(page),
      });
      opened = sheets;
      sheets.element.setAttribute("aria-label", name);
      sheets.element.dataset.drawing = "";
      this.#stage.append(sheets.element);
      await sheets.drawnAt(before?.place ?? this.#state.place, this.#state.zoom);
      this.#swap(sheets, words);
    } catch (error) {
      if (opened !== this.#sheets) opened?.close();
      // The old pages stay: what could not be read may be half written, and is sent again when it is whole.
      if (!before) this.#say(fill(words.unreadable, error instanceof Error ? error.message : String(error)));
    }
    this.#root.removeAttribute("aria-busy");
  }

  #swap(sheets: Sheets, words: PaperWords): void {
    const before = this.#sheets;
    const hadFocus = before?.element.contains(document.activeElement) ?? false;
    this.#sheets = sheets;
    this.#moves.about(sheets);
    delete sheets.element.dataset.drawing;
    this.#message.hidden = true;
    before?.close();
    if (hadFocus) sheets.element.focus({ preventScroll: true });
    const { pagesCount } = sheets.viewer;
    for (let index = 0; index < pagesCount; index++)
      sheets.viewer.getPageView(index)?.div.setAttribute("aria-label", fill(words.page, index + 1));
    this.#moved(sheets, sheets.place, sheets.scale);
    this.#notes?.about(sheets);
    this.#reveal();
  }

  /** What was asked for before there was a document is shown when there is one. */
  #reveal(): void {
    const wanted = this.#wanted;
    if (!this.#sheets || !wanted) return;
    this.#wanted = undefined;
    if (wanted.type === "reveal") flash(this.#sheets, wanted);
    else this.#inTurn.begin(wanted);
  }

  #found(sheets: Sheets, found: Found): void {
    if (this.#sheets !== sheets) return;
    this.#finding?.found(found);
    this.#inTurn.found(found.state);
  }

  #moved(sheets: Sheets, place: PaperPlace, scale: number): void {
    if (this.#sheets !== sheets) return;
    this.#bar?.showPage(place.page, sheets.viewer.pagesCount);
    this.#bar?.showZoom(this.#state.zoom, scale);
    this.#keep({ place });
  }

  #showPageAlone(page: number): void {
    this.#finding?.close();
    this.#moves.toPage(page);
  }

  /** Pages that fit the panel fit it again when it is wider or narrower. */
  #fit(): void {
    if (this.#sheets && this.#state.zoom.startsWith("page-")) this.#moves.zoomTo(this.#state.zoom);
  }

  #key(event: KeyboardEvent): void {
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    const work: Record<typeof action, () => void> = {
      find: () => this.#finding?.open(),
      "find-next": () => this.#finding?.again(false),
      "find-previous": () => this.#finding?.again(true),
      "zoom-in": () => this.#moves.zoomBy(1),
      "zoom-out": () => this.#moves.zoomBy(-1),
      "fit-width": () => this.#moves.zoomTo("page-width"),
      "fit-page": () => this.#moves.zoomTo("page-fit"),
      "next-page": () => this.#moves.byPages(1),
      "previous-page": () => this.#moves.byPages(-1),
      back: () => this.#moves.back(),
      dark: () => this.#toggleDark(),
    };
    work[action]();
  }

  #ask(event: MouseEvent): void {
    const asked = this.#sheets && placeOfClick(this.#sheets, event);
    if (!asked) return;
    event.preventDefault();
    this.#host.postMessage(asked);
  }

  get #isDark(): boolean {
    return this.#state.dark ?? isThemeDark();
  }

  #toggleDark(): void {
    const dark = !this.#isDark;
    this.#keep({ dark: dark === isThemeDark() ? undefined : dark });
    this.#showDark();
  }

  #showDark(): void {
    this.#stage.toggleAttribute("data-dark", this.#isDark);
    this.#bar?.showDark(this.#isDark);
  }

  #showNotes(): void {
    if (!this.#notes) return;
    const { title, count, isOpen } = this.#notes;
    this.#bar?.showNotes(title, count, isOpen);
    if (count > 0) this.#keep({ notes: isOpen });
  }

  #say(text: string): void {
    this.#message.textContent = text;
    this.#message.hidden = this.#sheets !== undefined;
  }

  #keep(change: Partial<PaperState>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.setState(this.#state);
  }
}
