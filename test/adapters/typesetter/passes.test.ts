import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jobFor } from "../../../src/adapters/typesetter/job";
import { typesetWith } from "../../../src/adapters/typesetter/passes";

/** Writes half a PDF, says so, and does not end; with `quick` it ends. */
const LATEX = `#!/bin/sh
echo half > .typeset/paper.pdf
[ -e quick ] || exec sleep 60
`;

const searched = process.env.PATH;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "passes-"));
  await mkdir(join(folder, "bin"));
  await mkdir(join(folder, ".typeset"));
  await writeFile(join(folder, "bin/pdflatex"), LATEX);
  await chmod(join(folder, "bin/pdflatex"), 0o755);
  await writeFile(join(folder, "paper.tex"), "\\documentclass{article}");
  process.env.PATH = `${join(folder, "bin")}${delimiter}${searched}`;
});
afterEach(async () => {
  process.env.PATH = searched;
  await rm(folder, { recursive: true, force: true });
});

const pdf = () => join(folder, ".typeset/paper.pdf");
const typeset = async (seconds: number) => {
  const job = (await jobFor("paper.tex", folder, ".typeset"))!;
  return typesetWith("pdflatex", job, seconds, new AbortController().signal);
};

test.skipIf(process.platform === "win32")(
  "a run that is cut off leaves the PDF that was there, as old as it was, or none",
  async () => {
    const before = new Date("2026-01-02T03:04:05.678Z");
    await writeFile(pdf(), "whole");
    await utimes(pdf(), before, before);
    expect(await typeset(1)).toEqual({ type: "timed-out" });
    expect(await readFile(pdf(), "utf8")).toBe("whole");
    expect((await stat(pdf())).mtime).toEqual(before);
    await rm(pdf());
    expect(await typeset(1)).toEqual({ type: "timed-out" });
    expect(await readdir(join(folder, ".typeset"))).toEqual([]);
  },
);

test.skipIf(process.platform === "win32")("a run that ends leaves what it made and nothing beside it", async () => {
  await writeFile(pdf(), "whole");
  await writeFile(join(folder, "quick"), "");
  expect(await typeset(10)).toEqual({ type: "ended", exitCode: 0 });
  expect(await readdir(join(folder, ".typeset"))).toEqual(["paper.pdf"]);
  expect(await readFile(pdf(), "utf8")).toBe("half\n");
});
