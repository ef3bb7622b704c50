import type { PaperNote, PaperWords, ToPaper } from "../contract/paper";
import { el, fill } from "../experiments/dom";
import { flash } from "./flash";
import { type NotePlace, placeOfNote } from "./page-text";
import type { Sheets } from "./sheets";

type Noted = { readonly note: PaperNote; readonly place: NotePlace | undefined; readonly number: number };
type Said = Extract<ToPaper, { type: "notes" }>;

/** Device pixels of a picture are no more than this, however wide the list is. */
const MOST_PIXELS = 1400;

/**
 * What is said about a paper, beside its pages: each with a picture of the piece of the page that it is about, in the order of the
 * pages, and a mark at the place itself. Pictures are drawn when they come into sight.
 */
export class Notes {
  readonly element = el("aside", { class: "notes", hidden: true });
  readonly #list = el("ol", {});
  readonly #words: PaperWords;
  readonly #changed: () => void;
  readonly #seen: IntersectionObserver;
  #said: Said = { type: "notes", title: "", notes: [] };
  #sheets: Sheets | undefined;
  #noted: readonly Noted[] = [];
  #wanted: string | undefined;
  #turn = 0;

  constructor(words: PaperWords, changed: () => void) {
    this.#words = words;
    this.#changed = changed;
    this.element.append(this.#list);
    this.#seen = new IntersectionObserver((entries) => this.#draw(entries), { root: this.#list, rootMargin: "200px" });
  }

  get title(): string {
    return this.#said.title;
  }

  get count(): number {
    return this.#said.notes.length;
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  toggle(open: boolean): void {
    this.element.hidden = !open || this.count === 0;
    this.#changed();
    void this.#place();
  }

  say(said: Said, open: boolean): void {
    this.#said = said;
    this.element.setAttribute("aria-label", said.title);
    this.toggle(open);
  }

  /** Another document is shown: the same things are said about it, elsewhere. */
  about(sheets: Sheets): void {
    this.#sheets = sheets;
    void this.#place();
  }

  /** One of them and its place come into sight, as soon as the place is known. */
  reveal(id: string): void {
    this.#wanted = id;
    this.toggle(true);
  }

  /** Lays the marks of a page upon it. */
  mark(page: number): void {
    const div = this.#sheets?.viewer.getPageView(page - 1)?.div;
    if (!div) return;
    for (const old of div.querySelectorAll(".mark")) old.remove();
    if (!this.isOpen) return;
    const here = this.#noted.filter(({ place }) => place?.page === page && place.boxes.length > 0);
    for (const [index, noted] of here.entries()) div.append(...this.#marksOf(noted, here.slice(0, index)));
  }

  async #place(): Promise<void> {
    const sheets = this.#sheets;
    const turn = ++this.#turn;
    if (!sheets) return;
    if (this.isOpen) {
      // Pages that are narrower now are drawn anew first.
      const [pages] = await Promise.all([sheets.texts(), frames(2)]);
      if (turn !== this.#turn) return;
      const widthOf = measureInSerif();
      const placed = this.#said.notes.map((note) => ({
        note,
        place: placeOfNote(pages, note.texts, note.page, widthOf),
      }));
      this.#noted = placed.toSorted(inOrder).map((one, index) => ({ ...one, number: index + 1 }));
      this.#seen.disconnect();
      this.#list.replaceChildren(...this.#noted.map((noted) => this.#entry(noted)));
    }
    for (let page = 1; page <= sheets.viewer.pagesCount; page++) this.mark(page);
    const wanted = this.#noted.find(({ note }) => note.id === this.#wanted);
    if (wanted) this.#show(wanted);
  }

  #entry({ note, place, number }: Noted): HTMLElement {
    const where = place ? fill(this.#words.page, place.page) : this.#words.noPlace;
    const open = el(
      "button",
      { type: "button", class: "head" },
      el("span", { class: "badge", text: String(number) }),
      el("span", { class: "kind", text: note.kind }),
      el("span", { class: "where", text: where }),
    );
    const entry = el(
      "li",
      { "data-tone": note.tone, "data-number": number, onclick: () => this.#choose(number) },
      open,
    );
    if (place) {
      const { width, height } = place.piece;
      const picture = el("div", { class: "picture", role: "img", "aria-label": where });
      picture.style.aspectRatio = `${width} / ${height}`;
      entry.append(picture);
      this.#seen.observe(picture);
    }
    entry.append(el("p", { text: note.text }));
    return entry;
  }

  #choose(number: number): void {
    const noted = this.#noted.find((one) => one.number === number);
    if (noted) this.#show(noted);
  }

  #show({ place, number }: Noted): void {
    this.#wanted = undefined;
    for (const entry of this.#list.children)
      entry.toggleAttribute("data-chosen", entry.getAttribute("data-number") === String(number));
    this.#list.querySelector("[data-chosen]")?.scrollIntoView({ block: "nearest" });
    if (!this.#sheets || !place) return;
    if (place.boxes.length > 0) flash(this.#sheets, { type: "reveal", page: place.page, boxes: [...place.boxes] });
    else this.#sheets.viewer.currentPageNumber = place.page;
  }

  /** Its lines, and its number in the margin, beside the numbers that stand there already. */
  #marksOf({ note, place, number }: Noted, before: readonly Noted[]): HTMLElement[] {
    const of = (value: number) => `calc(var(--total-scale-factor) * ${value}px)`;
    const lines = place!.boxes.map(({ left, top, width, height }) => {
      const line = el("div", { class: "mark line", "data-tone": note.tone });
      Object.assign(line.style, { left: of(left - 1), top: of(top - 1), width: of(width + 2), height: of(height + 3) });
      return line;
    });
    const { top } = place!.boxes[0]!;
    const beside = before.filter((other) => Math.abs(other.place!.boxes[0]!.top - top) < 14).length;
    const attributes = { type: "button", class: "mark badge", "data-tone": note.tone, title: note.text };
    const badge = el("button", { ...attributes, text: String(number) });
    badge.addEventListener("click", (event) => {
      event.stopPropagation(); // a click on the pages takes the mark of a place away
      this.#choose(number);
    });
    badge.style.top = of(top - 2);
    badge.style.right = `${6 + 24 * beside}px`;
    return [...lines, badge];
  }

  #draw(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      const number = Number(target.closest("li")?.dataset.number);
      const place = this.#noted.find((one) => one.number === number)?.place;
      if (!isIntersecting || !place || !this.#sheets) continue;
      this.#seen.unobserve(target);
      const pixels = Math.min(target.clientWidth * window.devicePixelRatio, MOST_PIXELS);
      // A picture of a document that was closed meanwhile is not missed.
      this.#sheets.picture(place.page, place.piece, pixels).then(
        (canvas) => target.replaceChildren(canvas, ...linesIn(place)),
        () => undefined,
      );
    }
  }
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** How wide texts are in letters like those of most papers. */
function measureInSerif(): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = "20px serif";
  return (text) => context.measureText(text).width;
}

/** As they stand in the paper; what has no place comes last. */
function inOrder(
  one: { readonly place: NotePlace | undefined },
  other: { readonly place: NotePlace | undefined },
): number {
  const at = ({ place }: typeof one) =>
    place ? place.page * 10_000 + (place.boxes[0]?.top ?? 0) : Number.MAX_SAFE_INTEGER;
  return at(one) - at(other);
}

/** The lines that are meant, marked in the picture of their piece. */
function linesIn({ boxes, piece }: NotePlace): HTMLElement[] {
  const part = (value: number, of: number) => `${(100 * value) / of}%`;
  return boxes.map((box) => {
    const line = el("div", { class: "line" });
    Object.assign(line.style, {
      left: part(box.left - piece.left - 1, piece.width),
      top: part(box.top - piece.top - 1, piece.height),
      width: part(box.width + 2, piece.width),
      height: part(box.height + 3, piece.height),
    });
    return line;
  });
}
