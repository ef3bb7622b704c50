import type { Row, Words } from "../contract/experiments";
import { type CellContext, cellContent, nameContent } from "./cells";
import type { Column } from "./columns";
import { el, fill } from "./dom";
import { gap, type Window } from "./table-window";
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

/** The line of headings, each a button that sorts. */
export function headLine({ columns, view, words }: Shown, { sort }: Pick<TableEvents, "sort">): HTMLElement {
  const heads = columns.map((column, index) => {
    const { key, label, detail, numeric, metric } = column;
    const sorted = view.sort.by === key ? (view.sort.down ? "descending" : "ascending") : "none";
    const way = metric?.direction ? { lower: words.lowerIsBetter, higher: words.higherIsBetter }[metric.direction] : "";
    const arrow = { ascending: "▲", descending: "▼", none: "" }[sorted];
    const title = [label, detail, way].filter(Boolean).join(" · ");
    const button = el(
      "button",
      { type: "button", class: "sorter", title, "data-column": key, onclick: () => sort(column) },
      el(
        "span",
        { class: "label" },
        el("span", { text: label }),
        el("span", { class: "arrow", "aria-hidden": "true", text: arrow }),
      ),
      detail ? el("span", { class: "detail", text: detail }) : undefined,
    );
    const classes = [numeric ? "numeric" : "", index === 0 ? "first" : "", metric?.primary ? "primary" : ""];
    return el("th", { scope: "col", "aria-sort": sorted, class: classes.join(" ").trim() }, button);
  });
  return el("tr", { "aria-rowindex": 1 }, el("td", { class: "choice" }), ...heads, el("td", { class: "menu" }));
}

type LinePlace = { readonly index: number; readonly columns: Window["columns"]; readonly context: CellContext };

/** The line of a run; of its columns those that are in sight. Which line is the tab stop the table says. */
export function runLine(row: Row, place: LinePlace, shown: Shown, events: TableEvents): HTMLTableRowElement {
  const { columns } = shown;
  const { index, context } = place;
  const [from, to] = place.columns;
  const classes = [
    row.isBest ? "best" : "",
    row.state === "invalid" ? "invalid" : "",
    row.isBaseline ? "baseline" : "",
  ];
  const more = moreButton(row, shown, events);
  const name = el("th", { scope: "row", class: "first", "aria-colindex": 2 }, ...nameContent(row, context));
  const cells = columns.slice(from, to).map((column, at) => {
    const attributes = { class: column.numeric ? "numeric" : "", "aria-colindex": from + at + 2 };
    return el("td", attributes, ...cellContent(row, column, context));
  });
  const line = el(
    "tr",
    { class: classes.join(" ").trim(), tabindex: -1, "data-key": row.key, "aria-rowindex": index + 2 },
    el("td", { class: "choice" }, choiceBox(row, shown, events)),
    name,
    ...gap(from - 1),
    ...cells,
    ...gap(columns.length - to),
    el("td", { class: "menu" }, more),
  );
  line.addEventListener("focusin", () => events.current(row.key));
  line.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    events.menu(row, more);
  });
  return line;
}

function choiceBox({ key, name }: Row, { chosen, colors, words }: Shown, events: TableEvents): HTMLElement {
  const box = el("input", {
    type: "checkbox",
    tabindex: -1,
    checked: chosen.has(key),
    "aria-label": fill(words.show, name),
    onchange: (event: Event) => events.choose(key, (event.target as HTMLInputElement).checked),
  });
  const color = colors.get(key);
  if (color) box.style.accentColor = color;
  return box;
}

function moreButton(row: Row, { words }: Shown, { menu }: TableEvents): HTMLElement {
  const more = el("button", {
    type: "button",
    tabindex: -1,
    class: "more",
    "aria-label": fill(words.actions, row.name),
    "aria-haspopup": "menu",
    text: "⋯",
  });
  more.addEventListener("click", () => menu(row, more));
  return more;
}
