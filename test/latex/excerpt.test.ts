import { expect, test } from "vitest";
import { excerptAt } from "../../src/latex/excerpt";

const TEXT = Array.from({ length: 12 }, (_none, index) => `line ${index + 1}`).join("\n");

test("ten lines around the place, the place marked", () => {
  const lines = excerptAt(TEXT, 6).split("\n");
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe("   1 | line 1");
  expect(lines[5]).toBe(">  6 | line 6");
});

test("at the ends of a text, and beyond them, it shows what there is", () => {
  expect(excerptAt(TEXT, 12, 3)).toBe("  10 | line 10\n  11 | line 11\n> 12 | line 12");
  expect(excerptAt(TEXT, 99, 2)).toBe("  11 | line 11\n> 12 | line 12");
  expect(excerptAt("a\r\nb", 1)).toBe("> 1 | a\n  2 | b");
  expect(excerptAt("", 1)).toBe("> 1 | ");
});

test("of a long line its part around the column, of its neighbours the beginning", () => {
  const long = `${"a ".repeat(300)}HERE ${"b ".repeat(300)}`;
  const [before, own] = excerptAt(`${long}\n${long}`, 2, 2, 601).split("\n");
  expect(before).toMatch(/^ {2}1 \| (?:a ){80}…$/);
  expect(own).toMatch(/^> 2 \| …(?:a ){100}HERE (?:b ?)+…$/);
  expect(own!.length).toBeLessThan(410);
});
