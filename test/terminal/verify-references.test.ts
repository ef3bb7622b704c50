import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bibliographyOf } from "../../src/latex/bibliography";
import { citedWorkOf } from "../../src/latex/cited-work";
import { citedName } from "../../src/research/citation-check";
import { LiteratureServer } from "../fakes/literature-server";
import { aiScientist } from "../real/program";

const server = new LiteratureServer();
const folder = mkdtempSync(join(tmpdir(), "a paper of mine "));
beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const settings = () => ({
  AI_SCIENTIST_LITERATURE_SOURCES: '["crossref", "openalex"]',
  AI_SCIENTIST_LITERATURE_SERVERS: JSON.stringify(server.servers),
  XDG_CACHE_HOME: join(folder, "cache"),
});

test("a paper without a project is looked up: what is right, what is wrong, what is nowhere, each in words", async () => {
  server.shelf.push(
    { title: "Squirrels & Trees", authors: ["Ada Writer"], year: 2020, doi: "10.5555/s1", venue: "Woods" },
    { title: "Noise in Diffusion", authors: ["Bo Reader"], year: 2019, doi: "10.5555/n1", venue: "Noise" },
  );
  const paper = join(folder, "paper.tex");
  writeFileSync(paper, "\\documentclass{article}\\begin{document}\\cite{s}\\bibliography{refs}\\end{document}\n");
  writeFileSync(
    join(folder, "refs.bib"),
    `@article{s, title={Squirrels \\& Trees}, author={Writer, A.}, journal={Woods}, year=2020, doi={10.5555/s1}}
@article{n, title={Noise in Diffusion}, author={Reader, B.}, journal={Noise}, year=2021}
@article{x, title={On Nothing at All, Nowhere}, author={Smith, E.}, journal={None}, year=2022}
`,
  );
  const { code, stdout, stderr } = await aiScientist(["literature", "--verify", paper], { env: settings() });
  expect([code, stderr]).toEqual([1, "1 of 3 references verified, 1 differ, 1 found nowhere.\n"]);
  expect(stdout.replace(/\d{4}-\d\d-\d\d/g, "TODAY")).toBe(`s: Squirrels & Trees
  Verified: Crossref, TODAY.
n: Noise in Diffusion
  The record differs (Crossref, TODAY).
  The year is “2019”, not “2021”.
x: On Nothing at All, Nowhere
  Found nowhere. Asked on TODAY: Crossref, OpenAlex.
`);
  // What was found out is told by lint as well, until the entry is changed.
  const linted = await aiScientist(["lint", paper], { env: settings() });
  expect(linted.code).toBe(1);
  expect(linted.stdout).toMatch(
    /refs\.bib:3: error: “x” was found nowhere: no “On Nothing at All, Nowhere” in Crossref, OpenAlex/,
  );
});

test("without a service, or without a paper, what is missing is said", async () => {
  const none = { ...settings(), AI_SCIENTIST_LITERATURE_SOURCES: "[]" };
  const bib = join(folder, "refs.bib");
  const unset = await aiScientist(["literature", "--verify", bib], { env: none });
  expect([unset.code, unset.stderr]).toEqual([2, expect.stringContaining("No service is set that could be asked.")]);
  const absent = await aiScientist(["literature", "--verify", join(folder, "none.bib")], { env: settings() });
  expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining("none.bib cannot be read")]);
  const wordless = await aiScientist(["literature", folder], { env: settings() });
  expect([wordless.code, wordless.stderr]).toEqual([2, expect.stringContaining("Say what to search for")]);
});

test("answers and findings that came with a folder verify nothing: an invented reference is found nowhere all the same", async () => {
  const project = join(folder, "cloned");
  const cache = join(project, ".ai-scientist", "literature");
  mkdirSync(cache, { recursive: true });
  const invented = "On Nothing at All, Nowhere";
  writeFileSync(
    join(project, "refs.bib"),
    `@article{x, title={${invented}}, author={Smith, E.}, journal={None}, year=2022}\n`,
  );
  for (const source of ["crossref", "openalex"]) {
    const question = "on nothing at all nowhere";
    const name = createHash("sha256").update(`${source}\0${question}`).digest("hex").slice(0, 32);
    const works = [{ title: invented, authors: ["E. Smith"], year: 2022, venue: "None" }];
    writeFileSync(join(cache, `${name}.json`), JSON.stringify({ at: Date.now(), source, query: question, works }));
  }
  const cited = citedWorkOf(bibliographyOf("", { "refs.bib": readFileSync(join(project, "refs.bib"), "utf8") })[0]!)!;
  const check = { verdict: "verified", on: new Date().toISOString().slice(0, 10), where: "Crossref", retracted: false };
  writeFileSync(join(cache, "citations.json"), JSON.stringify({ [citedName(cited)]: check }));
  const { code, stdout } = await aiScientist(["literature", "--verify", join(project, "refs.bib")], {
    env: settings(),
  });
  expect([code, stdout]).toEqual([1, expect.stringMatching(/Found nowhere\. Asked on [\d-]+: Crossref, OpenAlex\./)]);
});
