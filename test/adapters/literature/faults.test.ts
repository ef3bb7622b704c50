import { describe, expect, test } from "vitest";
import type { SourceId } from "../../../src/adapters/literature/source";
import type { Trouble } from "../../fakes/literature-server";
import { aLibrary, ImpatientClock } from "./a-library";

const { signal } = new AbortController();
const here = aLibrary();
const { server } = here;
const SEARCHABLE: SourceId[] = ["semantic-scholar", "openalex", "arxiv", "crossref", "datacite"];
const NAMES = ["Semantic Scholar", "OpenAlex", "arXiv", "Crossref", "DataCite"];
const work = {
  ...{ title: "Noise in Diffusion", authors: ["Ada Writer"], year: 2021, abstract: "About noise." },
  ...{ arxiv: "2101.00001", agency: "DataCite" as const },
};

/** Whatever a service is asked in vain: how often, and what is said of it. */
const FAULTS: [string, Trouble, number, RegExp][] = [
  ["is asked too much, again and again", { status: 429, body: '{"code":"429"}' }, 4, /it is asked too much \(429\)/],
  ["fails", { status: 500, body: "<html>Oops</html>" }, 4, /it answers with an error \(500\)/],
  ["is away", { status: 503, headers: { "retry-after": "5" } }, 4, /it answers with an error \(503\)/],
  ["breaks off", { breaks: true }, 4, /it cannot be reached/],
  ["wants an hour", { status: 429, headers: { "retry-after": "3600" } }, 1, /left alone for 3600 s/],
  ["refuses", { status: 403 }, 1, /it refuses \(403\)/],
  ["does not understand", { status: 400, body: '{"error":"bad field"}' }, 1, /it answers with an error \(400\)/],
  ["sends elsewhere", { status: 302, headers: { location: "https://elsewhere.example/x" } }, 1, /it sends elsewhere/],
  ["sends in a circle", { status: 302, headers: { location: "" } }, 4, /it sends elsewhere/],
  ["answers a page", { body: "<!doctype html><title>Just a moment…</title>" }, 1, /its answer could not be read/],
  ["answers nothing", { body: "" }, 1, /its answer could not be read/],
  ["answers null", { body: "null" }, 1, /its answer could not be read/],
  [
    "answers rows of nulls",
    { body: '{"data":[null,{"title":null}],"results":[null],"message":{"items":[null]}}' },
    1,
    /could not be read/,
  ],
  [
    "is cut off",
    { body: '{"total":3,"data":[{"title":"No', headers: { "content-type": "application/json" } },
    1,
    /could not be read/,
  ],
  [
    "is a feed that is cut off",
    { body: '<?xml version="1.0"?><feed xmlns="x"><title>q</title><entry><title>No' },
    1,
    /could not be read/,
  ],
  ["complains in JSON", { body: '{"message":"Internal error"}' }, 1, /its answer could not be read/],
];

describe.each(SEARCHABLE.map((id, at) => [id, NAMES[at]!] as const))("%s", (id, name) => {
  test.each(FAULTS)(
    "that %s is named beside what the next one found, and nobody waits for ever",
    async (_, trouble, requests, said) => {
      const other = id === "openalex" ? "semantic-scholar" : "openalex";
      server.shelf.push({ ...work, at: [other] });
      server.trouble(id, ...Array.from({ length: 6 }, () => trouble));
      const time = new ImpatientClock();
      const { papers, problem } = await here.open([id, other], { clock: time }).search("noise", signal);
      expect(papers.map(({ title }) => title)).toEqual([work.title]);
      expect(problem).toMatch(new RegExp(`^${name}: .*${said.source}`));
      expect(server.requestsTo(id)).toHaveLength(requests);
      expect(time.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(60_000);
    },
  );

  test("that is well again after a storm has lost nothing", async () => {
    server.shelf.push(work);
    server.trouble(
      id,
      { status: 429 },
      { status: 500 },
      { status: 429, headers: { "retry-after": new Date(Date.parse("2026-03-01T12:00:20Z")).toUTCString() } },
    );
    const time = new ImpatientClock();
    const { papers, problem } = await here.open([id], { clock: time }).search("noise", signal);
    expect([papers.length, problem]).toEqual([1, undefined]);
    // The date that it named is kept to.
    expect(time.time).toBeGreaterThanOrEqual(Date.parse("2026-03-01T12:00:20Z"));
  });

  test("whose content type is wrong is read all the same, and nobody's answer is zero hits but a whole one", async () => {
    server.shelf.push(work);
    expect((await here.open([id]).search("noise", signal)).papers).toHaveLength(1);
    const none = await here.open([id]).search("squirrels", signal);
    expect(none).toEqual({ papers: [] });
  });

  test("is asked in its own pace, by the server's own clock", async () => {
    const { systemClock } = await import("../../../src/adapters/clock");
    const gaps: Record<string, number> = {
      "semantic-scholar": 1100,
      openalex: 200,
      arxiv: 3100,
      crossref: 500,
      datacite: 500,
    };
    const library = here.open([id], { clock: systemClock });
    await Promise.all([library.search("a", signal), library.search("b", signal)]);
    const [first, second] = server.requestsTo(id).map(({ at }) => at);
    expect(second! - first!).toBeGreaterThanOrEqual(gaps[id]!);
  });
});

test("a search that everybody fails makes two dozen requests at most", async () => {
  for (const id of SEARCHABLE) server.trouble(id, ...Array.from({ length: 9 }, () => ({ status: 500 })));
  const { problem } = await here.open([...SEARCHABLE, "doi"]).search("noise", signal);
  expect(server.log.length).toBeLessThanOrEqual(24);
  expect(problem).toContain("DataCite: it answers with an error (500).");
});

test("an idea has a budget of its own, and others go on when it is spent", async () => {
  server.shelf.push(work);
  const library = here.open(["openalex"]);
  const one = library.within(1);
  expect((await one.search("noise", signal)).papers).toHaveLength(1);
  expect(await one.search("diffusion", signal)).toEqual({
    papers: [],
    problem: "OpenAlex: the 1 requests that an idea may make were made.",
  });
  expect((await library.within(1).search("diffusion", signal)).papers).toHaveLength(1);
});
