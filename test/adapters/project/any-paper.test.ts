import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { paperWith } from "../../../src/adapters/project/any-paper";

let folder: string;
const DOCUMENT = "\\documentclass{article}\\begin{document}";
const source = async (file: string) => (await paperWith(join(folder, file)))?.source.slice(folder.length + 1);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "any-paper-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test("a file belongs to the document that takes it in, beside it or above, and a document to itself", async () => {
  write({
    "main.tex": `${DOCUMENT}\\input{parts/one}\\bibliography{refs}`,
    "parts/one.tex": "\\input{parts/two/deep}",
    "parts/two/deep.tex": "Words.",
    "refs.bib": "",
    "stray.tex": "Nobody takes this in.",
  });
  expect(await source("main.tex")).toBe("main.tex");
  expect(await source("parts/one.tex")).toBe("main.tex");
  expect(await source("parts/two/deep.tex")).toBe("main.tex");
  expect(await source("refs.bib")).toBe("main.tex");
  expect(await source("stray.tex")).toBeUndefined();
});

test.each(["../main.tex", "../main", '"../main"'])("a root comment names the document: %s", async (named) => {
  write({ "main.tex": DOCUMENT, "parts/one.tex": `% !TEX root = ${named}\nWords.` });
  expect(await source("parts/one.tex")).toBe("main.tex");
});
