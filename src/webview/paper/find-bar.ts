import type { PaperWords } from "../contract/paper";
import { el, fill } from "../experiments/dom";
import type { Found } from "./sheets";

export type FindEvents = {
  readonly find: (text: string, again: boolean, backwards: boolean) => void;
  readonly close: () => void;
};

/** Looking for a text: as it is typed, on with Enter, back with Shift and Enter, away with Escape. */
export class FindBar {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #count = el("span", { class: "count", role: "status" });
  readonly #words: PaperWords;
  readonly #events: FindEvents;

  constructor(words: PaperWords, events: FindEvents) {
    this.#words = words;
    this.#events = events;
    const label = { placeholder: words.findInPaper, "aria-label": words.findInPaper };
    this.#input = el("input", { type: "search", spellcheck: "false", ...label });
    this.#input.addEventListener("input", () => events.find(this.text, false, false));
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    const button = (text: string, name: string, work: () => void) =>
      el("button", { type: "button", class: "icon", text, title: name, "aria-label": name, onclick: work });
    this.element = el(
      "div",
      { class: "find", role: "search", hidden: true },
      this.#input,
      this.#count,
      button("↑", words.previousMatch, () => this.again(true)),
      button("↓", words.nextMatch, () => this.again(false)),
      button("×", words.closeFind, () => this.close()),
    );
  }

  get text(): string {
    return this.#input.value.trim();
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
    this.#input.focus();
    this.#input.select();
  }

  /** Looks for a text that somebody else asks for, without taking the keyboard. */
  show(text: string): void {
    this.element.hidden = false;
    this.#input.value = text;
    this.#events.find(this.text, false, false);
  }

  again(backwards: boolean): void {
    if (this.text !== "") this.#events.find(this.text, true, backwards);
  }

  close(): void {
    this.element.hidden = true;
    this.#count.textContent = "";
    this.#events.close();
  }

  /** While it is being looked, the last count stays. */
  found({ current, total, state }: Found): void {
    if (state === 3 || !this.isOpen) return;
    const none = state === 1 || (total === 0 && this.text !== "");
    this.#count.textContent = none ? this.#words.noMatch : total > 0 ? fill(this.#words.matches, current, total) : "";
    this.element.toggleAttribute("data-none", none);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Enter") this.again(event.shiftKey);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
