import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileAnyPaper, paperWith } from "../../src/adapters/project/any-paper";
import { parseSynctex, placeInPdf, placeInSource } from "../../src/latex/synctex";
import { describeProblem } from "../../src/research/problem";

const signal = new AbortController().signal;
let folder: string;
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "places-")), "Größe & 论文");
  await mkdir(join(folder, "parts"), { recursive: true });
});
afterAll(() => rm(join(folder, ".."), { recursive: true, force: true, maxRetries: 10 }));

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const sentence = (word: string) => `The ${word} of this sentence stands on a line of its own in the source.`;

test("a paper that belongs to no idea is found from each of its files, compiled, and its places are those of TeX's own program", async () => {
  const words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
  const head = "\\documentclass{article}\n\\begin{document}\n\\section{First}\n";
  await put("main.tex", `${head}${words.map(sentence).join("\n")}\n\n\\input{parts/second}\n\\end{document}\n`);
  await put(
    "parts/second.tex",
    `\\newpage\n\\section{Second}\n${words.map(sentence).join("\n\n")}\n\\bibliography{refs}\n`,
  );
  await put("refs.bib", "");
  const paper = (await paperWith(join(folder, "parts/second.tex")))!;
  expect(paper.source).toBe(join(folder, "main.tex"));
  expect(await paperWith(join(folder, "refs.bib"))).toEqual(paper);
  expect((await compileAnyPaper(paper.source, {}, signal)).pdf).toBe(paper.pdf);

  const packed = await readFile(paper.pdf.replace(/pdf$/, "synctex.gz"));
  const places = parseSynctex(gunzipSync(packed).toString("utf8"));
  for (const line of [3, 4, 5, 6, 7, 8, 9]) {
    const place = placeInPdf(places, (path) => path.endsWith("/main.tex"), line)!;
    const said = await view(paper.pdf, paper.source, line);
    expect(said.map(({ page }) => page)).toContain(place.page);
    const [box] = place.boxes;
    expect(said.some(({ v }) => Math.abs(v - (box!.top + box!.height)) < 3)).toBe(true);
  }
  for (const line of [3, 5, 7, 13]) {
    const { page, boxes } = placeInPdf(places, (path) => path.endsWith("second.tex"), line)!;
    const { left, top, height } = boxes[0]!;
    expect(placeInSource(places, (path) => path.startsWith(folder), page, left + 20, top + height / 2)!.line).toBe(
      line,
    );
  }
});

test("a file of no paper has none; one that names its root has that", async () => {
  await put("alone.tex", "Just some words.\n");
  expect(await paperWith(join(folder, "alone.tex"))).toBeUndefined();
  await put("alone.tex", "% !TEX root = main.tex\nJust some words.\n");
  expect((await paperWith(join(folder, "alone.tex")))?.source).toBe(join(folder, "main.tex"));
});

test("TeX that never ends is stopped after the seconds that the settings say, and can be stopped before", async () => {
  const endless = "\\documentclass{article}\n\\begin{document}\n\\loop\\iftrue\\repeat\n\\end{document}\n";
  await put("endless.tex", endless);
  const began = Date.now();
  const { pdf, problems } = await compileAnyPaper(join(folder, "endless.tex"), { "paper.timeLimit": 5 }, signal);
  expect(pdf).toBeUndefined();
  expect(problems.map(describeProblem).join()).toContain("LaTeX did not end within 5 s and was stopped.");
  expect(Date.now() - began).toBeLessThan(60_000);
  const stop = new AbortController();
  const stopped = compileAnyPaper(join(folder, "endless.tex"), {}, stop.signal);
  setTimeout(() => stop.abort("stopped"), 1500);
  await expect(stopped).rejects.toBe("stopped");
  const left = async () => {
    const { stdout } = await execa("ps", ["-A", "-o", "args"]);
    return stdout.split("\n").filter((line) => line.includes("endless.tex") && /latex/.test(line));
  };
  await expect.poll(left).toEqual([]);
});

/** What TeX's own program says of a line: pages, and the lower edges of rows in points. */
async function view(pdf: string, source: string, line: number): Promise<{ page: number; v: number }[]> {
  const { stdout } = await execa("synctex", ["view", "-i", `${line}:1:${source}`, "-o", pdf]);
  return stdout
    .split("Output:")
    .slice(1)
    .map((one) => ({
      page: Number(/^Page:(\d+)/m.exec(one)?.[1]),
      v: Number(/^v:([\d.]+)/m.exec(one)?.[1]),
    }));
}
