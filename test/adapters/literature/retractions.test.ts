import { expect, test } from "vitest";
import type { SourceId } from "../../../src/adapters/literature/source";
import type { Reference } from "../../../src/research/reference";
import { aLibrary } from "./a-library";

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
