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
