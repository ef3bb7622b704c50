import type { Column } from "./columns";
import { el } from "./dom";

/** Of one line of the table, in CSS pixels; the style has the same. */
export const ROW_HEIGHT = 44;
/** Lines that are there above and below those in sight, and columns beside them. */
const MARGIN = { rows: 2, columns: 1 };
/** Pixels of the columns of boxes and of actions, and what is left free in each of the others; the style has the same. */
const EDGE = 40;
const PADDING = 20;

/** Of the rows and columns, from the first that is in the document to the first that is not. */
export type Window = { readonly rows: readonly [number, number]; readonly columns: readonly [number, number] };

/** The rows and columns that are in sight, with some around them. The first column is always there. `character` is the width of one. */
export function windowOf(scroll: HTMLElement, count: number, columns: readonly Column[], character: number): Window {
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = scroll;
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - MARGIN.rows);
  const last = Math.min(count, first + Math.ceil(clientHeight / ROW_HEIGHT) + 2 * MARGIN.rows);
  let [left, from, to] = [EDGE, 1, 1];
  columns.forEach((column, index) => {
    const right = left + widthOf(column, character);
    if (right < scrollLeft) from = Math.max(1, index + 1);
    if (left <= scrollLeft + clientWidth) to = index + 1;
    left = right;
  });
  from = Math.max(1, from - MARGIN.columns);
  return { rows: [first, last], columns: [from, Math.min(columns.length, Math.max(from, to + MARGIN.columns))] };
}

/** Of all columns, those of boxes and of actions too. */
export function widthsOf(columns: readonly Column[], character: number): number[] {
  return [EDGE, ...columns.map((column) => widthOf(column, character)), EDGE];
}

function widthOf({ width }: Column, character: number): number {
  return Math.round(width * character) + PADDING;
}

export function columnOfWidth(width: number): HTMLElement {
  const column = el("col");
  column.style.width = `${width}px`;
  return column;
}

/** One digit in the table's own font. */
export function characterWidth(around: HTMLElement): number {
  const probe = el("span", { class: "probe", text: "0".repeat(50) });
  around.append(probe);
  const width = probe.getBoundingClientRect().width / 50;
  probe.remove();
  return width || 8;
}

/** The room of columns that are not in the document. */
export function gap(count: number): HTMLElement[] {
  return count === 0 ? [] : [el("td", { colspan: count, "aria-hidden": "true" })];
}

/** The room of lines that are not in the document. */
export function spacer(count: number): HTMLElement[] {
  if (count === 0) return [];
  const line = el("tr", { class: "spacer", "aria-hidden": "true" });
  line.style.height = `${count * ROW_HEIGHT}px`;
  return [line];
}
