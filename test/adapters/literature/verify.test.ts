import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CheckStore } from "../../../src/adapters/literature/check-store";
import { citedEntries } from "../../../src/adapters/literature/cited-entries";
import type { SourceId } from "../../../src/adapters/literature/source";
import { verifyCitations } from "../../../src/adapters/literature/verify-citations";
import { bibliographyOf } from "../../../src/latex/bibliography";
import { wordsOfCheck } from "../../../src/research/citation-words";
import { aLibrary, ImpatientClock } from "./a-library";

const { signal } = new AbortController();
const here = aLibrary();
const { server } = here;
const ALL: SourceId[] = ["crossref", "openalex", "datacite", "doi", "arxiv", "semantic-scholar"];

const ddpm = {
  ...{ title: "Denoising Diffusion Probabilistic Models", authors: ["Jonathan Ho", "Ajay Jain"], year: 2020 },
  arxiv: "2006.11239",
};
const learning = {
  ...{ title: "Deep Learning & Its Friends", authors: ["Yann LeCun", "Yoshua Bengio"], year: 2015, venue: "Nature" },
  doi: "10.1038/nature14539",
};
const DDPM =
  "@misc{ho, title={Denoising diffusion probabilistic models}, author={Ho, Jonathan and Jain, Ajay}, year={2020}, eprint={2006.11239}, archiveprefix={arXiv}}\n";
const LEARNING =
  "@article{lecun, title={Deep Learning \\& Its Friends}, author={Y. LeCun and others}, year=2015, doi={10.1038/nature14539}}\n";
const INVENTED =
  "@article{smith, title={On the Invention of Citations by Large Networks}, author={Smith, Eve}, journal={Journal of Nowhere}, year={2023}}\n";

async function verify(bib: string, sources: SourceId[] = ALL, clock = new ImpatientClock(), at = signal) {
  const store = new CheckStore(here.cache);
  const work = { literature: here.open(sources, { clock }), store, now: clock.now };
  return verifyCitations(bibliographyOf("", { "refs.bib": bib }), work, at);
}
const verdicts = async (...args: Parameters<typeof verify>) =>
  (await verify(...args)).map(({ key, check }) => [key, check?.verdict, check?.where]);

describe("a bibliography is looked up", () => {
  test("by number, by DOI and by title: what is there is verified, what nobody has is not", async () => {
    server.shelf.push(ddpm, learning);
    expect(await verdicts(DDPM + LEARNING + INVENTED)).toEqual([
      ["ho", "verified", "OpenAlex, 2026-03-01"],
      ["lecun", "verified", "Crossref, 2026-03-01"],
      ["smith", "not-found", "Crossref, OpenAlex, DataCite, arXiv, Semantic Scholar"],
    ]);
  });

  test.each(ALL.filter((id) => id !== "arxiv"))("with %s alone", async (id) => {
    server.shelf.push({ ...learning, agency: id === "datacite" ? "DataCite" : undefined } as typeof learning);
    expect((await verdicts(LEARNING, [id])).map(([, verdict]) => verdict)).toEqual(["verified"]);
    // The resolver cannot be searched: of a work without a DOI it knows nothing.
    const expected = id === "doi" ? "unknown" : "not-found";
    expect((await verdicts(INVENTED, [id])).map(([, verdict]) => verdict)).toEqual([expected]);
  });

  test("at the DOI's resolver, which leads to the agency; a DOI that nobody registered is told from one without a record", async () => {
    server.shelf.push(learning, { ...learning, title: "Trees", doi: "10.5555/trees", agency: "JaLC" });
    expect(await verdicts(LEARNING, ["doi"])).toEqual([["lecun", "verified", "doi.org, 2026-03-01"]]);
    expect(server.log.map(({ path, headers }) => [path, headers.accept])).toEqual([
      ["/doi/10.1038/nature14539", "application/x-bibtex"],
      ["/agency/10.1038/nature14539", "application/x-bibtex"],
    ]);
    const [elsewhere] = await verify(LEARNING.replace("10.1038/nature14539", "10.5555/trees"), ["doi"]);
    expect(elsewhere?.check).toMatchObject({
      verdict: "unknown",
      problem: "The DOI is registered with JaLC, which gives no record.",
    });
    const [none] = await verify(LEARNING.replace("10.1038/nature14539", "10.1038/made.up"), ["doi", "openalex"]);
    expect(none?.check).toMatchObject({
      ...{ verdict: "differs", wrong: [{ field: "doi", said: "10.1038/made.up", record: "10.1038/nature14539" }] },
    });
  });

  test("what is said of a work of thousands is of a size", async () => {
    const authors = Array.from({ length: 3000 }, (_, at) => `Author Number${at}`);
    server.shelf.push({ ...learning, authors: ["Yann LeCun", ...authors], venue: "V".repeat(9000) });
    const [right] = await verify(LEARNING, ["openalex"]);
    expect(right?.check).toMatchObject({ verdict: "verified" });
    const [wrong] = await verify(LEARNING.replace("Y. LeCun", "Eve Smith"), ["openalex"]);
    expect(wrong?.check?.wrong).toMatchObject([{ field: "author" }]);
    expect(JSON.stringify(wrong).length).toBeLessThan(4000);
  });

  test("a wrong year, wrong people and a retraction are found out", async () => {
    server.shelf.push(ddpm, { ...learning, retracted: true });
    const wrong = (DDPM + LEARNING).replace("2020", "2018").replace("Y. LeCun and others", "Eve Smith and Yann LeCun");
    const [first, second] = await verify(wrong);
    expect(first?.check?.wrong).toEqual([{ field: "year", said: "2018", record: "2020" }]);
    expect(second?.check).toMatchObject({ verdict: "differs", retracted: true, wrong: [{ field: "author" }] });
  });
});

test("a retraction is found out also where the first service to have the work does not tell of it", async () => {
  server.shelf.push({ ...learning, retracted: true }, { ...ddpm, retracted: true });
  const bib = LEARNING + DDPM.replace(", eprint={2006.11239}, archiveprefix={arXiv}", "");
  const checked = await verify(bib, ["datacite", "semantic-scholar", "arxiv", "openalex"]);
  expect(checked.map(({ check }) => check?.retracted)).toEqual([true, true]);
});

test("what was verified while nobody could tell of retractions is asked about again as soon as somebody can", async () => {
  server.shelf.push({ ...learning, retracted: true });
  const [before] = await verify(LEARNING, ["datacite", "semantic-scholar"]);
  expect(before?.check).toMatchObject({ verdict: "verified" });
  expect(wordsOfCheck(before!.check!).at(-1)).toMatch(/^Not checked for retraction: /);
  const [after] = await verify(LEARNING, ["semantic-scholar", "openalex"]);
  expect(after?.check).toMatchObject({ verdict: "verified", retracted: true });
  const asked = server.log.length;
  await verify(LEARNING, ["semantic-scholar", "openalex"]);
  expect(server.log.length).toBe(asked);
});

describe("services that have their troubles", () => {
  test("make nothing wrong: what nobody could be asked about is unknown", async () => {
    for (const id of ALL) server.trouble(id, ...Array.from({ length: 20 }, () => ({ status: 403 })));
    const [one] = await verify(INVENTED, ["crossref", "openalex"]);
    expect(one?.check).toMatchObject({
      ...{ verdict: "unknown", where: "" },
      problem:
        "Crossref: it refuses (403), perhaps for a wrong key. OpenAlex: it refuses (403), perhaps for a wrong key.",
    });
  });

  test("that answer nonsense for BibTeX are named, and the next one is asked", async () => {
    server.shelf.push(learning);
    const broken = "@['JournalArticle', 'Conference']{None2,\n title = {}\n}\n";
    server.trouble("doi", { body: broken }, { body: "<html>" }, { body: "@article{x, title={Never closed" });
    for (let n = 0; n < 3; n++) {
      const clock = new ImpatientClock();
      clock.time += n * 86_400_000 * 40;
      expect(await verdicts(LEARNING, ["doi", "crossref"], clock)).toEqual([
        ["lecun", "verified", expect.stringContaining("Crossref")],
      ]);
    }
  });

  test("one that may lead anywhere is followed to agencies alone", async () => {
    server.shelf.push(learning);
    server.trouble("doi", { status: 302, headers: { location: "http://169.254.169.254/latest" } });
    const [one] = await verify(LEARNING, ["doi"]);
    expect(one?.check).toMatchObject({ verdict: "unknown" });
    expect(one?.check?.problem).toContain("it sends elsewhere, to http://169.254.169.254/latest");
  });
});

describe("what was found out", () => {
  test("is kept: a month long nobody is asked again about what was verified; a day without answers takes nothing back", async () => {
    server.shelf.push(ddpm);
    const clock = new ImpatientClock();
    await verify(DDPM + INVENTED, ["openalex"], clock);
    const before = server.log.length;
    clock.time += 20 * 86_400_000;
    server.trouble("openalex", { status: 403 });
    const again = await verify(DDPM + INVENTED, ["openalex"], clock);
    expect(again.map(({ check }) => [check?.verdict, check?.on])).toEqual([
      ["verified", "2026-03-01"],
      ["not-found", "2026-03-01"],
    ]);
    expect(server.log.length).toBe(before + 1);
    clock.time += 20 * 86_400_000;
    expect((await verify(DDPM, ["openalex"], clock))[0]?.check?.on).toBe("2026-04-10");
  });

  test("is kept also when somebody stops, and a broken file of it is as if there were none", async () => {
    server.shelf.push(ddpm);
    const stop = new AbortController();
    server.trouble("openalex", {}, { slow: 5000 });
    const clock = new ImpatientClock();
    const stopped = verify(DDPM + INVENTED, ["openalex"], clock, stop.signal);
    while (server.log.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort(new Error("stopped"));
    await expect(stopped).rejects.toThrow("stopped");
    const file = join(here.cache, "citations.json");
    expect(Object.values(JSON.parse(readFileSync(file, "utf8")))).toMatchObject([{ verdict: "verified" }]);
    writeFileSync(file, '{"x": {"verdict": "sure"}');
    expect(await new CheckStore(here.cache).read()).toEqual({});
  });
});

test("what stands in the editor counts, in a bibliography and in a paper with its parts, and what is on the disk otherwise", async () => {
  const at = (name: string) => join(here.project, name);
  writeFileSync(at("paper.tex"), "\\begin{document}\\cite{ho}\\bibliography{refs,more}\\end{document}");
  writeFileSync(at("refs.bib"), DDPM);
  writeFileSync(at("more.bib"), LEARNING);
  const years = async (path: string, unsaved: Record<string, string>) =>
    (await citedEntries(at(path), unsaved)).map(({ key, year }) => [key, year]);
  const unsaved = { [at("refs.bib")]: DDPM.replace("2020", "2021") };
  expect(await years("refs.bib", {})).toEqual([["ho", "2020"]]);
  expect(await years("refs.bib", unsaved)).toEqual([["ho", "2021"]]);
  expect(await years("paper.tex", unsaved)).toEqual([
    ["ho", "2021"],
    ["lecun", "2015"],
  ]);
});
