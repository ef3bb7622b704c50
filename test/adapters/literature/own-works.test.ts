import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shelved, worksWith } from "../../../src/adapters/literature/shelf";
import { workInPdf } from "../../../src/adapters/literature/work-in-pdf";
import { Work } from "../../../src/research/reference";
import { pdf } from "../../fakes/pdf";
import { aLibrary } from "./a-library";

const { signal } = new AbortController();
const here = aLibrary();
const { server } = here;

const BIB = `@string{jn = "Journal of Noise"}
@article{k1, title = {Cosine Noise for {Diffusion}}, author = {M{\\"u}ller, Ada and others}, journal = jn, year = 2021, doi = {10.5555/COSINE}}
@misc{k2, title = {Broken, author = {X}
@inproceedings{k3, title = {Squirrels \\& Trees}, author = {Writer, Bo}, booktitle = {Proc. Woods}, year = {2019}, note = {Retracted}}
`;

/** A first page as LaTeX sets it: a title in large letters, who wrote it, what it is about. */
const page = (title: string, authors: string, rest: string) =>
  `${title}) Tj /F1 10 Tf 0 -30 Td (${authors}) Tj 0 -30 Td (Abstract) Tj 0 -20 Td (${rest}`;

describe("the researcher's own works", () => {
  test("are found by their words, before those of services, and by what services say of them", async () => {
    writeFileSync(join(here.project, "mine.bib"), BIB);
    server.shelf.push(
      { title: "Other Noise in Diffusion", authors: ["C D"], year: 2020, doi: "10.5555/other" },
      { title: "Cosine Noise for Diffusion", authors: ["Ada Müller", "Bo Reader"], year: 2022, doi: "10.5555/cosine" },
    );
    const library = here.open(["openalex"], { bibFiles: ["mine.bib", "none.bib"] });
    expect(library.sources).toEqual(["your bibliography", "OpenAlex"]);
    const found = await library.search("noise diffusion", signal);
    expect(found.papers.map(({ title, year, authors, verified }) => [title, year, authors.length, verified])).toEqual([
      ["Cosine Noise for Diffusion", 2022, 2, "OpenAlex, 2026-03-01; your bibliography, 2026-03-01"],
      ["Other Noise in Diffusion", 2020, 1, "OpenAlex, 2026-03-01"],
    ]);
    expect([found.problem, found.remarks]).toEqual([undefined, "none.bib: there is no such file."]);
    const trees = await library.search("squirrels in the trees", signal);
    expect(trees.papers).toMatchObject([{ title: "Squirrels & Trees", kind: "inproceedings", retracted: true }]);
    expect(trees.ownOnly).toBeUndefined();
  });

  test("alone say nothing of what is published", async () => {
    writeFileSync(join(here.project, "mine.bib"), BIB);
    const found = await here.open([], { bibFiles: ["mine.bib"] }).search("cosine noise", signal);
    expect(found).toMatchObject({
      ownOnly: true,
      papers: [{ title: "Cosine Noise for Diffusion", doi: "10.5555/cosine" }],
    });
    expect(server.log).toEqual([]);
  });

  test("are looked up before they are cited: records count, what nobody has is nowhere, and who does not answer proves nothing", async () => {
    const invented = "@article{x, title = {The Invention of Noise by Squirrels}, author = {Smith, Eve}, year = 2023}\n";
    writeFileSync(join(here.project, "mine.bib"), BIB + invented);
    server.shelf.push({
      title: "Cosine Noise for Diffusion",
      authors: ["Ada Müller"],
      year: 2022,
      doi: "10.5555/cosine",
    });
    const library = here.open(["openalex", "crossref"], { bibFiles: ["mine.bib"] });
    const own = await here.open([], { bibFiles: ["mine.bib"] }).search("noise", signal);
    expect(own.papers.map(({ title, ownOnly }) => [title, ownOnly])).toEqual([
      ["Cosine Noise for Diffusion", true],
      ["The Invention of Noise by Squirrels", true],
    ]);
    const [cosine, squirrels] = own.papers;
    expect(await library.vouch?.(cosine!, signal)).toMatchObject({
      verdict: "found",
      work: { year: 2022, verified: "OpenAlex, 2026-03-01; your bibliography, 2026-03-01" },
    });
    expect(await library.vouch?.(squirrels!, signal)).toEqual({ verdict: "nowhere", asked: "OpenAlex, Crossref" });
    server.trouble("crossref", { status: 403 });
    const elsewhere = { ...squirrels!, title: "Another Invention of Noise by Squirrels" };
    expect(await library.vouch?.(elsewhere, signal)).toEqual({
      verdict: "unknown",
      problem: "Crossref: it refuses (403), perhaps for a wrong key.",
    });
    expect(here.open([], { bibFiles: ["mine.bib"] }).vouch).toBeUndefined();
  });

  test("as PDFs are not looked for when somebody has stopped", async () => {
    mkdirSync(join(here.project, "none"));
    const stopped = here.open([], { pdfFolder: "none" }).search("noise", AbortSignal.abort("stopped"));
    await expect(stopped).rejects.toBe("stopped");
  });

  test("as PDFs are read once, whatever is among them; what cannot be read is named, again and again", async () => {
    const folder = join(here.project, "papers");
    mkdirSync(join(folder, "deep", "er"), { recursive: true });
    const noise = page("Cosine Noise for Diffusion", "Ada Writer, Bo Reader", "We study noise. doi: 10.5555/cosine");
    writeFileSync(join(folder, "deep", "er", "2101.00001v2.pdf"), pdf([noise, "10.9999/another"]));
    writeFileSync(join(folder, "broken.pdf"), "%PDF-1.4 nothing");
    writeFileSync(join(folder, "locked.pdf"), pdf(["x"], LOCKED));
    writeFileSync(join(folder, "scan.pdf"), pdf([""]));
    writeFileSync(join(folder, "huge.pdf"), "");
    const { truncateSync } = await import("node:fs");
    truncateSync(join(folder, "huge.pdf"), 70_000_000);
    writeFileSync(join(folder, "notes.txt"), "cosine noise");
    const search = () => here.open([], { pdfFolder: "papers" }).search("cosine noise", signal);
    const found = await search();
    expect(found.papers).toMatchObject([
      {
        ...{ title: "Cosine Noise for Diffusion", authors: ["Ada Writer", "Bo Reader"], arxiv: "2101.00001" },
        ...{ doi: "10.5555/cosine", year: 2021, verified: "your PDFs, 2026-03-01" },
      },
    ]);
    for (const said of [
      "broken.pdf is not a PDF that can be read",
      "locked.pdf is protected by a password",
      "huge.pdf is larger than 60 MB",
      "scan.pdf has no title",
    ])
      expect(found.remarks).toContain(said);
    expect([found.problem, found.remarks?.includes(folder)]).toEqual([undefined, false]);
    const again = await search();
    expect(again.papers).toEqual(found.papers);
    expect(again.remarks).toContain("broken.pdf could not be read on ");
    writeFileSync(join(folder, "broken.pdf"), pdf([page("Cosine Noise Mended", "Ada Writer", "About noise.")]));
    expect((await search()).papers).toHaveLength(2);
    expect((await here.open([], { pdfFolder: "nowhere" }).search("noise", signal)).remarks).toMatch(
      /^The folder of PDFs cannot be read: /,
    );
  });
});

const LOCKED = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${"00".repeat(32)}> /U <${"00".repeat(32)}> /P -4 >> /ID [<00> <00>]`;

describe("which work a PDF is", () => {
  const run = (str: string, size = 10, rotated = false) => ({
    ...{ str, hasEOL: true },
    transform: rotated ? [0, 20, -20, 0, 0, 0] : [size, 0, 0, size, 0, 0],
  });
  const told = { title: "", author: "" };

  test("is printed in large letters, over those who wrote it; arXiv stamps its number and date along the side", () => {
    const first = [
      ...[
        run("arXiv:2006.11239v2 [cs.LG] 16 Dec 2020", 20, true),
        run("34th Conference on Things, 2019"),
        run("Denoising Diffu-", 17),
      ],
      ...[
        run("sion Models", 17),
        run("Jonathan Ho∗, Ajay Jain1 and Pieter van den Abbeel"),
        run("UC Berkeley University"),
      ],
      ...[
        run("jonathan@x.edu"),
        run("Abstract"),
        run("We present results on many images, at length."),
        run("1 Introduction"),
        run("References"),
        run("doi: 10.5555/other"),
      ],
    ];
    expect(workInPdf({ pages: [first], ...told }, "paper.pdf")).toEqual({
      ...{ title: "Denoising Diffusion Models", authors: ["Jonathan Ho", "Ajay Jain", "Pieter van den Abbeel"] },
      ...{ venue: "arXiv", kind: "misc", year: 2020, arxiv: "2006.11239" },
      abstract: "We present results on many images, at length.",
    });
  });

  test("is what the PDF says of itself, where that is printed; else that is nonsense", () => {
    const first = [run("JOURNAL OF THINGS", 30), run("On Small Squirrels", 12), run("Ada Writer")];
    const said = (title: string, author: string) => workInPdf({ pages: [first], title, author }, "x.pdf");
    expect(said("On Small Squirrels", "Ada Writer; B. Absent")).toMatchObject({
      ...{ title: "On Small Squirrels", authors: ["Ada Writer"] },
    });
    expect(said("Microsoft Word - draft3.doc", "user")).toMatchObject({ title: "JOURNAL OF THINGS" });
    expect(workInPdf({ pages: [[run("x")]], ...told }, "x.pdf")).toBeUndefined();
    expect(workInPdf({ pages: [], ...told }, "x.pdf")).toBeUndefined();
  });
});

test("words are found in any case and number, most of them are enough, and a word of the title counts more", () => {
  const works = [
    Work.parse({ title: "On Trees", abstract: "Diffusion models of noise." }),
    Work.parse({ title: "Diffusion Model", authors: ["Ada Müller"] }),
    Work.parse({ title: "Squirrels" }),
  ];
  const titles = (query: string) => worksWith(works.map(shelved), query, 5).map(({ title }) => title);
  expect(titles("the diffusion models")).toEqual(["Diffusion Model", "On Trees"]);
  expect(titles("muller")).toEqual(["Diffusion Model"]);
  expect(titles("noise squirrels quasars")).toEqual([]);
  expect(titles("of the and")).toEqual([]);
});

describe("a search of the web", () => {
  test("is made where an engine is named, and gives evidence that is no reference", async () => {
    server.web.push(
      { url: "https://blog.example/noise", title: "Noise & <b>me</b>", content: "What I did." },
      { url: "javascript:alert(1)", title: "Bad", content: "" },
      { url: "https://blog.example/\u001b[2J", title: "Obey", content: "" },
    );
    const found = await here.open(["openalex"], { webSearch: server.webSearch }).search("noise: diffusion", signal);
    expect(found).toEqual({
      papers: [],
      pages: [
        { url: "https://blog.example/noise", title: "Noise & me", text: "What I did." },
        { url: "https://blog.example/ [2J", title: "Obey", text: "" },
      ],
    });
    const [asked] = server.requestsTo("web");
    expect([asked?.query.get("q"), asked?.query.get("format")]).toEqual(["noise diffusion", "json"]);
    expect((await here.open(["openalex"]).search("noise", signal)).pages).toBeUndefined();
    expect(server.requestsTo("web")).toHaveLength(1);
  });

  test("that fails is named and stops nothing", async () => {
    server.trouble("web", { status: 403 }, { body: "<html>" });
    const library = here.open(["openalex"], { webSearch: server.webSearch });
    expect((await library.search("noise", signal)).remarks).toMatch(/^The search of the web: it refuses \(403\)/);
    expect((await library.search("noise", signal)).remarks).toMatch(/does it give JSON\?/);
  });
});
