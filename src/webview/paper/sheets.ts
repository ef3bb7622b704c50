import { getDocument, type PDFDocumentProxy, type PDFWorker } from "pdfjs-dist";
import { EventBus, PDFFindController, PDFLinkService, PDFViewer, RenderingStates } from "pdfjs-dist/web/pdf_viewer.mjs";
import { el } from "../experiments/dom";
import type { Box, PageText } from "./page-text";
import type { PaperPlace } from "./view-state";

export type SheetsEvents = {
  readonly moved: (place: PaperPlace, scale: number) => void;
  readonly found: (found: Found) => void;
  /** A link of the document was followed, from this place. */
  readonly left: (place: PaperPlace) => void;
  /** A page was drawn, for the first time or anew: what was laid upon it is gone. */
  readonly drawn: (page: number) => void;
};

/** Matches of what is looked for: which one is selected, of how many. `state` is PDF.js's: 0 found, 1 not, 2 wrapped, 3 pending. */
export type Found = { readonly current: number; readonly total: number; readonly state?: number };

/** How long old pages stay while new ones are being drawn, in milliseconds. */
const PATIENCE = 5000;

/** One document with its pages, drawn as they come into sight by PDF.js's own viewer. */
export class Sheets {
  readonly element: HTMLDivElement;
  readonly viewer: PDFViewer;
  readonly #bus = new EventBus();
  readonly #links: PDFLinkService;
  readonly #finding: PDFFindController;
  readonly #closed = new AbortController();
  #place: PaperPlace = { page: 1, left: 0, top: 0 };

  private constructor(
    readonly document: PDFDocumentProxy,
    events: SheetsEvents,
  ) {
    const pages = el("div", { class: "pdfViewer" });
    this.element = el("div", { class: "sheets", tabindex: "0" }, pages);
    const eventBus = this.#bus;
    this.#links = new PDFLinkService({ eventBus, externalLinkTarget: 2, ignoreDestinationZoom: true });
    this.#finding = new PDFFindController({ linkService: this.#links, eventBus });
    this.viewer = new PDFViewer({
      ...{ container: this.element, viewer: pages, eventBus, linkService: this.#links, findController: this.#finding },
      ...{
        l10n: noTranslation as never,
        annotationMode: 1,
        annotationEditorMode: -1,
        removePageBorders: true,
        abortSignal: this.#closed.signal,
      },
      ...{ enableAutoLinking: false, supportsPinchToZoom: false },
    });
    this.#links.setViewer(this.viewer);
    this.#links.setHistory({ pushCurrentPosition: () => events.left(this.#place), push: () => {}, pushPage: () => {} });
    this.#listen(events);
  }

  /** Opens a document beside what is shown: nothing is seen of it before `drawnAt` has resolved. */
  static async open(bytes: Uint8Array<ArrayBuffer>, worker: PDFWorker, events: SheetsEvents): Promise<Sheets> {
    const loading = getDocument({ data: bytes, worker, verbosity: 0 });
    try {
      return new Sheets(await loading.promise, events);
    } catch (error) {
      await loading.destroy();
      throw error;
    }
  }

  get place(): PaperPlace {
    return this.#place;
  }

  get scale(): number {
    return this.viewer.currentScale;
  }

  /** Lays out the pages, goes to a place and resolves when what is in sight there is drawn. The element is in the page already. */
  async drawnAt(place: PaperPlace | undefined, zoom: string): Promise<void> {
    const { viewer } = this;
    const ready = this.#once("pagesinit");
    viewer.setDocument(this.document);
    this.#links.setDocument(this.document);
    // PDF.js gives no event for a first page that is damaged.
    await Promise.race([ready, viewer.pagesPromise]);
    viewer.currentScaleValue = zoom;
    await Promise.race([viewer.pagesPromise, after(PATIENCE)]);
    if (place) this.goTo(place);
    const drawn = async () => {
      while (!this.#isDrawn()) await this.#once("pagerendered");
    };
    await Promise.race([drawn(), after(PATIENCE)]);
  }

  goTo({ page, left, top }: PaperPlace): void {
    const pageNumber = Math.min(Math.max(page, 1), this.viewer.pagesCount);
    const destArray = [null, { name: "XYZ" }, left, top, null];
    this.viewer.scrollPageIntoView({ pageNumber, destArray, allowNegativeOffset: true });
  }

  /** Looks for a text; `again` goes on to the next match, or back to the one before. */
  find(query: string, again: boolean, findPrevious: boolean): void {
    const how = { caseSensitive: false, entireWord: false, matchDiacritics: false, highlightAll: true };
    this.#bus.dispatch("find", { source: this, type: again ? "again" : "", query, findPrevious, ...how });
  }

  stopFinding(): void {
    this.#bus.dispatch("findbarclose", { source: this });
  }

  /** The words of all pages with their places; a page that cannot be read has none. */
  async texts(): Promise<PageText[]> {
    const numbers = Array.from({ length: this.document.numPages }, (_, index) => index + 1);
    return Promise.all(numbers.map((number) => textOf(this.document, number)));
  }

  /** A piece of a page as a picture of its own, as many pixels wide. */
  async picture(page: number, piece: Box, pixels: number): Promise<HTMLCanvasElement> {
    const shown = await this.document.getPage(page);
    const scale = pixels / piece.width;
    const viewport = shown.getViewport({ scale, offsetX: -piece.left * scale, offsetY: -piece.top * scale });
    const canvas = el("canvas", {
      class: "piece",
      width: Math.round(pixels),
      height: Math.round(piece.height * scale),
    });
    await shown.render({ canvas, viewport }).promise;
    return canvas;
  }

  close(): void {
    this.#closed.abort();
    this.viewer.setDocument(null as never);
    this.element.remove();
    void this.document.loadingTask.destroy();
  }

  #isDrawn(): boolean {
    const { views } = this.viewer._getVisiblePages() as { views: readonly { view: { renderingState: number } }[] };
    return views.every(({ view }) => view.renderingState === RenderingStates.FINISHED);
  }

  #listen(events: SheetsEvents): void {
    type Location = { location: { pageNumber: number; left: number; top: number } };
    this.#bus.on("updateviewarea", ({ location: { pageNumber, left, top } }: Location) => {
      this.#place = { page: pageNumber, left, top };
      events.moved(this.#place, this.viewer.currentScale);
    });
    type Counted = { matchesCount: { current: number; total: number }; state?: number };
    const found = ({ matchesCount, state }: Counted) =>
      events.found({ ...matchesCount, ...(state === undefined ? {} : { state }) });
    this.#bus.on("pagerendered", ({ pageNumber }: { pageNumber: number }) => events.drawn(pageNumber));
    this.#bus.on("updatefindmatchescount", found);
    this.#bus.on("updatefindcontrolstate", found);
  }

  #once(event: string): Promise<void> {
    return new Promise((resolve) => this.#bus.on(event, () => resolve(), { once: true }));
  }
}

async function textOf(document: PDFDocumentProxy, number: number): Promise<PageText> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent().catch(() => ({ items: [] }));
  const items = content.items.flatMap((item) => {
    if (!("str" in item) || item.str.trim() === "") return [];
    const [left, bottom] = viewport.convertToViewportPoint(item.transform[4], item.transform[5]);
    return [{ text: item.str, box: { left, top: bottom - item.height, width: item.width, height: item.height } }];
  });
  return { page: number, width: viewport.width, height: viewport.height, items };
}

/** PDF.js's names for things are not spoken: the panel names its pages itself. */
const noTranslation = {
  getLanguage: () => document.documentElement.lang || "en",
  getDirection: () => "ltr",
  get: async () => "",
  translate: async () => {},
  translateOnce: async () => {},
  pause: () => {},
  resume: () => {},
};

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
