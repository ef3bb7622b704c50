import type { TextTable } from "../contract/campaign";
import { el } from "../experiments/dom";

/** A small table to read, with what must be said of it below. */
export function textTable({ head, words, rows, remarks }: TextTable, label: string): HTMLElement {
  const kind = (column: number) => (column < words ? "" : "numeric");
  const heads = head.map((text, column) => el("th", { scope: "col", class: kind(column), text }));
  const lines = rows.map((row) =>
    el(
      "tr",
      {},
      ...row.map((text, column) =>
        column === 0 ? el("th", { scope: "row", text }) : el("td", { class: kind(column), text }),
      ),
    ),
  );
  const table = el("table", { class: "plain", "aria-label": label }, el("thead", {}, el("tr", {}, ...heads)));
  table.append(el("tbody", {}, ...lines));
  return el("div", { class: "wide" }, table, ...remarks.map((text) => el("p", { class: "remark", text })));
}
