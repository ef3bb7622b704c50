import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { entriesIn } from "../../src/latex/bib-entries";
import { put } from "../adapters/workspace/a-repository";
import { LiteratureServer } from "../fakes/literature-server";
import { pdf } from "../fakes/pdf";
import { aiScientist } from "../real/program";
import { aFolder, forgetProjects, tinyProject } from "../real/projects";

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

/** A project whose settings name services, which are all on this machine. */
function searching(sources: readonly string[]): string {
  const project = tinyProject("bandwidth = 0.3\nridge = 1e-3\n");
  const settings = { "literature.sources": sources, "literature.servers": server.servers };
  put(project, { ".ai-scientist/settings.json": JSON.stringify(settings) });
  return project;
}

test("the novelty of an idea is decided by what services have, and an overlap says where it can be read", async () => {
  const project = searching(["semantic-scholar", "crossref"]);
  const [idea] = JSON.parse(readFileSync(join(project, "seed_ideas.json"), "utf8"));
  const check = ["novelty", project, "--idea", idea.Name, "--model", "rehearsal", "--json"];
  // Nothing is there yet: two searches without a hit.
  const none = await aiScientist(check);
  expect(none.code, none.stderr).toBe(0);
  expect(JSON.parse(none.stdout)).toMatchObject([{ verdict: "unknown", papers: [] }]);

  server.shelf.push({ title: `${idea.Title}, Again`, authors: ["Ada Writer"], year: 2019, doi: "10.5555/again" });
  const other = searching(["semantic-scholar", "crossref"]);
  // The first service is busy twice, which loses nothing.
  server.trouble("semantic-scholar", { status: 429 }, { status: 500 });
  const found = await aiScientist(["novelty", other, ...check.slice(2)]);
  expect(found.code, found.stderr).toBe(0);
  expect(JSON.parse(found.stdout)).toMatchObject([
    {
      verdict: "overlaps",
      papers: [{ title: `${idea.Title}, Again`, year: 2019, url: "https://doi.org/10.5555/again" }],
    },
  ]);
  const kept = JSON.parse(readFileSync(join(other, "ideas.json"), "utf8"));
  expect(kept.find(({ Name }: { Name: string }) => Name === idea.Name)).toMatchObject({ novel: false });
});

test("a verdict is overruled with a reason, which is kept beside it, and taken back", async () => {
  const project = searching([]);
  const [idea] = JSON.parse(readFileSync(join(project, "seed_ideas.json"), "utf8"));
  const say = (...words: string[]) => aiScientist(["novelty", project, "--idea", idea.Name, ...words]);
  const kept = () => JSON.parse(readFileSync(join(project, "ideas.json"), "utf8"))[0];
  expect((await say("--overrule", "novel")).stderr).toContain("Say why: --reason");
  const said = await say("--overrule", "novel", "--reason", "I know the field.");
  expect([said.code, said.stderr]).toEqual([
    0,
    `${idea.Name}: novel, as you say: I know the field. (The check said unknown: Nothing was searched.)\n`,
  ]);
  expect(kept()).toMatchObject({
    novel: true,
    novelty: { verdict: "unknown", overruled: { verdict: "novel", reason: "I know the field." } },
  });
  expect((await say("--overrule", "none")).code).toBe(0);
  expect(kept()).not.toHaveProperty("novel");
  expect(kept().novelty).not.toHaveProperty("overruled");
});

describe("ideas are distilled", () => {
  const OPEN = "It remains unclear whether a local bandwidth would behave alike.";

  test("from a PDF, with the words that they go back to; what is no PDF is refused", async () => {
    const project = searching([]);
    put(project, {
      "papers/small.pdf": pdf(["A Study of Bandwidths in Small Samples", `We tried one only. ${OPEN}`]),
      "notes.txt": "x",
    });
    const distil = (...words: string[]) => aiScientist(["ideas", project, "--model", "rehearsal", ...words]);
    const wrong = await distil("--from", join(project, "notes.txt"));
    expect([wrong.code, wrong.stderr]).toEqual([2, "notes.txt is not a PDF. Ideas are distilled from PDFs.\n"]);
    const { code, stdout, stderr } = await distil("--from", join(project, "papers/small.pdf"), "--json");
    expect(code, stderr).toBe(0);
    const [idea] = JSON.parse(stdout);
    expect(idea.sources).toContainEqual(
      expect.objectContaining({
        title: "A Study of Bandwidths in Small Samples",
        file: "papers/small.pdf",
        quote: OPEN,
      }),
    );
    expect(JSON.parse(readFileSync(join(project, "ideas.json"), "utf8"))).toEqual([idea]);
  });

  test("from what a search finds, with where it can be read; not without a source", async () => {
    const none = await aiScientist(["ideas", searching([]), "--search", "local bandwidth", "--model", "rehearsal"]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("literature.sources")]);
    server.shelf.push({
      ...{ title: "Local Bandwidths Revisited", authors: ["Ada Writer"], year: 2021, doi: "10.5555/local" },
      abstract: `We study local bandwidth for kernels on small samples. ${OPEN}`,
    });
    const found = ["ideas", searching(["crossref"]), "--search", "local bandwidth", "--model", "rehearsal", "--json"];
    const { code, stdout, stderr } = await aiScientist(found);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)[0].sources).toContainEqual(
      expect.objectContaining({ link: "https://doi.org/10.5555/local", quote: OPEN }),
    );
  });
});

test("a search prints works to read, or entries for a bibliography; sources that do not answer are named", async () => {
  const project = searching(["openalex", "crossref"]);
  server.shelf.push(
    ...[1, 2].map((n) => ({
      title: `Squirrels & Trees, part ${n}`,
      authors: ["Ada Writer"],
      year: 2020,
      doi: `10.5555/s${n}`,
    })),
  );
  server.trouble("openalex", { status: 403 });
  const { code, stdout, stderr } = await aiScientist(["literature", project, "squirrels", "trees", "--bibtex"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toBe("OpenAlex: it refuses (403), perhaps for a wrong key.\n");
  expect(entriesIn(stdout).map(({ name, type }) => [name, type])).toEqual([
    ["writer2020squirrels", "article"],
    ["writer2020squirrelsb", "article"],
  ]);
  expect(stdout).toContain("title = {Squirrels \\& Trees, part 1},");
  const again = await aiScientist(["literature", project, "squirrels", "trees"]);
  expect(again.stdout).toMatch(
    /^Squirrels & Trees, part 1\n {2}Ada Writer\n {2}2020, cited 1\d times\n {2}https:\/\/doi\.org\/10\.5555\/s1\n/,
  );
});

test("without a source, which there are is said", async () => {
  const { code, stderr } = await aiScientist(["literature", searching([]), "squirrels"]);
  expect(code).toBe(2);
  expect(stderr).toContain("semantic-scholar, openalex, arxiv, crossref");
});
