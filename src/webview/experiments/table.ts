import type { Row, Words } from "../contract";
import { type CellContext, cellContent, measuresOf, nameContent } from "./cells";
import type { Column } from "./columns";
import { el, fill } from "./dom";
import type { ViewState } from "./view-state";

export type TableEvents = {
  readonly sort: (column: Column) => void;
  readonly choose: (run: string, chosen: boolean) => void;
  readonly current: (run: string) => void;
  /** The actions of a row were asked for, at this element. */
  readonly menu: (row: Row, at: HTMLElement) => void;
};

export type Shown = {
  readonly words: Words;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly view: ViewState;
  readonly chosen: ReadonlySet<string>;
  readonly colors: ReadonlyMap<string, string>;
};

/** Of one line of the table, in CSS pixels; the style has the same. */
const ROW_HEIGHT = 44;
/** Lines that are there above and below those in sight, and columns beside them. */
const MARGIN = { rows: 2, columns: 1 };
/** Pixels of the columns of boxes and of actions, and what is left free in each of the others; the style has the same. */
const EDGE = 40;
const PADDING = 20;

/** Of the rows and columns, from the first that is in the document to the first that is not. */
type Window = { readonly rows: readonly [number, number]; readonly columns: readonly [number, number] };

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
  /** Of one character, in CSS pixels. */
  #character = 0;

  constructor(events: TableEvents) {
    this.#events = events;
    this.#table = el("table", {}, this.#columns, this.#head, this.#body);
    this.element = el("div", { class: "scroll", onscroll: () => this.#draw(false) }, this.#table);
    this.#body.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#draw(false)).observe(this.element);
  }

  /** Shows other rows, columns or another order. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#context = { words: shown.words, now: Date.now(), measures: measuresOf(shown.rows, shown.columns) };
    this.#character ||= characterWidth(this.element);
    this.#table.setAttribute("aria-label", shown.words.tableName);
    this.#table.setAttribute("aria-rowcount", String(shown.rows.length + 1));
    this.#table.setAttribute("aria-colcount", String(shown.columns.length + 2));
    const widths = [EDGE, ...shown.columns.map((column) => this.#widthOf(column)), EDGE];
    this.#columns.replaceChildren(...widths.map(columnOfWidth));
    this.#table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
    this.#head.replaceChildren(this.#headLine(shown));
    this.#draw(true);
  }

  /** The same rows in the same places, some of them with other content. */
  update(rows: readonly Row[], changed: readonly Row[]): void {
    if (!this.#shown) return;
    this.#shown = { ...this.#shown, rows };
    this.#context = { ...this.#context!, now: Date.now() };
    for (const row of changed) this.#redraw(row);
  }

  /** Time goes on for what runs. */
  tick(): void {
    if (!this.#shown || !this.#context) return;
    this.#context = { ...this.#context, now: Date.now() };
    for (const row of this.#shown.rows) if (row.seconds === undefined && row.since !== undefined) this.#redraw(row);
  }

  focus(): void {
    const { view, rows } = this.#shown ?? {};
    const at = rows?.findIndex(({ key }) => key === view?.current) ?? -1;
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
    if (place === -1) fresh.focus();
    if (place >= 0) fresh.querySelectorAll<HTMLElement>("input, button")[place]?.focus();
  }

  #headLine({ columns, view, words }: Shown): HTMLElement {
    const heads = columns.map((column, index) => {
      const { key, label, detail, numeric, metric } = column;
      const sorted = view.sort.by === key ? (view.sort.down ? "descending" : "ascending") : "none";
      const way = metric?.direction
        ? { lower: words.lowerIsBetter, higher: words.higherIsBetter }[metric.direction]
        : "";
      const arrow = { ascending: "▲", descending: "▼", none: "" }[sorted];
      const title = [label, detail, way].filter(Boolean).join(" · ");
      const button = el(
        "button",
        { type: "button", class: "sorter", title, onclick: () => this.#events.sort(column) },
        el(
          "span",
          { class: "label" },
          el("span", { text: label }),
          el("span", { class: "arrow", "aria-hidden": "true", text: arrow }),
        ),
        detail ? el("span", { class: "detail", text: detail }) : undefined,
      );
      const classes = [numeric ? "numeric" : "", index === 0 ? "first" : "", metric?.primary ? "primary" : ""]
        .join(" ")
        .trim();
      return el("th", { scope: "col", "aria-sort": sorted, class: classes }, button);
    });
    return el("tr", { "aria-rowindex": 1 }, el("td", { class: "choice" }), ...heads, el("td", { class: "menu" }));
  }

  /** Puts the lines in sight into the document, all anew or only those that were not there. */
  #draw(anew: boolean): void {
    const { rows } = this.#shown ?? {};
    if (!rows) return;
    const window = this.#inSight();
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
    if (focused && this.#focusedRun() !== focused) this.#lines.get(focused)?.focus({ preventScroll: true });
  }

  /** The rows and columns that are in sight, with some around them. The first column is always there. */
  #inSight(): Window {
    const { rows, columns } = this.#shown!;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - MARGIN.rows);
    const last = Math.min(rows.length, first + Math.ceil(clientHeight / ROW_HEIGHT) + 2 * MARGIN.rows);
    let [left, from, to] = [EDGE, 1, 1];
    columns.forEach((column, index) => {
      const right = left + this.#widthOf(column);
      if (right < scrollLeft) from = Math.max(1, index + 1);
      if (left <= scrollLeft + clientWidth) to = index + 1;
      left = right;
    });
    from = Math.max(1, from - MARGIN.columns);
    return { rows: [first, last], columns: [from, Math.min(columns.length, Math.max(from, to + MARGIN.columns))] };
  }

  #widthOf({ width }: Column): number {
    return Math.round(width * this.#character) + PADDING;
  }

  #focusedRun(): string | undefined {
    const line = document.activeElement?.closest<HTMLElement>("tr[data-key]");
    return line && this.#body.contains(line) ? line.dataset.key : undefined;
  }

  #line(row: Row, index: number): HTMLTableRowElement {
    const { columns, view, words, chosen, colors } = this.#shown!;
    const context = this.#context!;
    const isCurrent = view.current ? view.current === row.key : index === 0;
    const classes = [
      row.isBest ? "best" : "",
      row.state === "invalid" ? "invalid" : "",
      row.isBaseline ? "baseline" : "",
    ];
    const choice = el("input", {
      type: "checkbox",
      tabindex: -1,
      checked: chosen.has(row.key),
      "aria-label": fill(words.show, row.name),
      onchange: (event: Event) => this.#events.choose(row.key, (event.target as HTMLInputElement).checked),
    });
    const color = colors.get(row.key);
    if (color) choice.style.accentColor = color;
    const more = el("button", {
      type: "button",
      tabindex: -1,
      class: "more",
      "aria-label": fill(words.actions, row.name),
      "aria-haspopup": "menu",
      text: "⋯",
    });
    more.addEventListener("click", () => this.#events.menu(row, more));
    const [from, to] = this.#window.columns;
    const name = el("th", { scope: "row", class: "first", "aria-colindex": 2 }, ...nameContent(row, context));
    const cells = columns.slice(from, to).map((column, place) => {
      const attributes = { class: column.numeric ? "numeric" : "", "aria-colindex": from + place + 2 };
      return el("td", attributes, ...cellContent(row, column, context));
    });
    const attributes = {
      class: classes.join(" ").trim(),
      tabindex: isCurrent ? 0 : -1,
      "data-key": row.key,
      "aria-rowindex": index + 2,
    };
    const line = el(
      "tr",
      attributes,
      el("td", { class: "choice" }, choice),
      name,
      ...gap(from - 1),
      ...cells,
      ...gap(columns.length - to),
      el("td", { class: "menu" }, more),
    );
    line.addEventListener("focusin", () => this.#events.current(row.key));
    line.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.#events.menu(row, more);
    });
    return line;
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
    for (const [key, line] of this.#lines) line.tabIndex = key === row.key ? 0 : -1;
    this.#lines.get(row.key)?.focus({ preventScroll: true });
  }
}

function columnOfWidth(width: number): HTMLElement {
  const column = el("col");
  column.style.width = `${width}px`;
  return column;
}

/** One digit in the table's own font. */
function characterWidth(around: HTMLElement): number {
  const probe = el("span", { class: "probe", text: "0".repeat(50) });
  around.append(probe);
  const width = probe.getBoundingClientRect().width / 50;
  probe.remove();
  return width || 8;
}

/** The room of columns that are not in the document. */
function gap(count: number): HTMLElement[] {
  return count === 0 ? [] : [el("td", { colspan: count, "aria-hidden": "true" })];
}

/** The room of lines that are not in the document. */
function spacer(count: number): HTMLElement[] {
  if (count === 0) return [];
  const line = el("tr", { class: "spacer", "aria-hidden": "true" });
  line.style.height = `${count * ROW_HEIGHT}px`;
  return [line];
}
