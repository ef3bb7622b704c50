import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSubmission } from "../../../src/adapters/project/read-submission";
import { pdf } from "../../fakes/pdf";
import { png } from "../../fakes/png";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "submission-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

const picture = (shade: number) => png(2, [[0, shade, 0, 0, 0, 0, 0]]);

test("a LaTeX paper is read with what it takes in from its own folder, and the pictures that it shows", async () => {
  put({
    "outside/secret.tex": "The key is 42.",
    "outside/private.png": picture(1),
    "idea/loss.png": picture(2),
    "idea/latex/own.png": picture(3),
    "idea/latex/parts/setup.tex": "\\section{Setup} As before.",
    "idea/latex/.env.tex": "TOKEN=1",
    "idea/latex/notes.txt": "Not LaTeX.",
    "idea/latex/paper.tex": String.raw`\documentclass{article}\graphicspath{{../}}
\begin{document}\input{parts/setup}\input{../../outside/secret}\input{linked}\input{notes.txt}
\includegraphics{loss}\includegraphics[width=1cm]{own.png}\includegraphics{own}
\includegraphics{../../outside/private.png}\includegraphics{pictures/private}
\end{document}`,
  });
  symlinkSync(join(folder, "outside/secret.tex"), join(folder, "idea/latex/linked.tex"));
  symlinkSync(join(folder, "outside"), join(folder, "idea/latex/pictures"));
  const read = await readSubmission(join(folder, "idea/latex/paper.tex"), new AbortController().signal);
  expect(read.sources?.map(({ file }) => file)).toEqual(["paper.tex", "parts/setup.tex"]);
  expect(read.text).toContain("\\begin{document}\\section{Setup} As before.\\input{../../outside/secret}");
  expect(read.text).not.toMatch(/The key is 42|TOKEN|Not LaTeX/);
  expect(read.figures.map(({ base64 }) => base64)).toEqual([2, 3].map((shade) => picture(shade).toString("base64")));
  expect([read.results, read.claims]).toEqual(["", []]);
});

test("a PDF among runs is of these runs only when its source is there", async () => {
  const info = (value: number) => JSON.stringify({ circle: { means: { loss: value }, stderrs: { loss: 0.1 } } });
  put({
    "runs/run_0/final_info.json": info(2),
    "runs/run_1/final_info.json": info(1),
    "runs/foreign.pdf": pdf(["Somebody else's."]),
    "runs/own.pdf": pdf(["Ours."]),
    "runs/own.tex": "\\begin{document}Ours.\\end{document}",
  });
  const resultsBeside = async (name: string) =>
    (await readSubmission(join(folder, "runs", name), new AbortController().signal)).results;
  expect(await resultsBeside("foreign.pdf")).toBe("");
  expect(await resultsBeside("own.pdf")).toContain("loss");
});

test("a paper in one file is its text as it stands", async () => {
  put({ "alone/paper.tex": "\\begin{document}One.\\end{document}\n" });
  const read = await readSubmission(join(folder, "alone/paper.tex"), new AbortController().signal);
  expect(read.text).toBe("\\begin{document}One.\\end{document}\n");
});
