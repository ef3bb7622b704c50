import { createHash } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { pictureToShow, smallEnough } from "../../../src/adapters/workspace/picture-to-show";
import { pixelsOf, pngIn } from "../../../src/research/picture";
import { png } from "../../fakes/png";

const root = realpathSync(mkdtempSync(join(tmpdir(), "shown-")));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Left half of one colour, right half of another. */
const halves = (width: number, height: number, left: readonly number[], right: readonly number[]) => {
  const row = [0, ...Array.from({ length: width }, (_, x) => (x < width / 2 ? left : right)).flat()];
  return png(
    width,
    Array.from({ length: height }, () => row),
    left.length === 4 ? 6 : 2,
  );
};

test("a picture of ordinary size is shown as it is", () => {
  const bytes = halves(100, 40, [255, 0, 0], [0, 0, 255]);
  expect(smallEnough(bytes)).toBe(bytes);
});

test("a large one is made smaller, on white, and shows the same", () => {
  const shown = pngIn(smallEnough(halves(4096, 60, [255, 0, 0, 255], [0, 0, 255, 0]))!)!;
  expect([shown.width, shown.height]).toEqual([2048, 30]);
  const pixels = pixelsOf(shown, inflateSync(shown.data))!;
  expect([...pixels.slice(0, 3)]).toEqual([255, 0, 0]);
  expect([...pixels.slice(2047 * 3, 2048 * 3)]).toEqual([255, 255, 255]);
});

test("a very long one stays a picture, and broken pixels are not shown", () => {
  const shown = pngIn(smallEnough(halves(9000, 1, [255, 0, 0], [0, 0, 255]))!)!;
  expect([shown.width, shown.height]).toEqual([2048, 1]);
  const broken = Buffer.from(halves(4096, 60, [255, 0, 0], [0, 0, 255]));
  broken.fill(0xff, 41, 60);
  expect(smallEnough(broken)).toBeUndefined();
});

test("only the picture that is meant is shown: not one that was drawn since, nor what is no picture", async () => {
  const bytes = halves(100, 40, [255, 0, 0], [0, 0, 255]);
  writeFileSync(join(root, "kl.png"), bytes);
  const hash = createHash("sha256").update(bytes).digest("hex");
  expect(await pictureToShow(root, "kl.png", hash)).toEqual({
    mediaType: "image/png",
    base64: bytes.toString("base64"),
  });
  expect(await pictureToShow(root, "kl.png", "another")).toBeUndefined();
  expect(await pictureToShow(root, "gone.png", hash)).toBeUndefined();
  expect(smallEnough(Buffer.from("no picture"))).toBeUndefined();
});
