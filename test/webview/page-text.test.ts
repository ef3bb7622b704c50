import { expect, test } from "vitest";
import { type PageText, placeOfNote } from "../../src/webview/paper/page-text";

/** A page of lines, each 300 points wide, 12 below each other, its letters equally wide. */
function page(number: number, ...lines: string[]): PageText {
  const items = lines.map((text, index) => ({
    text,
    box: { left: 100, top: 100 + 12 * index, width: 300, height: 10 },
  }));
  return { page: number, width: 500, height: 700, items };
}

const pages = [
  page(1, "We study kernels. Figure 2 shows", "that narrow ones are better."),
  page(2, "The bandwidth is chosen by cross-", "validation on 10 folds of the data.", "Figure 2: Error by bandwidth."),
  page(3, "The bandwidth is chosen by cross-validation on 10 folds of the data."),
];

test("words are found over lines and hyphens, on the page that is named first", () => {
  const quote = "chosen by cross-validation on 10 folds";
  const found = placeOfNote(pages, [quote], undefined)!;
  expect(found.page).toBe(2);
  expect(found.boxes).toHaveLength(2);
  expect(found.boxes[0]).toMatchObject({ top: 100, height: 10 });
  expect(found.boxes[0]!.left).toBeCloseTo(100 + (300 * 17) / 33, 5);
  expect(found.boxes[1]).toMatchObject({ left: 100, top: 112 });
  expect(found.boxes[1]!.width).toBeCloseTo((300 * 22) / 35, 5);
  expect(placeOfNote(pages, [quote], 3)?.page).toBe(3);
});

test("the piece of the page to look at has the lines around, and stays on the page", () => {
  const { piece, boxes } = placeOfNote(pages, ["narrow ones are better"], undefined)!;
  expect(piece.top).toBeLessThan(boxes[0]!.top - 10);
  expect(piece.top + piece.height).toBeGreaterThan(boxes[0]!.top + boxes[0]!.height + 10);
  expect(piece.width).toBeGreaterThanOrEqual(260);
  expect(piece.left).toBeGreaterThanOrEqual(0);
  expect(piece.left + piece.width).toBeLessThanOrEqual(500);
});

test("a figure is at its caption, not where it is spoken of, and above it", () => {
  const { page: where, boxes, piece } = placeOfNote(pages, ["no such words anywhere", "Figure 2"], undefined)!;
  expect([where, boxes[0]!.top]).toEqual([2, 124]);
  expect([piece.top, piece.width]).toEqual([0, 500]);
  expect(placeOfNote([pages[0]!], ["Figure 2"], undefined)?.page).toBe(1);
  expect(placeOfNote([page(1, "Figure 21: Another.")], ["Figure 2"], undefined)).toBeUndefined();
});

test("where nothing is found it is the page that was named, and nowhere without one", () => {
  expect(placeOfNote(pages, ["no such words anywhere"], 2)).toEqual({
    page: 2,
    boxes: [],
    piece: { left: 0, top: 0, width: 500, height: 700 },
  });
  expect(placeOfNote(pages, ["no such words anywhere"], undefined)).toBeUndefined();
  expect(placeOfNote(pages, ["the data"], undefined)).toBeUndefined();
  expect(placeOfNote(pages, [], 7)).toBeUndefined();
});
