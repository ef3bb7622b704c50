import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../src/latex/rules";

const page = readFileSync(join(__dirname, "../../docs/lint.md"), "utf8");

test("the page has every rule, in the order in which they are asked, with its severity", () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (error|warning|info) \|/gm)].map(([, id, severity]) => ({
    id,
    severity,
  }));
  expect(rows).toEqual(rules.map(({ id, severity }) => ({ id, severity })));
});

test("every rule is a file of its own name with a test of its own", () => {
  const files = readdirSync(join(__dirname, "../../src/latex/rules")).filter((name) => name !== "index.ts");
  const tests = readdirSync(join(__dirname, "rules"));
  expect(files.toSorted()).toEqual(rules.map(({ id }) => `${id}.ts`).toSorted());
  expect(tests.toSorted()).toEqual(rules.map(({ id }) => `${id}.test.ts`).toSorted());
});
