import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { pixelsOf, pngIn } from "../../src/research/picture";
import { pictureFacts } from "../../src/research/picture-facts";
import { chunk, png } from "../fakes/png";

const able = {
  sha256: (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex"),
  inflate: (bytes: Uint8Array) => inflateSync(bytes),
};

const row = (width: number, colour: readonly number[]) => [0, ...Array.from({ length: width }, () => colour).flat()];
const sheet = (colour: readonly number[]) => Array.from({ length: 100 }, () => row(100, colour));

describe("a PNG file", () => {
  test("gives its pixels back, whatever its rows are stored as", () => {
    const rows = [
      [0, 10, 20, 30, 40, 50, 60],
      [1, 10, 20, 30, 5, 5, 5],
      [2, 1, 1, 1, 1, 1, 1],
      [3, 4, 4, 4, 4, 4, 4],
      [4, 1, 1, 1, 2, 2, 2],
    ];
    const bytes = png(2, rows);
    const pixels = pixelsOf(pngIn(bytes)!, inflateSync(pngIn(bytes)!.data))!;
    expect([...pixels]).toEqual([
      ...[10, 20, 30, 40, 50, 60],
      ...[10, 20, 30, 15, 25, 35],
      ...[11, 21, 31, 16, 26, 36],
      ...[9, 14, 19, 16, 24, 31],
      ...[10, 15, 20, 18, 26, 33],
    ]);
  });

  test("is blank when all of it has one colour, seen or not, and not with one line on it", () => {
    const blank = (bytes: Buffer) => pictureFacts(bytes, able).blank;
    expect(blank(png(100, sheet([255, 255, 255])))).toBe(true);
    expect(blank(png(100, [...sheet([255, 255, 255]), row(100, [250, 252, 255])]))).toBe(true);
    expect(blank(png(100, [...sheet([255, 255, 255]), row(100, [0, 0, 0])]))).toBe(false);
    expect(blank(png(100, [...sheet([255, 255, 255, 255]), row(100, [0, 0, 0, 0])], 6))).toBe(true);
  });

  test("that shows the same as another has the same content, whatever else it says", () => {
    const told = [chunk("tEXt", Buffer.from("Title\0loss"))];
    const [one, other] = [png(100, sheet([1, 2, 3]), 2, told), png(100, sheet([1, 2, 3]))];
    expect(pictureFacts(one, able).content).toBe(pictureFacts(other, able).content);
    expect(pictureFacts(one, able).sha256).not.toBe(pictureFacts(other, able).sha256);
    expect(pictureFacts(Buffer.from("PNG"), able).content).toBe("");
  });

  test("that is torn at any byte is no trouble", () => {
    const bytes = png(100, sheet([255, 255, 255]));
    for (let end = 0; end < bytes.length; end++) expect(pictureFacts(bytes.subarray(0, end), able)).toBeDefined();
    const broken = Buffer.from(bytes);
    broken.fill(7, 60, 70);
    expect(pictureFacts(broken, able).blank).toBe(false);
  });
});
