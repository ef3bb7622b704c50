import { describe, expect, test } from "vitest";
import { entriesIn } from "../../src/latex/bib-entries";
import { fieldsIn } from "../../src/latex/bib-fields";
import { shownAuthors } from "../../src/research/author-names";
import { bibtexOf, keysFor } from "../../src/research/bibtex-entry";
import { bareArxiv, bareDoi, plainTitle, Work } from "../../src/research/reference";
import { type Finding, referencesTogether } from "../../src/research/references-together";

const work = (more: Partial<Work>): Work =>
  Work.parse({ title: "Denoising Diffusion", authors: ["Jonathan Ho"], year: 2020, ...more });
const on = "2026-03-01";
const found = (source: string, ...works: Work[]): Finding => ({ source, on, works });

describe("works that several sources found", () => {
  test("are one by DOI, by number at arXiv or by title, whatever the title is written like", () => {
    const references = referencesTogether([
      found("A", work({ title: "Denoising Diffusion", arxiv: "2006.11239" })),
      found("B", work({ title: "{D}enoising diffusion.", doi: "10.5555/a", citations: 9 })),
      found("C", work({ title: "DDPM", doi: "10.5555/a", abstract: "What it says." })),
      found("D", work({ title: "Another name", doi: "10.48550/arxiv.2006.11239", citations: 12 })),
    ]);
    expect(references).toHaveLength(1);
    expect(references[0]).toMatchObject({
      ...{
        title: "Denoising Diffusion",
        arxiv: "2006.11239",
        doi: "10.5555/a",
        abstract: "What it says.",
        citations: 12,
      },
      verified: `A, ${on}; B, ${on}; C, ${on}; D, ${on}`,
    });
  });

  test("are told by their publication rather than by their preprint, which fills in what it lacks", () => {
    const preprint = work({ venue: "arXiv", arxiv: "2006.11239", abstract: "Text." });
    const published = work({ venue: "NeurIPS", kind: "inproceedings", year: 2021 });
    expect(referencesTogether([found("A", preprint), found("B", published)])[0]).toMatchObject({
      ...{ venue: "NeurIPS", kind: "inproceedings", year: 2021, arxiv: "2006.11239", abstract: "Text." },
    });
  });

  test("of the same short title, years apart, are two; the same title by the same DOI is one", () => {
    const [one, other] = [work({ title: "Introduction", year: 1999 }), work({ title: "Introduction", year: 2020 })];
    expect(referencesTogether([found("A", one), found("B", other)])).toHaveLength(2);
    const same = [one, other].map((each) => ({ ...each, doi: "10.5555/i" }));
    expect(referencesTogether([found("A", same[0]!), found("B", same[1]!)])).toHaveLength(1);
  });

  test("with the DOI of one volume are two where authors and titles are others", () => {
    const volume = { doi: "10.5555/proceedings" };
    const works = [
      work({ title: "Bayesian Bounds", authors: ["Emilie Kaufmann"], ...volume }),
      work({ title: "Greedy Policies", authors: ["Doina Precup"], ...volume }),
      work({ title: "Bayesian bounds, extended", authors: ["Kaufmann, E."], ...volume }),
    ];
    expect(referencesTogether([found("A", ...works)]).map(({ title }) => title)).toEqual([
      "Bayesian Bounds",
      "Greedy Policies",
    ]);
  });

  test("are shown with given names first", () => {
    expect(shownAuthors(["Cappé, Olivier", "Aurélien Garivier"])).toBe("Olivier Cappé, Aurélien Garivier");
    expect(shownAuthors(["A B", "C D", "E F"], 2)).toBe("A B, C D and others");
    expect(shownAuthors(["A B", "others"])).toBe("A B and others");
    expect(shownAuthors(["King, Martin Luther, Jr."])).toBe("King, Martin Luther, Jr.");
  });

  test("are of a size, whatever a service says; authors beyond the hundredth are others", () => {
    const authors = Array.from({ length: 3000 }, (_, at) => `Author ${at}`);
    const endless = work({ title: "T".repeat(9e5), abstract: "a ".repeat(9e5), venue: "V".repeat(9e5), authors });
    const [one] = referencesTogether([found("A", endless)]);
    expect(JSON.stringify(one).length).toBeLessThan(20_000);
    expect(one?.bibtex).toContain("Author 99 and others},");
  });

  test("have nothing that a terminal would obey", () => {
    const orders = "\u001b]0;mine\u0007\u009b2J";
    const [one] = referencesTogether([
      found("A", work({ title: `T${orders}`, venue: orders, url: `https://x.y/${orders}`, authors: [`A${orders}`] })),
    ]);
    expect(JSON.stringify(one)).not.toMatch(/\\u00|[\u0080-\u009f]/);
    expect(one?.title).toBe("T ]0;mine 2J");
  });

  test("have an address only where it is one of the web", () => {
    const urls = ["https://x.y/z", "command:run", "javascript:alert(1)", "file:///etc/passwd"];
    const works = urls.map((url, at) => work({ title: `Number ${at}`, url }));
    expect(referencesTogether([found("A", ...works)]).map(({ url }) => url)).toEqual([
      ...[urls[0], undefined, undefined, undefined],
    ]);
  });

  test("are retracted when one source knows it, and none without a title", () => {
    const references = referencesTogether([
      found("A", work({})),
      found("B", work({ retracted: true }), work({ title: "…" })),
    ]);
    expect(references.map(({ retracted }) => retracted)).toEqual([true]);
    expect(references[0]?.bibtex).toContain("note = {Retracted}");
  });

  test("are open to retraction where they were published and only their preprint is known to stand", () => {
    const preprint = (retracted: boolean) => work({ arxiv: "2006.11239", retracted });
    const retractedOf = (...works: Work[]) => referencesTogether([found("A", ...works)]).map((one) => one.retracted);
    expect(retractedOf(preprint(false), work({ doi: "10.5555/a" }))).toEqual([undefined]);
    expect(retractedOf(preprint(false), work({ doi: "10.5555/a", retracted: false }))).toEqual([false]);
    expect(retractedOf(preprint(true), work({ doi: "10.5555/a" }))).toEqual([true]);
    expect(retractedOf(preprint(false), work({ doi: "10.48550/arxiv.2006.11239" }))).toEqual([false]);
  });
});

describe("an entry for a bibliography", () => {
  test("is clean: a valid type, no empty field, everything that LaTeX would read as its own escaped", () => {
    const awkward = work({
      ...{
        title: "50% of $O(n^2)$ costs & _more_ {for} GPT-4 #1",
        authors: ["LeCun, Yann", "The Tom and Jerry Group"],
      },
      ...{ venue: "Proc. & Tricks", kind: "inproceedings", pages: "436–444", doi: "10.5555/a_b", url: "https://x.y/z" },
    });
    expect(bibtexOf(awkward, "lecun2020costs")).toBe(`@inproceedings{lecun2020costs,
  title = {50\\% of $O(n^2)$ costs \\& \\_more\\_ {for} {GPT-4} \\#1},
  author = {LeCun, Yann and {The Tom and Jerry Group}},
  booktitle = {Proc. \\& Tricks},
  year = {2020},
  pages = {436--444},
  doi = {10.5555/a_b},
}`);
  });

  test.each(["} @article{x,", "a { b", "ends in \\", "$ alone {$}", "{{{", "%\n}", "~^<>", "$\\input{x}$"])(
    "stays one entry whatever %j its title is",
    (title) => {
      const text = `${bibtexOf(work({ title, venue: title, url: title, authors: [title] }), "key")}\n`;
      const entries = entriesIn(text);
      expect(entries.map(({ name, complete }) => [name, complete])).toEqual([["key", true]]);
      expect(fieldsIn(text, entries[0]!).fault).toBeUndefined();
      expect(text).not.toContain("\\input");
    },
  );

  test.each([
    ["{R&D} and 100% of $5 % and 10$", "{R\\&D} and 100\\% of \\$5 \\% and 10\\$"],
    ["{a_b #1 ~x^2}", "{a\\_b \\#1 \\textasciitilde{}x\\textasciicircum{}2}"],
    ["$x_1^2 < y$", "$x_1^2 < y$"],
  ])("%j: what braces or dollars hold is escaped too, unless it is mathematics", (title, written) => {
    expect(bibtexOf(work({ title: "T", venue: title }), "key")).toContain(`  howpublished = {${written}},\n`);
    expect(bibtexOf(work({ authors: ["AT&T and Bell Labs"] }), "key")).toContain("author = {{AT\\&T and Bell Labs}}");
  });

  test("has no key that differs from another in its case alone, which is the same to BibTeX", () => {
    const [one] = [{ title: "Denoising", authors: ["Jonathan Ho"], year: 2020 }];
    expect(keysFor([one!], new Set(["Ho2020Denoising"]))).toEqual(["ho2020denoisingb"]);
  });

  test("has a key of its own, readable and never that of another", () => {
    const works = [{ title: "On the Learning of X", authors: ["Jürgen Müller"], year: 2020 }];
    expect(keysFor([...works, ...works, { title: "", authors: [] }, { title: "", authors: [] }])).toEqual([
      ...["muller2020learning", "muller2020learningb", "anonymous", "anonymousb"],
    ]);
    expect(new Set(keysFor(Array(60).fill(works[0]))).size).toBe(60);
  });
});

test("names of works, bare", () => {
  const dois = ["https://doi.org/10.48550/arXiv.2006.11239", "doi:10.1038/Nature14539.", "10.1/x", "none", null];
  expect(dois.map(bareDoi)).toEqual([
    "10.48550/arxiv.2006.11239",
    "10.1038/nature14539",
    undefined,
    undefined,
    undefined,
  ]);
  const numbers = ["http://arxiv.org/abs/2006.11239v2", "arXiv:2006.1123", "cs/0112017", "12006.112391", ""];
  expect(numbers.map(bareArxiv)).toEqual(["2006.11239", "2006.1123", "cs/0112017", undefined, undefined]);
  expect(bareArxiv("math.gt/0309136")).toBe("math.gt/0309136");
  expect(plainTitle("The {\\em Über}-Model: Ⅳ")).toBe(plainTitle("the uber model iv"));
});
