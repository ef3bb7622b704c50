import { expect, test } from "vitest";
import { readBroken } from "../bench/read-broken";

test("150 broken papers of others: nothing that the language server does with them throws or takes long", async () => {
  const slowest = await readBroken(150);
  expect([...slowest.keys()]).toContain("claims");
  expect(Math.max(...slowest.values())).toBeLessThan(1000);
});
