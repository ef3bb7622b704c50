import type { Experiments, Words } from "../contract/experiments";
import { el, fill } from "./dom";
import { ideaOf, type ViewState } from "./view-state";

export type ToolbarEvents = {
  readonly filter: (text: string) => void;
  readonly idea: (slug: string) => void;
  readonly columns: (at: HTMLElement) => void;
  readonly exporting: (at: HTMLElement) => void;
  /** The arrow that leads from the filter into the table. */
  readonly down: () => void;
};

type Shown = { readonly model: Experiments; readonly words: Words; readonly view: ViewState; readonly shown: number };

/** Above the table: whose runs, which of them, and what to do with the table. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #idea: HTMLSelectElement;
  readonly #heading = el("h1", { class: "heading" });
  readonly #filter: HTMLInputElement;
  readonly #count = el("span", { class: "count", role: "status" });
  readonly #columns: HTMLButtonElement;
  readonly #export: HTMLButtonElement;

  constructor(events: ToolbarEvents) {
    this.#idea = el("select", { class: "idea", onchange: () => events.idea(this.#idea.value) });
    this.#filter = el("input", {
      type: "search",
      class: "filter",
      spellcheck: "false",
      oninput: () => events.filter(this.#filter.value),
    });
    this.#filter.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      events.down();
    });
    const button = (work: (at: HTMLElement) => void) => {
      const made = el("button", { type: "button", class: "quiet-button", "aria-haspopup": "menu" });
      made.addEventListener("click", () => work(made));
      return made;
    };
    this.#columns = button(events.columns);
    this.#export = button(events.exporting);
    const end = el("span", { class: "end" }, this.#columns, this.#export);
    this.element = el("header", { class: "toolbar" }, this.#heading, this.#idea, this.#filter, this.#count, end);
  }

  show({ model, words, view, shown }: Shown): void {
    const idea = ideaOf(model, view) ?? "";
    const options = model.ideas.map(({ slug, title }) =>
      el("option", { value: slug, text: title, selected: slug === idea }),
    );
    const all = el("option", { value: "", text: words.allIdeas, selected: idea === "" });
    const several = model.ideas.length > 1;
    this.#heading.textContent = model.ideas[0]?.title ?? model.title;
    this.#heading.hidden = several;
    this.#idea.hidden = !several;
    this.#idea.replaceChildren(...options, all);
    this.#idea.setAttribute("aria-label", words.idea);
    this.#filter.placeholder = words.filter;
    this.#filter.setAttribute("aria-label", words.filter);
    if (this.#filter.value !== view.filter) this.#filter.value = view.filter;
    const total = model.rows.filter(({ slug }) => idea === "" || slug === idea).length;
    this.#count.textContent = fill(words.runsShown, shown === total ? total : fill(words.of, shown, total));
    this.#columns.textContent = words.columns;
    this.#export.textContent = words.export;
    this.element.toggleAttribute("data-empty", model.rows.length === 0);
  }
}
