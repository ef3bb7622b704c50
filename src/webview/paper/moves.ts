import type { Sheets } from "./sheets";
import type { PaperPlace } from "./view-state";

type Events = {
  /** The zoom that is wanted: a number, or how pages are to fit. */
  zoom(value: string): void;
  /** It is had. */
  zoomed(): void;
  /** Whether there is a place to go back to. */
  left(any: boolean): void;
};

/** A step of the zoom. */
const STEP = 1.1;

/** Going about in the pages of a paper: which is shown, how large, and back to where a link was. */
export class Moves {
  #sheets: Sheets | undefined;
  #left: PaperPlace[] = [];

  constructor(private readonly events: Events) {}

  about(sheets: Sheets): void {
    this.#sheets = sheets;
  }

  toPage(page: number): void {
    const viewer = this.#sheets?.viewer;
    if (!viewer || !Number.isInteger(page)) return;
    viewer.currentPageNumber = Math.min(Math.max(page, 1), viewer.pagesCount);
  }

  byPages(pages: number): void {
    this.toPage((this.#sheets?.viewer.currentPageNumber ?? 1) + pages);
  }

  leave(place: PaperPlace): void {
    this.#left = [...this.#left.slice(-50), place];
    this.events.left(true);
  }

  back(): void {
    const place = this.#left.pop();
    if (place) this.#sheets?.goTo(place);
    this.events.left(this.#left.length > 0);
  }

  zoomBy(steps: number, origin?: [number, number]): void {
    const sheets = this.#sheets;
    if (!sheets) return;
    sheets.viewer.updateScale({
      steps: null as never,
      scaleFactor: STEP ** steps,
      drawingDelay: 200,
      ...(origin ? { origin } : {}),
    });
    this.events.zoom(String(sheets.scale));
    this.events.zoomed();
  }

  zoomTo(zoom: string): void {
    this.events.zoom(zoom);
    if (!this.#sheets) return;
    this.#sheets.viewer.currentScaleValue = zoom;
    this.events.zoomed();
  }

  /** By the wheel, where Ctrl is held. */
  wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoomBy(-Math.sign(event.deltaY), [event.clientX, event.clientY]);
  }
}
