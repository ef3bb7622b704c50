import type { Row } from "../contract/experiments";
import { type CellContext, measuresOf } from "./cells";
import { timeText } from "./columns";
import { el } from "./dom";
import { headLine, runLine, type Shown, type TableEvents } from "./table-lines";
import { characterWidth, columnOfWidth, ROW_HEIGHT, spacer, type Window, widthsOf, windowOf } from "./table-window";

/**
 * The table of runs. Only the lines in sight are in the document, so that hundreds of runs with dozens of metrics cost no more
 * than a screenful; what a screen reader needs to know of the rest is said in `aria-rowcount`.
 */
export class RunTable {
  readonly element: HTMLElement;
  readonly #head = el("thead");
  readonly #body = el("tbody");
  readonly #columns = el("colgroup");
  readonly #table: HTMLTableElement;
  readonly #events: TableEvents;
  readonly #lines = new Map<string, HTMLTableRowElement>();
  #shown: Shown | undefined;
  #context: CellContext | undefined;
  #window: Window = { rows: [0, 0], columns: [0, 0] };
  /** The run that had the keyboard last. */
  #current: string | undefined;
  /** Of one character, in CSS pixels. */
  #character = 0;

  constructor(events: TableEvents) {
    const current = (run: string) => {
      this.#current = run;
      this.#setTabStop();
      events.current(run);
    };
    this.#events = { ...events, current };
    this.#table = el("table", {}, this.#columns, this.#head, this.#body);
    this.element = el("div", { class: "scroll", onscroll: () => this.#draw(false) }, this.#table);
    this.#body.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#draw(false)).observe(this.element);
  }

  /** Shows other rows, columns or another order. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#current = shown.view.current;
    this.#context = { words: shown.words, now: Date.now(), measures: measuresOf(shown.rows, shown.columns) };
    this.#character ||= characterWidth(this.element);
    this.#table.setAttribute("aria-label", shown.words.tableName);
    this.#table.setAttribute("aria-rowcount", String(shown.rows.length + 1));
    this.#table.setAttribute("aria-colcount", String(shown.columns.length + 2));
    const widths = widthsOf(shown.columns, this.#character);
    this.#columns.replaceChildren(...widths.map(columnOfWidth));
    this.#table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
    this.#drawHead(shown);
    this.#draw(true);
  }

  /** The same rows in the same places, some of them with other content. */
  update(rows: readonly Row[], changed: readonly Row[]): void {
    if (!this.#shown) return;
    this.#shown = { ...this.#shown, rows };
    this.#context = { ...this.#context!, now: Date.now() };
    for (const row of changed) this.#redraw(row);
  }

  /** Time goes on for what runs. Nothing else of the line is touched: somebody may be in it. */
  tick(): void {
    if (!this.#shown || !this.#context) return;
    const now = Date.now();
    this.#context = { ...this.#context, now };
    for (const row of this.#shown.rows) {
      if (row.seconds !== undefined || row.since === undefined) continue;
      const time = this.#lines.get(row.key)?.querySelector(".time");
      if (time) time.textContent = timeText(row, now)[0];
    }
  }

  focus(): void {
    const { rows } = this.#shown ?? {};
    const at = rows?.findIndex(({ key }) => key === this.#current) ?? -1;
    if (rows?.length) this.#go(Math.max(0, at));
  }

  #redraw(row: Row): void {
    const line = this.#lines.get(row.key);
    if (!line || !this.#shown) return;
    const hadFocus = document.activeElement;
    const place = line.contains(hadFocus) ? [...line.querySelectorAll("input, button")].indexOf(hadFocus!) : -2;
    const fresh = this.#line(row, this.#shown.rows.indexOf(row));
    line.replaceWith(fresh);
    this.#lines.set(row.key, fresh);
    this.#setTabStop();
    if (place === -1) fresh.focus();
    if (place >= 0) fresh.querySelectorAll<HTMLElement>("input, button")[place]?.focus();
  }

  /** A heading that has the keyboard keeps it: who sorts once may want the other way round. */
  #drawHead(shown: Shown): void {
    const focused = document.activeElement?.closest<HTMLElement>(".sorter")?.dataset.column;
    this.#head.replaceChildren(headLine(shown, this.#events));
    if (focused === undefined) return;
    const sorters = [...this.#head.querySelectorAll<HTMLElement>(".sorter")];
    sorters.find(({ dataset }) => dataset.column === focused)?.focus({ preventScroll: true });
  }

  /** Puts the lines in sight into the document, all anew or only those that were not there. */
  #draw(anew: boolean): void {
    const { rows, columns } = this.#shown ?? {};
    if (!rows || !columns) return;
    const window = windowOf(this.element, rows.length, columns, this.#character);
    const sameColumns = String(window.columns) === String(this.#window.columns);
    if (!anew && sameColumns && String(window.rows) === String(this.#window.rows)) return;
    this.#window = window;
    const [first, last] = window.rows;
    const focused = this.#focusedRun();
    const before = anew || !sameColumns ? new Map<string, HTMLTableRowElement>() : new Map(this.#lines);
    this.#lines.clear();
    const lines = rows.slice(first, last).map((row, index) => {
      const line = before.get(row.key) ?? this.#line(row, first + index);
      this.#lines.set(row.key, line);
      return line;
    });
    this.#body.replaceChildren(...spacer(first), ...lines, ...spacer(rows.length - last));
    this.#setTabStop();
    if (focused && this.#focusedRun() !== focused) this.#lines.get(focused)?.focus({ preventScroll: true });
  }

  /** Tab leads to the run that had the keyboard last, or where that is not there to the first that is. */
  #setTabStop(): void {
    const keys = [...this.#lines.keys()];
    const stop = keys.find((key) => key === this.#current) ?? keys[0];
    for (const [key, line] of this.#lines) line.tabIndex = key === stop ? 0 : -1;
  }

  #focusedRun(): string | undefined {
    const line = document.activeElement?.closest<HTMLElement>("tr[data-key]");
    return line && this.#body.contains(line) ? line.dataset.key : undefined;
  }

  #line(row: Row, index: number): HTMLTableRowElement {
    const place = { index, columns: this.#window.columns, context: this.#context! };
    return runLine(row, place, this.#shown!, this.#events);
  }

  /** Arrows go from row to row, Space chooses, Enter opens the actions. */
  #key(event: KeyboardEvent): void {
    const { rows, chosen } = this.#shown ?? {};
    const key = this.#focusedRun();
    const at = rows?.findIndex((row) => row.key === key) ?? -1;
    const row = rows?.[at];
    if (!rows || !row) return;
    const inControl = event.target instanceof HTMLElement && event.target.matches("input, button");
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW_HEIGHT) - 1);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = steps[event.key];
    if (target !== undefined) this.#go(Math.min(rows.length - 1, Math.max(0, target)));
    else if (event.key === " " && !inControl) this.#events.choose(row.key, !chosen?.has(row.key));
    else if (event.key === "Enter" && !inControl) {
      const more = this.#lines.get(row.key)?.querySelector<HTMLElement>(".more");
      if (more) this.#events.menu(row, more);
    } else return;
    event.preventDefault();
  }

  /** Brings a row into sight and gives it the keyboard. */
  #go(index: number): void {
    const row = this.#shown?.rows[index];
    if (!row) return;
    const head = this.#head.offsetHeight;
    const [top, view] = [index * ROW_HEIGHT, this.element.clientHeight - head];
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (top + ROW_HEIGHT > this.element.scrollTop + view) this.element.scrollTop = top + ROW_HEIGHT - view;
    this.#draw(false);
    this.#lines.get(row.key)?.focus({ preventScroll: true });
  }
}
