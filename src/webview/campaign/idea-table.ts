import type { CampaignShown, CampaignWords, Fact, IdeaLine } from "../contract/campaign";
import { el, fill } from "../experiments/dom";
import { orderedLines, SORTERS } from "./order-lines";
import type { ViewState } from "./view-state";

export type TableEvents = {
  readonly sort: (column: string) => void;
  readonly current: (line: string) => void;
  /** The actions of a line were asked for, at this element. */
  readonly menu: (line: IdeaLine, at: HTMLElement) => void;
};

type Shown = {
  readonly campaign: CampaignShown;
  readonly words: CampaignWords;
  readonly view: ViewState;
};

/** Ideas by stages. Lines are drawn anew whenever something changed; the one with the keyboard keeps it. */
export class IdeaTable {
  readonly element = el("div", { class: "scroll" });
  readonly #head = el("thead");
  readonly #body = el("tbody");
  readonly #table: HTMLTableElement;
  #shown: Shown | undefined;

  constructor(private readonly events: TableEvents) {
    this.#table = el("table", { class: "matrix" }, this.#head, this.#body);
    this.element.append(this.#table);
    this.#body.addEventListener("keydown", (event) => this.#move(event));
  }

  show(shown: Shown): void {
    this.#shown = shown;
    const { campaign, view, words } = shown;
    const hadFocus = this.#body.contains(document.activeElement);
    const inHead = (document.activeElement as HTMLElement | null)?.dataset.column;
    const headHadFocus = this.#head.contains(document.activeElement);
    this.#table.setAttribute("aria-label", fill(words.ideasTable, campaign.name));
    this.#head.replaceChildren(this.#headLine(shown));
    const lines = orderedLines(campaign.ideas, view.sort);
    const current = lines.some(({ key }) => key === view.current) ? view.current : lines[0]?.key;
    this.#body.replaceChildren(...lines.map((line) => this.#line(line, shown, line.key === current)));
    if (hadFocus) this.#lineAt(current)?.focus();
    if (headHadFocus) this.#head.querySelector<HTMLElement>(`[data-column="${inHead}"]`)?.focus();
  }

  /** Brings a line into sight and gives it the keyboard. */
  reveal(key: string): void {
    const line = this.#lineAt(key);
    line?.scrollIntoView({ block: "nearest" });
    line?.focus();
  }

  #lineAt(key: string | undefined): HTMLElement | undefined {
    return [...this.#body.querySelectorAll<HTMLElement>("tr")].find(({ dataset }) => dataset.key === key);
  }

  #headLine({ campaign, words, view }: Shown): HTMLElement {
    const heads = [
      this.#sorter("idea", words.idea, view, "first"),
      this.#sorter("state", words.state, view, ""),
      ...campaign.stages.map((stage) => el("th", { scope: "col", class: "stage", text: stage })),
      ...(["score", "cost", "time", "gpu", "novel"] as const).map((column) =>
        this.#sorter(column, words[column], view, column === "novel" ? "" : "numeric"),
      ),
      el("th", { scope: "col", text: words.slot }),
    ];
    return el("tr", {}, ...heads, el("td", { class: "menu" }));
  }

  #sorter(column: string, label: string, { sort }: ViewState, kind: string): HTMLElement {
    const sorted = sort.by !== column ? "none" : sort.down ? "descending" : "ascending";
    const arrow = { ascending: " ▲", descending: " ▼", none: "" }[sorted];
    const button = el(
      "button",
      { type: "button", "data-column": column, onclick: () => this.events.sort(column) },
      label,
      el("span", { class: "arrow", "aria-hidden": "true", text: arrow }),
    );
    return el("th", { scope: "col", class: kind, "aria-sort": column in SORTERS ? sorted : undefined }, button);
  }

  #line(line: IdeaLine, { words }: Shown, isCurrent: boolean): HTMLElement {
    const more = el("button", {
      ...{ type: "button", class: "more", tabindex: -1, text: "⋯" },
      ...{ "aria-label": fill(words.actionsOf, line.title), "aria-haspopup": "menu" },
    });
    more.addEventListener("click", () => this.events.menu(line, more));
    const name = el("button", { type: "button", class: "name", tabindex: -1, title: line.title, text: line.title });
    name.addEventListener("click", () => this.events.menu(line, name));
    const row = el(
      "tr",
      { tabindex: isCurrent ? 0 : -1, "data-key": line.key, class: line.state },
      el("th", { scope: "row", class: "first" }, name),
      stateCell(line),
      ...line.stages.map(({ mark, title }) =>
        el("td", { class: "stage" }, el("span", { class: `mark ${mark}`, title, role: "img", "aria-label": title })),
      ),
      ...[line.score, line.cost, line.time, line.gpu].map((one) => fact(one, "numeric")),
      fact(line.novel, ""),
      el("td", { class: "slot", text: line.slot }),
      el("td", { class: "menu" }, more),
    );
    row.addEventListener("focusin", () => this.events.current(line.key));
    row.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.events.menu(line, more);
    });
    return row;
  }

  #move(event: KeyboardEvent): void {
    const rows = [...this.#body.querySelectorAll<HTMLElement>("tr")];
    const row = (event.target as HTMLElement).closest("tr");
    const at = row ? rows.indexOf(row) : -1;
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const target = steps[event.key];
    if (target !== undefined) this.#focus(rows[Math.max(0, Math.min(rows.length - 1, target))]);
    else if (event.key === "Enter" && event.target === row) this.#openMenu(row);
    else return;
    event.preventDefault();
  }

  #focus(row: HTMLElement | undefined): void {
    for (const one of this.#body.querySelectorAll<HTMLElement>("tr")) one.tabIndex = one === row ? 0 : -1;
    row?.focus();
  }

  #openMenu(row: HTMLElement | null): void {
    const line = this.#shown?.campaign.ideas.find(({ key }) => key === row?.dataset.key);
    if (line && row) this.events.menu(line, row.querySelector<HTMLElement>(".more") ?? row);
  }
}

function stateCell({ state, stateText, reason }: IdeaLine): HTMLElement {
  const words = el("span", { class: "words" }, el("span", { text: stateText }));
  if (reason) words.append(el("span", { class: "reason", text: reason }));
  return el("td", { class: `state ${state}`, title: reason }, el("i"), words);
}

function fact({ text, title }: Fact, kind: string): HTMLElement {
  return el("td", { class: kind, title, text });
}
