import type { PaperWords, ToPaper } from "../contract/paper";
import { el, fill } from "../experiments/dom";

export type BarEvents = {
  readonly page: (page: number) => void;
  readonly zoomBy: (steps: number) => void;
  readonly zoom: (value: string) => void;
  readonly find: () => void;
  readonly notes: () => void;
  readonly dark: () => void;
  readonly back: () => void;
  readonly compile: () => void;
  readonly stop: () => void;
  readonly problems: () => void;
};

type State = Extract<ToPaper, { type: "state" }>;

const PERCENTS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

/** Above the pages: which page, how large, how it stands with the source, and looking for a text. */
export class PaperBar {
  readonly element: HTMLElement;
  readonly #words: PaperWords;
  readonly #events: BarEvents;
  readonly #page: HTMLInputElement;
  readonly #count = el("span", { class: "pages" });
  readonly #zoom: HTMLSelectElement;
  readonly #shown: HTMLOptionElement;
  readonly #dark: HTMLButtonElement;
  readonly #back: HTMLButtonElement;
  readonly #note = el("span", { class: "note" });
  readonly #notes: HTMLButtonElement;
  /** How the pages stand with the source: a strip below the bar, and nothing while they are the same. */
  readonly notice = el("div", { class: "notice", role: "status", hidden: true });
  #said = "";

  constructor(words: PaperWords, events: BarEvents) {
    this.#words = words;
    this.#events = events;
    const icon = (text: string, name: string, work: () => void) =>
      el("button", { type: "button", class: "icon", text, title: name, "aria-label": name, onclick: work });
    const named = { "aria-label": words.pageNumber, title: words.pageNumber };
    this.#page = el("input", { class: "page-number", inputmode: "numeric", value: "1", ...named });
    this.#page.addEventListener("change", () => events.page(Number(this.#page.value)));
    this.#page.addEventListener("focus", () => this.#page.select());
    this.#shown = el("option", { hidden: true });
    this.#zoom = el("select", {
      class: "zoom",
      "aria-label": words.zoom,
      onchange: () => events.zoom(this.#zoom.value),
    });
    this.#zoom.append(
      this.#shown,
      el("option", { value: "page-width", text: words.fitWidth }),
      el("option", { value: "page-fit", text: words.fitPage }),
      ...PERCENTS.map((scale) => el("option", { value: String(scale), text: percent(scale) })),
    );
    this.#back = icon("↩", words.back, events.back);
    this.#back.hidden = true;
    const dark = { "aria-label": words.darkPages, title: words.darkPages, onclick: events.dark };
    this.#dark = el("button", { type: "button", class: "quiet dark", ...dark }, el("span", { text: words.darkPages }));
    this.#notes = el("button", { type: "button", class: "quiet", hidden: true, onclick: events.notes });
    this.element = el(
      "header",
      { class: "bar" },
      icon("‹", words.previousPage, () => events.page(this.#number - 1)),
      this.#page,
      this.#count,
      icon("›", words.nextPage, () => events.page(this.#number + 1)),
      this.#back,
      el(
        "span",
        { class: "zooming" },
        icon("−", words.zoomOut, () => events.zoomBy(-1)),
        this.#zoom,
        icon("+", words.zoomIn, () => events.zoomBy(1)),
      ),
      el("span", { class: "end" }, this.#note, this.#dark),
      this.#notes,
      el("button", { type: "button", class: "quiet", text: words.find, onclick: events.find }),
    );
  }

  get #number(): number {
    return Number(this.#page.value) || 1;
  }

  showPage(page: number, of: number): void {
    if (document.activeElement !== this.#page) this.#page.value = String(page);
    this.#count.textContent = fill(this.#words.ofPages, of);
  }

  showZoom(value: string, scale: number): void {
    this.#shown.textContent = percent(scale);
    this.#shown.value = value;
    const listed = [...this.#zoom.options].slice(1).find((option) => option.value === value);
    (listed ?? this.#shown).selected = true;
  }

  showDark(dark: boolean): void {
    this.#dark.setAttribute("aria-pressed", String(dark));
  }

  /** How many things are said about the paper, and whether they are shown. */
  showNotes(title: string, count: number, open: boolean): void {
    this.#notes.hidden = count === 0;
    this.#notes.textContent = `${title} ${count}`;
    this.#notes.setAttribute("aria-pressed", String(open));
  }

  showBack(possible: boolean): void {
    this.#back.hidden = !possible;
  }

  showState({ state, note }: State): void {
    const { waiting, compiling, stop, outOfDate, compile, failed, showProblems } = this.#words;
    const said: Record<State["state"], readonly [string, string?, (() => void)?]> = {
      current: [""],
      waiting: [waiting, stop, this.#events.stop],
      compiling: [compiling, stop, this.#events.stop],
      "out-of-date": [outOfDate, compile, this.#events.compile],
      failed: [failed, showProblems, this.#events.problems],
    };
    const [text, verb, work] = said[state];
    this.#note.textContent = note;
    if (state === this.#said) return;
    this.#said = state;
    this.notice.hidden = text === "";
    this.notice.dataset.state = state;
    this.notice.replaceChildren(el("span", { text }));
    if (verb && work) this.notice.append(el("button", { type: "button", class: "link", text: verb, onclick: work }));
  }
}

function percent(scale: number): string {
  return `${Math.round(scale * 100)} %`;
}
