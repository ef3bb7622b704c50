import type { Words } from "../contract/experiments";
import { el } from "./dom";
import type { ViewState } from "./view-state";

type Tab = ViewState["tab"];
const TABS: readonly Tab[] = ["curves", "parameters", "pictures", "compare"];

/** What is shown below the table: one tab stop, arrows go from tab to tab. */
export class Tabs {
  readonly element: HTMLElement;
  readonly #buttons: ReadonlyMap<Tab, HTMLButtonElement>;
  readonly #logarithmic: HTMLInputElement;
  readonly #logText = el("span");
  readonly #logLabel: HTMLElement;

  constructor(choose: (tab: Tab) => void, logarithmic: (on: boolean) => void) {
    const button = (tab: Tab) =>
      el("button", {
        type: "button",
        role: "tab",
        id: `tab-${tab}`,
        "aria-controls": "below",
        onclick: () => choose(tab),
      });
    this.#buttons = new Map(TABS.map((tab) => [tab, button(tab)]));
    this.#logarithmic = el("input", { type: "checkbox", onchange: () => logarithmic(this.#logarithmic.checked) });
    this.#logLabel = el("label", { class: "log" }, this.#logarithmic, this.#logText);
    const list = el("div", { class: "tablist", role: "tablist" }, ...this.#buttons.values());
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key as "ArrowRight" | "ArrowLeft"];
      const at = TABS.findIndex((tab) => this.#buttons.get(tab) === event.target);
      if (!step || at < 0) return;
      const tab = TABS[(at + step + TABS.length) % TABS.length]!;
      choose(tab);
      this.#buttons.get(tab)?.focus();
    });
    this.element = el("nav", { class: "tabs" }, list, this.#logLabel);
  }

  show(words: Words, { tab, logarithmic }: ViewState): void {
    for (const [one, button] of this.#buttons) {
      button.textContent = words[one];
      button.setAttribute("aria-selected", String(one === tab));
      button.tabIndex = one === tab ? 0 : -1;
    }
    this.#logText.textContent = words.logScale;
    this.#logarithmic.checked = logarithmic;
    this.#logLabel.hidden = tab !== "curves";
  }
}
