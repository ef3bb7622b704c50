import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { logPiece, wholeCharacters } from "../../../src/adapters/compute/log-piece";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);

test("a log is read from its beginning and then from where it was left, errors after the rest", async () => {
  put("stdout.log", "epoch 1");
  put("stderr.log", "careful\n");
  const first = await logPiece(folder);
  expect(first).toMatchObject({ text: "epoch 1\ncareful\n", skipped: 0, places: { stdout: 7, stderr: 8 } });
  appendFileSync(join(folder, "stdout.log"), "\nepoch 2\n");
  expect(await logPiece(folder, first!.places)).toMatchObject({
    text: "\nepoch 2\n",
    places: { stdout: 16, stderr: 8 },
  });
});

test("a character that is half written is read when it is whole", async () => {
  const bytes = Buffer.from("größe");
  put("stdout.log", bytes.subarray(0, 3));
  const first = await logPiece(folder);
  expect(first?.text).toBe("gr");
  put("stdout.log", bytes);
  expect((await logPiece(folder, first!.places))?.text).toBe("öße");
});

test("of a huge log the last part is read, and how much was left out is told", async () => {
  put("stdout.log", "ä".repeat(500_000));
  const piece = await logPiece(folder);
  expect(piece!.text).toBe("ä".repeat(200_000));
  expect(piece).toMatchObject({ skipped: 600_000, places: { stdout: 1_000_000, stderr: 0 } });
});

test("a log that became shorter is read from its beginning", async () => {
  put("stdout.log", "new\n");
  expect(await logPiece(folder, { stdout: 900, stderr: 0 })).toMatchObject({ text: "new\n", places: { stdout: 4 } });
});

test("a job of which nothing is kept has no log", async () => {
  expect(await logPiece(join(folder, "gone"))).toBeUndefined();
});

test("the end of the last whole character", () => {
  const ends = (...bytes: number[]) => wholeCharacters(Uint8Array.from(bytes));
  expect(ends()).toBe(0);
  expect(ends(0x61)).toBe(1);
  expect(ends(0x61, 0xc3)).toBe(1);
  expect(ends(0xe2, 0x82)).toBe(0);
  expect(ends(0xe2, 0x82, 0xac)).toBe(3);
  expect(ends(0xf0, 0x9f, 0x98)).toBe(0);
  expect(ends(0xf0, 0x9f, 0x98, 0x80)).toBe(4);
  expect(ends(0xff)).toBe(1);
});
