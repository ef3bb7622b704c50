import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { namedFromSource, parseSynctex, placeInPdf, placeInSource } from "../../src/latex/synctex";

/** What pdfTeX wrote beside a PDF of two pages whose second file is taken in on the first one. */
const places = parseSynctex(readFileSync(join(__dirname, "../fixtures/latex/two-files.synctex"), "utf8"));
const own = (path: string) => path.startsWith("/papers/my paper/") && !path.includes("/.t/");
const inMain = (path: string) => path.endsWith("/main.tex");
const inPart = (path: string) => path.endsWith("/parts/two.tex");

describe("from the source to the PDF", () => {
  test("a line is where its words stand, on both rows that it was broken into", () => {
    const place = placeInPdf(places, inMain, 5)!;
    expect(place.page).toBe(1);
    expect(place.boxes).toHaveLength(2);
    const [first, second] = place.boxes;
    // As `synctex view` says: the rows have their lower edges at 158.5 and 170.5, and begin at 133.8.
    expect(first!.top + first!.height).toBeCloseTo(158.5, 0);
    expect(second!.top + second!.height).toBeCloseTo(170.5, 0);
    expect(second!.left).toBeCloseTo(133.8, 0);
    expect(first!.left).toBeGreaterThan(300);
  });

  test("a heading, a line of another file and the last page are found", () => {
    expect(placeInPdf(places, inMain, 3)!.boxes[0]!.top).toBeLessThan(130);
    const part = placeInPdf(places, inPart, 3)!;
    expect(part.page).toBe(1);
    expect(part.boxes[0]!.top).toBeGreaterThan(180);
    expect(placeInPdf(places, inMain, 15)!.page).toBe(2);
  });

  test("a line that sets nothing is where the next one is, and behind the end the last", () => {
    expect(placeInPdf(places, inMain, 1)).toEqual(placeInPdf(places, inMain, 3));
    expect(placeInPdf(places, inMain, 99)).toEqual(placeInPdf(places, inMain, 16));
    expect(placeInPdf(places, (path) => path.endsWith("other.tex"), 1)).toBeUndefined();
  });
});

describe("from the PDF to the source", () => {
  test.each([
    ["the middle of the first row", 200, 157, "main.tex", 4],
    ["its first word, which TeX counts to the paragraph's end", 140, 157, "main.tex", 4],
    ["its right half", 400, 157, "main.tex", 5],
    ["the second row", 300, 168, "main.tex", 6],
    ["the heading", 150, 133, "main.tex", 3],
    ["left of the heading, in the margin", 60, 133, "main.tex", 3],
    ["a row of the other file", 160, 182, "two.tex", 1],
  ])("%s", (_name, x, y, file, line) => {
    const place = placeInSource(places, own, 1, x, y)!;
    expect([place.path.split("/").at(-1), place.line]).toEqual([file, line]);
  });

  test("there and back is the same line", () => {
    for (const line of [3, 4, 5, 6, 13]) {
      const { page, boxes } = placeInPdf(places, inMain, line)!;
      const { left, top, width, height } = boxes[0]!;
      expect(placeInSource(places, own, page, left + width - 1, top + height / 2)!.line).toBe(line);
    }
  });

  test("a page that is not there has no source", () => {
    expect(placeInSource(places, own, 7, 100, 100)).toBeUndefined();
  });
});

test("files are named from the source, wherever TeX says that it lies", () => {
  const names = [...namedFromSource(places, "main.tex").files.values()];
  expect(names).toContain("main.tex");
  expect(names).toContain("parts/two.tex");
  expect(names.filter((name) => name.startsWith("/"))).toHaveLength(3);
  const files = new Map([
    [1, "C:/Users/x/./Größe/main.tex".normalize("NFD")],
    [2, "C:/Users/x/./Größe/a/b.tex".normalize("NFD")],
    [3, "C:/texlive/x.sty"],
  ]);
  expect([...namedFromSource({ files, rows: [] }, "main.tex").files.values()]).toEqual([
    "main.tex",
    "a/b.tex",
    "C:/texlive/x.sty",
  ]);
});

test("text that is not SyncTeX's is nothing", () => {
  expect(parseSynctex("\u0000\nInput:x\n(\n(1\n)\n)\n)\nx")).toEqual({ files: new Map(), rows: [] });
});

describe("what no TeX wrote", () => {
  const page = (records: string) => parseSynctex(`SyncTeX Version:1\nInput:1:/p/a.tex\nContent:\n${records}`);
  const anywhere = () => true;

  test("lines, pages and lengths that are none are passed over", () => {
    const row = "(1,5:0,100:1000,50,0\n";
    for (const records of [
      `{x\n${row}x1,2:10\n)\n}1`,
      `{-1\n${row}x1,2:10\n)\n}1`,
      `{1\n(1,5:0,much:1000,50,0\nx1,2:10\n)\n}1`,
      `{1\n${row}x1,0:10\nx1,-7:10\nx1,two:10\nx1,2:${"9".repeat(400)}\n)\n}1`,
    ])
      expect(placeInSource(page(records), anywhere, 1, 5, 5)).toBeUndefined();
    expect(placeInSource(page(`{1\n${row}x1,0:1\nx1,2:10\n)\n}1`), anywhere, 1, 5, 5)).toMatchObject({ line: 2 });
  });

  test("a source of more lines than a function takes arguments has its places", () => {
    const rows = Array.from({ length: 130_000 }, (_, index) => `(1,1:0,100:1000,50,0\nx1,${index + 2}:10\n)`);
    const places = page(`{1\n${rows.join("\n")}\n}1`);
    expect(placeInPdf(places, anywhere, 1)).toMatchObject({ page: 1, boxes: [{}] });
    expect(placeInPdf(places, anywhere, 900_000)).toMatchObject({ page: 1, boxes: [{}] });
  });
});
