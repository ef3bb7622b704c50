import type { FromPaper } from "../contract/paper";
import type { Sheets } from "./sheets";

/** Where on which page was clicked, in PDF points from its upper left corner, and the word that stands there. */
export function placeOfClick(sheets: Sheets, event: MouseEvent): FromPaper | undefined {
  const page = event.target instanceof Element ? event.target.closest<HTMLElement>(".page") : null;
  const number = Number(page?.dataset.pageNumber);
  const view = page && sheets.viewer.getPageView(number - 1);
  if (!page || !view) return undefined;
  const { left, top } = page.getBoundingClientRect();
  const { scale } = view.viewport;
  const x = (event.clientX - left - page.clientLeft) / scale;
  const y = (event.clientY - top - page.clientTop) / scale;
  return { type: "source", page: number, x, y, ...wordAt(event) };
}

const AROUND = 60;

function wordAt({ clientX, clientY }: MouseEvent): { before: string; word: string; after: string } {
  const caret = document.caretPositionFromPoint(clientX, clientY);
  const text = caret?.offsetNode.nodeType === Node.TEXT_NODE ? (caret.offsetNode.textContent ?? "") : "";
  const offset = caret?.offset ?? 0;
  const head = /[\p{L}\p{N}]*$/u.exec(text.slice(0, offset))?.[0] ?? "";
  const tail = /^[\p{L}\p{N}]*/u.exec(text.slice(offset))?.[0] ?? "";
  const start = offset - head.length;
  const end = offset + tail.length;
  return {
    before: text.slice(Math.max(0, start - AROUND), start),
    word: text.slice(start, end).slice(0, 200),
    after: text.slice(end, end + AROUND),
  };
}
