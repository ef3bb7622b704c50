import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LiteratureOptions, openLiterature } from "../../../src/adapters/literature/open-literature";
import type { SourceId } from "../../../src/adapters/literature/source";
import type { Clock } from "../../../src/engine/ports/clock";
import { LiteratureServer } from "../../fakes/literature-server";

const { signal } = new AbortController();
const server = new LiteratureServer();
let project = "";
beforeEach(async () => {
  project = mkdtempSync(join(tmpdir(), "literature-"));
  await server.start();
});
afterEach(async () => {
  await server.stop();
  server.clear();
  rmSync(project, { recursive: true, force: true });
});

/** Time that passes in the moment in which somebody waits for it, so that hours of patience are seconds; nothing else makes it pass. */
class ImpatientClock implements Clock {
  time = Date.parse("2026-03-01T12:00:00Z");
  readonly waits: number[] = [];
  now = () => this.time;
  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.waits.push(milliseconds);
    this.time += milliseconds;
  }
}

const clock = () => new ImpatientClock();
const literature = (sources: SourceId[], more: Partial<LiteratureOptions> = {}) =>
  openLiterature({
    ...{ project, cache: cacheOf(project), sources, servers: server.servers, email: "", keys: {}, clock: clock() },
    ...more,
  });
const cacheOf = (place: string) => join(place, "the user's cache");

const ddpm = {
  title: "Denoising Diffusion Probabilistic Models",
  authors: ["Jonathan Ho", "Ajay Jain"],
  ...{ year: 2020, arxiv: "2006.11239", abstract: "We present results of diffusion." },
};
const cosine = {
  title: "Cosine Noise for Diffusion",
  authors: ["A Writer"],
  year: 2021,
  doi: "10.5555/cosine",
  venue: "Journal of Noise",
};

describe("a search", () => {
  test("asks one service after the other while there is little to read, and has each work once", async () => {
    server.shelf.push(ddpm, { ...cosine, at: ["openalex", "crossref"] });
    const found = await literature(["semantic-scholar", "openalex", "arxiv"]).search("diffusion", signal);
    expect(found.problem).toBeUndefined();
    expect(found.papers.map(({ title, verified }) => [title, verified])).toEqual([
      [ddpm.title, "Semantic Scholar, 2026-03-01; OpenAlex, 2026-03-01; arXiv, 2026-03-01"],
      [cosine.title, "OpenAlex, 2026-03-01"],
    ]);
    expect(server.log.map(({ source }) => source)).toEqual(["semantic-scholar", "openalex", "arxiv"]);
  });

  test("stops at the first that has enough", async () => {
    for (let n = 0; n < 12; n++) server.shelf.push({ ...cosine, title: `Diffusion, part ${n}`, doi: `10.5555/${n}` });
    expect((await literature(["semantic-scholar", "openalex"]).search("diffusion", signal)).papers).toHaveLength(12);
    expect(server.log).toHaveLength(1);
  });

  test("that finds nothing is an answer", async () => {
    expect(await literature(["semantic-scholar", "openalex", "arxiv", "crossref"]).search("nothing", signal)).toEqual({
      papers: [],
    });
  });

  test("that was made before is answered from the disk; after a month it is made again, without a hit after a day", async () => {
    server.shelf.push(ddpm);
    const time = clock();
    const ask = (query: string) => literature(["arxiv"], { clock: time }).search(query, signal);
    const first = await ask("diffusion");
    expect(await ask("Diffusion!")).toEqual(first);
    await ask("nothing");
    expect(server.log).toHaveLength(2);
    time.time += 2 * 86_400_000;
    expect((await ask("diffusion")).papers[0]?.verified).toBe("arXiv, 2026-03-01");
    await ask("nothing");
    expect(server.log).toHaveLength(3);
    time.time += 30 * 86_400_000;
    expect((await ask("diffusion")).papers[0]?.verified).toBe("arXiv, 2026-04-02");
    expect(server.log).toHaveLength(4);
  });

  test("is made again when what is on the disk is broken", async () => {
    server.shelf.push(ddpm);
    await literature(["arxiv"]).search("diffusion", signal);
    const folder = cacheOf(project);
    for (const file of readdirSync(folder)) writeFileSync(join(folder, file), '{"at": 1, "wor');
    expect((await literature(["arxiv"]).search("diffusion", signal)).papers).toHaveLength(1);
    expect(server.log).toHaveLength(2);
  });
});

describe("a service that has its troubles", () => {
  test("429 without a word about when: it is asked again after longer and longer, and the search is not lost", async () => {
    server.shelf.push(ddpm);
    server.trouble("semantic-scholar", { status: 429, body: '{"code":"429"}' }, { status: 500 }, { breaks: true });
    const time = clock();
    const found = await literature(["semantic-scholar"], { clock: time }).search("diffusion", signal);
    expect(found.papers).toHaveLength(1);
    expect(found.problem).toBeUndefined();
    expect(server.log).toHaveLength(4);
    expect(time.waits).toEqual([2000, 4000, 8000]);
  });

  test("Retry-After is kept to; more than a minute is not waited, and said", async () => {
    server.trouble(
      "openalex",
      { status: 429, headers: { "retry-after": "9" } },
      { status: 429, headers: { "retry-after": "3600" } },
    );
    const time = clock();
    expect(await literature(["openalex"], { clock: time }).search("diffusion", signal)).toEqual({
      papers: [],
      problem: "OpenAlex: it is asked too much (429), and wants to be left alone for 3600 s.",
    });
    expect(time.waits).toEqual([9000]);
  });

  test("that wants more than a minute is left alone for as long, whatever else is searched for, and nobody waits", async () => {
    server.shelf.push(ddpm);
    server.trouble("openalex", { status: 429, headers: { "retry-after": "3600" } });
    const time = clock();
    const one = literature(["openalex"], { clock: time });
    await one.search("first", signal);
    expect(await one.search("diffusion", signal)).toEqual({
      papers: [],
      problem: "OpenAlex: it wants to be left alone for 3600 s.",
    });
    expect(server.log).toHaveLength(1);
    time.time += 3_590_000;
    expect((await one.search("diffusion", signal)).papers).toHaveLength(1);
    expect(time.waits).toEqual([10_000]);
  });

  test.each([
    ["refuses the key", { status: 403 }, "it refuses (403), perhaps for a wrong key", 1],
    ["does not understand", { status: 400, body: "{}" }, "it answers with an error (400)", 1],
    [
      "sends elsewhere",
      { status: 302, headers: { location: "http://elsewhere.example/" } },
      "it sends elsewhere, to http://elsewhere.example/",
      1,
    ],
    ["answers nonsense", { body: "<html>" }, "its answer could not be read", 1],
    ["is down", { status: 503 }, "it answers with an error (503)", 4],
  ])("one that %s is named beside what others found", async (_, trouble, problem, requests) => {
    server.shelf.push(cosine);
    server.trouble("semantic-scholar", trouble, trouble, trouble, trouble);
    const found = await literature(["semantic-scholar", "crossref"]).search("diffusion", signal);
    expect(found.papers.map(({ title }) => title)).toEqual([cosine.title]);
    expect(found.problem).toBe(`Semantic Scholar: ${problem}.`);
    expect(server.requestsTo("semantic-scholar")).toHaveLength(requests);
  });

  test("what it said earlier is used when it is away, however old", async () => {
    server.shelf.push(ddpm);
    const time = clock();
    await literature(["arxiv"], { clock: time }).search("diffusion", signal);
    time.time += 90 * 86_400_000;
    server.trouble("arxiv", { status: 403 });
    expect(await literature(["arxiv"], { clock: time }).search("diffusion", signal)).toMatchObject({
      papers: [{ verified: "arXiv, 2026-03-01" }],
      problem: "arXiv: it refuses (403), perhaps for a wrong key; what it said earlier was used.",
    });
  });

  test("nobody there: said, after the same patience", async () => {
    const servers = { arxiv: "http://127.0.0.1:9" };
    const { problem } = await literature(["arxiv"], { servers }).search("diffusion", signal);
    expect(problem).toMatch(/^arXiv: it cannot be reached \(.+\)\.$/);
  });

  test("whoever stops does not wait for it, nor for the turns of others", async () => {
    server.trouble("arxiv", { slow: 5000 });
    const one = literature(["arxiv"]);
    const [first, second] = [new AbortController(), new AbortController()];
    const searches = [one.search("slow", first.signal), one.search("behind", second.signal)];
    second.abort(new Error("stopped"));
    await expect(searches[1]).rejects.toThrow("stopped");
    first.abort(new Error("stopped too"));
    await expect(searches[0]).rejects.toThrow("stopped too");
  });

  test("so many requests may be made, and no more", async () => {
    const found = await literature(["crossref", "openalex"], { requests: 1 }).search("diffusion", signal);
    expect(found.problem).toBe("OpenAlex: as many requests as may be were made; start again to make more.");
    expect(server.log).toHaveLength(1);
  });
});

describe("a service is asked in turns", () => {
  test("many searches at once keep its gap, one request at a time, and other services do not wait", async () => {
    server.shelf.push(cosine);
    server.trouble("semantic-scholar", { slow: 50 }, { slow: 50 }, { slow: 50 });
    const { systemClock } = await import("../../../src/adapters/clock");
    const one = literature(["semantic-scholar"], { clock: systemClock });
    const other = literature(["crossref"], { clock: systemClock });
    await Promise.all([...["a", "b", "c"].map((query) => one.search(query, signal)), other.search("cosine", signal)]);
    const times = server.requestsTo("semantic-scholar").map(({ at }) => at);
    expect(times).toHaveLength(3);
    for (const [at, time] of times.slice(1).entries()) expect(time - times[at]!).toBeGreaterThanOrEqual(1100);
    expect(server.requestsTo("crossref")[0]!.at).toBeLessThan(times[1]!);
  });

  test("a pause that it asked for holds for everybody", async () => {
    server.trouble("arxiv", { status: 429, headers: { "retry-after": "20" } });
    const time = clock();
    const one = literature(["arxiv"], { clock: time });
    await Promise.all([one.search("a", signal), one.search("b", signal)]);
    expect(time.waits[0]).toBe(20_000);
    // Who of the two comes first, and who after the pause, is nobody's business.
    const [first, ...later] = server.log.map(({ query }) => query.get("search_query"));
    expect([...new Set(later)].sort()).toEqual(["all:a", "all:b"]);
    expect([later.length, later.includes(first!)]).toEqual([2, true]);
  });
});

test("a key that cannot be sent is not told to anybody either", async () => {
  for (const key of ["secret\nsecret", "“secret”"]) {
    const { problem } = await literature(["semantic-scholar"], { keys: { "semantic-scholar": key } }).search(
      "a",
      signal,
    );
    expect(problem).toBe("Semantic Scholar: it cannot be reached.");
  }
  const servers = { arxiv: "http://ada:secret@127.0.0.1:9" };
  expect((await literature(["arxiv"], { servers }).search("a", signal)).problem).toBe("arXiv: it cannot be reached.");
});

test("an answer that cannot be kept is an answer all the same, and said", async () => {
  server.shelf.push(ddpm);
  writeFileSync(cacheOf(project), "a file where a folder should be");
  const { papers, problem } = await literature(["arxiv"]).search("diffusion", signal);
  expect(papers).toHaveLength(1);
  expect(problem).toMatch(/^arXiv: its answer could not be kept: /);
});

test("the same is kept by two at the same time", async () => {
  server.shelf.push(ddpm);
  const searches = Array.from({ length: 8 }, () => literature(["crossref"]).search("diffusion", signal));
  for (const { papers, problem } of await Promise.all(searches))
    expect([papers.length, problem]).toEqual([1, undefined]);
  expect(readdirSync(cacheOf(project))).toHaveLength(1);
});

test("a complaint that never ends is read as far as it is of use", async () => {
  let sent = 0;
  const fetch: typeof globalThis.fetch = async () =>
    new Response(
      new ReadableStream({
        pull(stream) {
          sent += 10_000;
          if (sent > 1_000_000) stream.close();
          else stream.enqueue(new Uint8Array(10_000));
        },
      }),
      { status: 400 },
    );
  const { problem } = await literature(["arxiv"], { fetch }).search("a", signal);
  expect(problem).toBe("arXiv: it answers with an error (400).");
  expect(sent).toBeLessThan(100_000);
});

test("a key goes to the service that gave it and to this machine, never to another address", async () => {
  const keys = { "semantic-scholar": "secret-1", openalex: "secret-2" };
  await literature(["semantic-scholar", "openalex"], { keys, email: "ada@example.org" }).search("diffusion", signal);
  expect(
    server.log.map(({ headers, query }) => [headers["x-api-key"], query.get("api_key"), query.get("mailto")]),
  ).toEqual([
    ["secret-1", null, null],
    [undefined, "secret-2", "ada@example.org"],
  ]);
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push(`${input} ${JSON.stringify(init?.headers)}`);
    return new Response("{}", { status: 400 });
  };
  const servers = { "semantic-scholar": "https://mirror.example/s2", openalex: "https://mirror.example/oa" };
  await literature(["semantic-scholar", "openalex"], { keys, servers, fetch }).search("other", signal);
  expect(asked).toHaveLength(2);
  expect(asked.join(" ")).not.toContain("secret");
});
