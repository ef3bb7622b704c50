import { describe, expect, test } from "vitest";
import { type Cited, citedName } from "../../src/research/citation-check";
import { wordsOfCheck } from "../../src/research/citation-words";
import { type Evidence, judgeCitation } from "../../src/research/judge-citation";
import { Work } from "../../src/research/reference";

const on = "2026-03-01";
const ddpm = Work.parse({
  ...{ title: "Denoising Diffusion Probabilistic Models", authors: ["Jonathan Ho", "Ajay Jain", "Pieter Abbeel"] },
  ...{ year: 2020, arxiv: "2006.11239" },
});
const cited: Cited = {
  ...{ title: ddpm.title, authors: ["Ho, Jonathan", "Jain, Ajay", "Abbeel, Pieter"], year: 2020 },
  ...{ others: false, isOfTheWeb: false },
};
const evidence = (more: Partial<Evidence>): Evidence => ({
  ...{ on, byName: [], byTitle: [], noSuchDoi: false, asked: ["Crossref"] },
  ...more,
});
const found = (...works: Work[]) => [{ source: "OpenAlex", on, works }];
const wrongOf = (entry: Partial<Cited>, ...works: Work[]) => {
  const { verdict, wrong } = judgeCitation({ ...cited, ...entry }, evidence({ byTitle: found(...works) }));
  return [verdict, ...wrong.map(({ field, record }) => `${field}: ${record}`)];
};

describe("an entry whose work services have", () => {
  test("is verified, with where and when", () => {
    expect(judgeCitation(cited, evidence({ byTitle: found(ddpm) }))).toEqual({
      ...{ verdict: "verified", on, where: "OpenAlex, 2026-03-01", wrong: [] },
    });
  });

  test.each<[string, Partial<Cited>]>([
    ["others stand for the rest", { authors: ["J. Ho"], others: true }],
    ["the year of the preprint", { year: 2020 }],
    ["the year of the publication", { year: 2021 }],
    ["no year at all", { year: undefined }],
    ["LaTeX in the title", { title: "{D}enoising {\\em Diffusion} Probabilistic Models" }],
  ])("is verified: %s", (_, entry) => {
    const publication = { ...ddpm, year: 2021, venue: "NeurIPS", kind: "inproceedings" as const };
    expect(wrongOf({ ...entry } as Partial<Cited>, ddpm).at(0)).toBe(entry.year === 2021 ? "differs" : "verified");
    const both = evidence({ byName: found(ddpm), byTitle: [{ source: "DBLP", on, works: [publication] }] });
    expect(judgeCitation({ ...cited, ...entry } as Cited, both).verdict).toBe("verified");
  });

  test("differs by what the record has otherwise, which is said", () => {
    expect(wrongOf({ year: 2015 }, ddpm)).toEqual(["differs", "year: 2020"]);
    expect(wrongOf({ title: "Denoising Diffusion Probabilistic Model" }, ddpm)).toEqual([
      ...["differs", `title: ${ddpm.title}`],
    ]);
    const people = "author: Jonathan Ho and Ajay Jain and Pieter Abbeel";
    expect(wrongOf({ authors: ["Ho, Jonathan", "Smith, Eve", "Jain, A."] }, ddpm)).toEqual(["differs", people]);
    expect(wrongOf({ authors: ["Ajay Jain", "Jonathan Ho", "Pieter Abbeel"] }, ddpm)).toEqual(["differs", people]);
    expect(wrongOf({ authors: ["Jonathan Ho"] }, ddpm)).toEqual(["differs", people]);
    // A real title under other people's names, as models like to write it.
    expect(wrongOf({ authors: ["Eve Smith"] }, ddpm)).toEqual(["differs", people]);
  });

  test("is told from others of the same short title by who wrote it", () => {
    const other = Work.parse({ title: "Introduction", authors: ["Somebody Else"], year: 2020 });
    const own = Work.parse({ title: "Introduction", authors: ["Jonathan Ho"], year: 1999 });
    expect(wrongOf({ title: "Introduction", authors: ["Jonathan Ho"] }, other)).toEqual(["not-found"]);
    expect(wrongOf({ title: "Introduction", authors: ["Jonathan Ho"], year: 1999 }, other, own)).toEqual(["verified"]);
  });

  test("is retracted when one of them says so, in a flag or in its title", () => {
    const flagged = { ...ddpm, retracted: true };
    const titled = { ...ddpm, title: `RETRACTED: ${ddpm.title}` };
    for (const work of [flagged, titled])
      expect(judgeCitation(cited, evidence({ byTitle: found(work) }))).toMatchObject({
        verdict: "verified",
        retracted: true,
      });
  });
});

describe("an entry with a DOI", () => {
  const other = Work.parse({ title: "Squirrels of the North", authors: ["A. B."], year: 2001, doi: "10.5555/s" });

  test("that is another work's is found nowhere under its own title, or has another DOI", () => {
    const byName = [{ source: "Crossref", on, works: [other] }];
    const lost = judgeCitation({ ...cited, doi: "10.5555/s" }, evidence({ byName }));
    expect(lost).toMatchObject({ verdict: "not-found", leadsTo: other.title });
    const known = { ...ddpm, doi: "10.5555/d" };
    expect(judgeCitation({ ...cited, doi: "10.5555/s" }, evidence({ byName, byTitle: found(known) }))).toMatchObject({
      ...{
        verdict: "differs",
        wrong: [{ field: "doi", said: "10.5555/s", record: "10.5555/d" }],
        leadsTo: other.title,
      },
    });
  });

  test("that nobody registered is wrong; one that nobody was asked about is not", () => {
    const known = found({ ...ddpm, doi: "10.5555/d" });
    const entry = { ...cited, doi: "10.5555/made-up" };
    expect(judgeCitation(entry, evidence({ byTitle: known, noSuchDoi: true })).wrong).toEqual([
      { field: "doi", said: "10.5555/made-up", record: "10.5555/d" },
    ]);
    expect(judgeCitation(entry, evidence({ byTitle: known })).verdict).toBe("verified");
  });

  test("and no title is what the DOI leads to", () => {
    const entry = { ...cited, title: "", authors: [], year: undefined, doi: "10.5555/s" } as unknown as Cited;
    expect(judgeCitation(entry, evidence({ byName: found(other) })).verdict).toBe("verified");
  });
});

describe("an entry that was not found", () => {
  test("is nowhere only when all who were asked have answered; else nothing is said of it", () => {
    expect(judgeCitation(cited, evidence({}))).toMatchObject({ verdict: "not-found", where: "Crossref" });
    const problem = "OpenAlex: it is asked too much (429).";
    expect(judgeCitation(cited, evidence({ problem }))).toMatchObject({ verdict: "unknown", problem });
    expect(judgeCitation(cited, evidence({ asked: [] })).verdict).toBe("unknown");
  });

  test("may be like others, which are not it", () => {
    const other = Work.parse({ title: "Denoising Diffusion Implicit Models", authors: ["Jonathan Ho"], year: 2020 });
    expect(wrongOf({}, other)).toEqual(["not-found"]);
  });
});

test("an entry that is changed in what was looked up is another; a key, a page or a comma is not looked up", () => {
  expect(citedName(cited)).toBe(citedName({ ...cited, title: "Denoising diffusion probabilistic models." }));
  expect(citedName(cited)).not.toBe(citedName({ ...cited, year: 2019 }));
  expect(citedName(cited)).not.toBe(citedName({ ...cited, authors: cited.authors.slice(1) }));
});

test("what was found out, in words", () => {
  const wrong = [{ field: "year" as const, said: "2015", record: "2020" }];
  const where = "OpenAlex, 2026-03-01";
  expect(wordsOfCheck({ verdict: "differs", on, where, wrong, retracted: true })).toEqual([
    "Retracted: it was withdrawn by its authors or its journal.",
    "The record differs (OpenAlex, 2026-03-01).",
    "The year is “2020”, not “2015”.",
  ]);
  expect(wordsOfCheck({ verdict: "unknown", on, where: "", wrong: [], problem: "arXiv: it is down." })).toEqual([
    "Could not be looked up on 2026-03-01. arXiv: it is down.",
  ]);
});
