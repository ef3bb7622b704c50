import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SeenMemory } from "../../src/language-server/seen-memory";

test("papers that are opened at the same time are all remembered", async () => {
  const folder = await mkdtemp(join(tmpdir(), "seen-"));
  try {
    const memory = new SeenMemory();
    memory.file = join(folder, "kept", "seen.json");
    const seen = (count: number) => ({
      current: { "0": Array.from({ length: count }, (_, at) => ({ dataset: "d", metric: `m${at}`, mean: at })) },
      earlier: {},
    });
    const folders = Array.from({ length: 20 }, (_, at) => `/studies/${at}`);
    await Promise.all(folders.map((one, at) => memory.remember(one, seen(5000 - at))));
    const kept = JSON.parse(await readFile(memory.file, "utf8"));
    expect(Object.keys(kept)).toEqual(folders);
    const again = new SeenMemory();
    again.file = memory.file;
    expect(await again.recall("/studies/19")).toEqual(seen(4981));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
