import type { ToPaper } from "../contract/paper";
import { el } from "../experiments/dom";
import type { Sheets } from "./sheets";

/** Scrolls to a place and marks it; the mark fades but stays until another takes its place or something is clicked. */
export function flash(sheets: Sheets, { page, boxes }: Extract<ToPaper, { type: "reveal" }>): void {
  unflash(sheets.element);
  const view = sheets.viewer.getPageView(page - 1);
  const [first] = boxes;
  if (!view || !first) return;
  const { scale } = view.viewport;
  const of = (value: number) => `calc(var(--total-scale-factor) * ${value}px)`;
  for (const { left, top, width, height } of boxes) {
    const mark = el("div", { class: "flash" });
    Object.assign(mark.style, { left: of(left - 2), top: of(top - 2), width: of(width + 4), height: of(height + 4) });
    view.div.append(mark);
  }
  sheets.element.scrollTo({ top: view.div.offsetTop + first.top * scale - sheets.element.clientHeight / 3 });
}

export function unflash(within: Element): void {
  for (const old of within.querySelectorAll(".flash")) old.remove();
}
