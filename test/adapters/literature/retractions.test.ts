import { expect, test } from "vitest";
import type { SourceId } from "../../../src/adapters/literature/source";
import type { Reference } from "../../../src/research/reference";
import { aLibrary, ImpatientClock } from "./a-library";

const { signal } = new AbortController();
const here = aLibrary();
const { server } = here;

const noise = (title: string, more: object) => ({
  title: `Noise: ${title}`,
  authors: ["Ada Writer"],
  year: 2020,
  ...more,
});
const SHELF = [
  noise("sound", { doi: "10.5555/sound" }),
  noise("wrong", { doi: "10.5555/wrong", retracted: true }),
  noise("preprint", { arxiv: "2101.00001" }),
  noise("withdrawn", { arxiv: "2101.00002", retracted: true }),
  noise("odd", { doi: "10.5555/a,b" }),
  noise("nameless", { at: ["semantic-scholar"] as SourceId[] }),
];

/** What Semantic Scholar found, which tells of no retraction. */
async function found(): Promise<Reference[]> {
  server.shelf.push(...SHELF);
  const { papers } = await here.open(["semantic-scholar"]).search("noise", signal);
  expect(papers.map(({ retracted }) => retracted)).toEqual(SHELF.map(() => undefined));
  return papers;
}

async function told(sources: SourceId[]) {
  const papers = await found();
  server.log.length = 0;
  const { works, problem } = (await here.open(sources).retractions?.(papers, signal)) ?? { works: [] };
  return { said: papers.map(({ title }, at) => [title.slice(7), works[at]?.retracted, works[at]?.where]), problem };
}

test("whether works were retracted is asked of those who tell, many works in one request", async () => {
  const [crossref, arxiv] = ["Crossref, 2026-03-01", "arXiv, 2026-03-01"];
  expect(await told(["semantic-scholar", "crossref", "arxiv"])).toEqual({
    said: [
      ...[
        ["sound", false, crossref],
        ["wrong", true, crossref],
      ],
      ...[
        ["preprint", false, arxiv],
        ["withdrawn", true, arxiv],
      ],
      // Its DOI cannot be asked for among others; the last has no name at all.
      ...[
        ["odd", undefined, undefined],
        ["nameless", undefined, undefined],
      ],
    ],
    problem: undefined,
  });
  expect(server.log.map(({ source }) => source)).toEqual(["crossref", "arxiv"]);
});

test("OpenAlex knows preprints too, and the next is asked only about what is still open", async () => {
  const { said } = await told(["openalex", "arxiv", "crossref"]);
  expect(said.map(([, retracted]) => retracted)).toEqual([false, true, false, true, undefined, undefined]);
  expect(server.log.map(({ source }) => source)).toEqual(["openalex"]);
});

test("a service that does not answer holds nothing against a work, and is named; where nobody tells, nobody is asked", async () => {
  server.trouble("crossref", { status: 403 });
  const { said, problem } = await told(["crossref"]);
  expect(said.map(([, retracted]) => retracted)).toEqual(SHELF.map(() => undefined));
  expect(problem).toBe("Crossref: it refuses (403), perhaps for a wrong key.");
  expect(here.open(["semantic-scholar", "datacite"]).retractions).toBeUndefined();
});

/** So many preprints, of which the last was withdrawn. */
async function preprints(many: number): Promise<Reference[]> {
  const numbers = Array.from({ length: many }, (_, at) => `2102.${String(10_000 + at)}`);
  server.shelf.push(
    ...numbers.map((arxiv, at) => noise(arxiv, { arxiv, ...(at === many - 1 ? { retracted: true } : {}) })),
  );
  return numbers.map((arxiv) => ({ ...PREPRINT, title: `Noise: ${arxiv}`, arxiv }));
}
const PREPRINT = {
  ...{ authors: ["Ada Writer"], venue: "", abstract: "", kind: "misc" as const, year: 2020 },
  ...{ bibtex: "", verified: "" },
};

test("one number that arXiv does not like leaves only itself open: it is asked about halves, in its own pace", async () => {
  const papers = await preprints(40);
  server.refused.add("2102.10013");
  const clock = new ImpatientClock();
  const { works, problem } = await here.open(["arxiv"], { clock }).retractions!(papers, signal);
  expect(works.flatMap((said, at) => (said === null ? [at] : []))).toEqual([13]);
  expect(works.at(-1)?.retracted).toBe(true);
  expect(problem).toBe("arXiv: it says: incorrect id format for 2102.10013, asked about arXiv:2102.10013.");
  // The whole, and two halves on each of six levels.
  const asked = server.requestsTo("arxiv").map(({ query }) => query.get("id_list")!.split(",").length);
  expect(asked).toEqual([40, 20, 20, 10, 10, 5, 5, 2, 3, 1, 2, 1, 1]);
  expect(clock.waits.every((wait) => wait >= 3000)).toBe(true);
  expect(clock.waits).toHaveLength(asked.length - 1);
});

test("an arXiv that makes sense about nothing is left alone after four pieces; one that is busy is not asked for less", async () => {
  const papers = await preprints(40);
  server.trouble("arxiv", ...Array.from({ length: 30 }, () => ({ body: "<html>maintenance</html>" })));
  const { works, problem } = await here.open(["arxiv"]).retractions!(papers, signal);
  expect(works.every((said) => said === null)).toBe(true);
  expect(problem).toBe("arXiv: its answer could not be read.");
  expect(server.requestsTo("arxiv")).toHaveLength(7);
  server.log.length = 0;
  server.clear();
  server.trouble("arxiv", ...Array.from({ length: 30 }, () => ({ status: 503 })));
  expect((await here.open(["arxiv"]).retractions!(papers, signal)).problem).toBe(
    "arXiv: it answers with an error (503).",
  );
  expect(server.requestsTo("arxiv")).toHaveLength(4);
});

test("a service that refuses many numbers is asked no more than one search may ask", async () => {
  const papers = await preprints(40);
  for (const { arxiv } of papers.filter((_, at) => at % 5 === 0)) server.refused.add(arxiv!);
  const { works, problem } = await here.open(["arxiv"]).retractions!(papers, signal);
  expect(server.requestsTo("arxiv")).toHaveLength(24);
  expect(problem).toContain("24 requests were made for this search, which is enough");
  expect(works.filter((said) => said !== null).length).toBeGreaterThan(10);
});
