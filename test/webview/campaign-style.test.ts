import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const style = ["panel", "campaign"].map((name) => readFileSync(`media/webview/${name}.css`, "utf8")).join("\n");
const view = readFileSync("src/webview/campaign/campaign-view.ts", "utf8");

test("what stands in the campaign panel by itself keeps off its edges: every part of it has a rule", () => {
  const parts = [...view.matchAll(/readonly #\w+ = el\("\w+", \{ class: "([\w-]+)"/g)].map(([, name]) => name!);
  expect(parts).toEqual(["bar", "summary", "problems", "empty", "below"]);
  expect(parts.filter((name) => !style.includes(`.${name} {`))).toEqual([]);
});
