import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { isOwn, rememberOwn } from "../../../../src/adapters/project/reproduce/own-folders";

const root = mkdtempSync(join(tmpdir(), "own-folders-"));
const memory = join(root, "memory");
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a reproduction that came with a bundle is nobody's; one that was made here is known, where it was made", async () => {
  const [given, made, elsewhere] = ["given/1", "made/1", "elsewhere"].map((name) => join(root, name));
  mkdirSync(given!, { recursive: true });
  await rememberOwn(made!, memory);
  expect(await isOwn(given!, memory)).toBe(false);
  expect(await isOwn(made!, memory)).toBe(true);
  renameSync(made!, elsewhere!);
  expect([await isOwn(elsewhere!, memory), await isOwn(made!, memory)]).toEqual([false, false]);
});
