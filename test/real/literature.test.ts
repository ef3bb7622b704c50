import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bibliographyOf, citationsIn } from "../../src/latex/sections";
import { put } from "../adapters/workspace/a-repository";
import { LiteratureServer } from "../fakes/literature-server";
import { aiScientist } from "./program";
import { aFolder, foreignProject, forgetProjects, ideaOf, journalOf } from "./projects";

const server = new LiteratureServer();
beforeAll(() => {
  // What services answer is kept in the user's cache.
  vi.stubEnv("XDG_CACHE_HOME", aFolder());
  return server.start();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.stop();
  forgetProjects();
});

test("a whole paper cites as many works that services have as it should, whatever troubles they have, and no other", async () => {
  const project = foreignProject();
  const sources = ["semantic-scholar", "openalex", "crossref"];
  const settings = { "literature.sources": sources, "literature.servers": server.servers, "paper.minReferences": 26 };
  put(project, { ".ai-scientist/settings.json": JSON.stringify(settings) });
  for (let n = 1; n <= 30; n++)
    server.shelf.push({
      ...{
        title: `Kernel bandwidth and ridge: 100 % of study ${n} & more`,
        authors: ["Ada Writer", `Bo ${n}`],
        year: 2000 + n,
      },
      ...{
        abstract: `We study local kernel bandwidth, part ${n}.`,
        doi: `10.5555/study.${n}`,
        venue: "Journal of Kernels",
      },
    });
  server.shelf.push({
    title: "Kernel bandwidth, withdrawn",
    authors: ["X Y"],
    year: 2011,
    doi: "10.5555/w",
    retracted: true,
  });
  server.trouble(
    "semantic-scholar",
    { status: 429 },
    { breaks: true },
    { status: 403 },
    { status: 403 },
    { status: 403 },
  );
  server.trouble("openalex", { status: 503 }, { body: "<html>" });

  const run = [
    "run",
    project,
    "--idea",
    "local_bandwidth",
    "--model",
    "rehearsal",
    "--accept",
    "auto",
    "--scale",
    "smoke",
  ];
  const { code, stderr } = await aiScientist(run);
  expect(code, stderr).toBe(0);
  const { folder, worktree } = ideaOf(project);
  const source = readFileSync(join(worktree, "latex/template.tex"), "utf8");
  const entries = new Map(bibliographyOf(source).map((entry) => [entry.key, entry]));
  const cited = [...new Set(citationsIn(source))];
  expect(cited.filter((key) => !entries.has(key))).toEqual([]);
  const verified = cited.filter((key) => entries.get(key)?.fields.verified);
  expect([...entries.values()].filter(({ fields }) => fields.verified).length).toBeGreaterThanOrEqual(20);
  // A paper that cites fewer than it should says so.
  expect(source.includes(`This paper cites ${cited.length} works, fewer than the 26`)).toBe(cited.length < 26);
  expect(verified.length).toBeGreaterThanOrEqual(15);
  for (const key of verified) expect(server.shelf.some(({ doi }) => doi === entries.get(key)?.fields.doi)).toBe(true);
  expect(source).not.toContain("withdrawn");
  const told = journalOf(folder).flatMap((event) => (event.type === "noted" ? [event.text] : []));
  expect(told.join("\n")).toContain("Semantic Scholar: it refuses (403)");

  // Looked up once more, each of them is what its entry says; one that nobody wrote is found nowhere.
  const invented = "@article{smith2023, title={On Citations Without Works}, author={Smith, Eve}, year={2023}}\n";
  const paper = join(worktree, "latex/template.tex");
  put(worktree, { "latex/template.tex": source.replace(/^(?=\\end\{filecontents)/m, () => invented) });
  const looked = await aiScientist(["literature", "--verify", paper, "--json"]);
  expect(looked.code, looked.stderr).toBe(1);
  const verdicts = new Map<string, string>(
    JSON.parse(looked.stdout).map((one: { key: string; check?: { verdict: string } }) => [one.key, one.check?.verdict]),
  );
  expect(verified.map((key) => verdicts.get(key))).toEqual(verified.map(() => "verified"));
  expect(verdicts.get("smith2023")).toBe("not-found");
});
