import { describe, expect, test } from "vitest";
import { arxiv } from "../../../src/adapters/literature/arxiv";
import { secondsIn } from "../../../src/adapters/literature/ask-service";
import { crossref } from "../../../src/adapters/literature/crossref";
import { openAlex } from "../../../src/adapters/literature/openalex";
import { semanticScholar } from "../../../src/adapters/literature/semantic-scholar";
import type { Source } from "../../../src/adapters/literature/source";

/** Answers in the words of each service's own documents. */
const S2 = `{"total": 2871, "offset": 0, "next": 2, "data": [
 {"paperId": "5c126", "externalIds": {"ArXiv": "2006.11239", "DBLP": "conf/nips/HoJA20", "CorpusId": 219955663},
  "url": "https://www.semanticscholar.org/paper/5c126", "title": "Denoising Diffusion Probabilistic Models", "abstract": "We present high quality image synthesis results",
  "venue": "Neural Information Processing Systems", "year": 2020, "citationCount": 21034, "publicationTypes": ["JournalArticle", "Conference"],
  "authors": [{"authorId": "2126278", "name": "Jonathan Ho"}, {"authorId": null, "name": null}]},
 {"paperId": "02", "externalIds": null, "title": "A Paper Without Abstract", "abstract": null, "venue": "", "year": null, "citationCount": 0, "authors": []},
 {"paperId": "03", "title": null}]}`;
const ARXIV = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
 <entry><id>http://arxiv.org/abs/2006.11239v2</id><title>Denoising Diffusion
  Probabilistic Models</title><published>2020-06-19T17:24:44Z</published>
  <summary>  We present high quality &lt;image&gt; synthesis &#8212; results ... </summary>
  <author><name>Jonathan Ho</name></author><author><name>Ajay Jain</name></author><arxiv:comment>12 pages</arxiv:comment></entry></feed>`;
const ARXIV_ERROR = `<feed><entry><id>http://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title><summary>incorrect id format for 1</summary></entry></feed>`;
const OPENALEX = `{"meta": {"count": 1}, "results": [{"id": "https://openalex.org/W3036167779", "doi": "https://doi.org/10.48550/arxiv.2006.11239",
  "title": "Denoising Diffusion Probabilistic Models", "publication_year": 2020, "type": "preprint", "cited_by_count": 5120, "is_retracted": true,
  "primary_location": {"landing_page_url": "https://arxiv.org/abs/2006.11239", "source": null},
  "authorships": [{"author": {"display_name": "Jonathan Ho"}}, {"author": null}], "biblio": {"volume": null, "issue": null, "first_page": "3", "last_page": "9"},
  "abstract_inverted_index": {"We": [0], "present": [1, 3], "high": [2], "far": [9000000]}}]}`;
const CROSSREF = `{"status":"ok","message":{"items":[{"DOI":"10.1038/Nature14539","type":"journal-article","title":["Deep learning"],"container-title":["Nature"],
 "author":[{"given":"Yann","family":"LeCun"},{"name":"The Group"}],"issued":{"date-parts":[[2015,5,27]]},"volume":"521","issue":"7553","page":"436-444","is-referenced-by-count":61000,
 "URL":"https://doi.org/10.1038/nature14539","abstract":"<jats:p>It <jats:italic>learns</jats:italic>.</jats:p>"},
 {"DOI":"10.5555/x","title":[],"issued":{"date-parts":[[null]]}}, {"DOI":"10.5555/y","title":["No date"],"issued":{"date-parts":[[null]]},"updated-by":[{"type":"retraction"}]}]}}`;

const worksIn = (source: Source, body: string) => {
  const told = source.read(body);
  return "works" in told ? told.works : told;
};

test("Semantic Scholar: what is null or missing is left out, and so is a row without a title", () => {
  expect(worksIn(semanticScholar, S2)).toEqual([
    {
      ...{ title: "Denoising Diffusion Probabilistic Models", authors: ["Jonathan Ho"], year: 2020, citations: 21034 },
      ...{
        venue: "Neural Information Processing Systems",
        abstract: "We present high quality image synthesis results",
      },
      ...{ kind: "inproceedings", arxiv: "2006.11239", url: "https://www.semanticscholar.org/paper/5c126" },
    },
    { title: "A Paper Without Abstract", authors: [], venue: "", abstract: "", kind: "misc", citations: 0 },
  ]);
  for (const none of ['{"total":0,"offset":0}', '{"total":0,"offset":0,"data":[]}'])
    expect(worksIn(semanticScholar, none)).toEqual([]);
});

test("arXiv: line breaks and entities in its texts, no version in its numbers, an error that looks like a paper", () => {
  expect(worksIn(arxiv, ARXIV)).toEqual([
    {
      ...{ title: "Denoising Diffusion Probabilistic Models", authors: ["Jonathan Ho", "Ajay Jain"], venue: "arXiv" },
      ...{ abstract: "We present high quality <image> synthesis — results ...", kind: "misc", year: 2020 },
      ...{ arxiv: "2006.11239", url: "https://arxiv.org/abs/2006.11239", retracted: false },
    },
  ]);
  expect(arxiv.read(ARXIV_ERROR)).toEqual({ problem: "it says: incorrect id format for 1" });
  expect(worksIn(arxiv, "<feed><title>none</title></feed>")).toEqual([]);
});

test("OpenAlex: an abstract from the places of its words, whatever places there are; retracted works say so", () => {
  expect(worksIn(openAlex, OPENALEX)).toEqual([
    {
      ...{ title: "Denoising Diffusion Probabilistic Models", authors: ["Jonathan Ho"], venue: "", year: 2020 },
      ...{ abstract: "We present high present", kind: "misc", citations: 5120, doi: "10.48550/arxiv.2006.11239" },
      ...{ arxiv: "2006.11239", url: "https://arxiv.org/abs/2006.11239", pages: "3-9", retracted: true },
    },
  ]);
});

test("Crossref: titles in lists that may be empty, dates without a year, groups as authors, markup in abstracts", () => {
  expect(worksIn(crossref, CROSSREF)).toEqual([
    {
      ...{
        title: "Deep learning",
        authors: ["LeCun, Yann", "The Group"],
        venue: "Nature",
        year: 2015,
        citations: 61000,
      },
      ...{
        abstract: "It learns .",
        kind: "article",
        doi: "10.1038/nature14539",
        url: "https://doi.org/10.1038/nature14539",
      },
      ...{ volume: "521", number: "7553", pages: "436-444", retracted: false },
    },
    { title: "No date", authors: [], venue: "", abstract: "", kind: "misc", doi: "10.5555/y", retracted: true },
  ]);
});

test("arXiv: a preprint is withdrawn by its comment or by the notice in the place of its abstract; of what was published elsewhere it cannot say", () => {
  const retracted = (more: string, summary = "We study noise.") => {
    const entry = ARXIV.replace(/<summary>[\s\S]*?<\/summary>/, `<summary>${summary}</summary>`);
    const told = arxiv.read(entry.replace("<arxiv:comment>12 pages</arxiv:comment>", more));
    return "works" in told ? told.works[0]?.retracted : told.problem;
  };
  expect(retracted("<arxiv:comment>Withdrawn: Lemma 2 is wrong</arxiv:comment>")).toBe(true);
  expect(retracted("", "This paper has been withdrawn by the authors due to an error.")).toBe(true);
  expect(retracted("", "This submission (v3) has been withdrawn.")).toBe(true);
  expect(retracted("", "Paper withdrawn by the authors.")).toBe(true);
  expect(retracted("", "We read 5,000 submissions, some of them withdrawn by the authors.")).toBe(false);
  expect(retracted("", "This paper studies drugs that were withdrawn from the market.")).toBe(false);
  expect(retracted("<arxiv:doi>10.5555/published</arxiv:doi>")).toBeUndefined();
});

describe("whatever a service answers", () => {
  test.each(["", "<html>503</html>", "[]", "null", '{"data": 1}', '{"results": {}}', '{"message": {}}'])(
    "%j is told as no answer",
    (body) => {
      for (const source of [semanticScholar, openAlex, arxiv, crossref]) {
        const told = source.read(body);
        if ("works" in told) expect(told.works).toEqual([]);
        else expect(told.problem).toBe("its answer could not be read");
      }
    },
  );
});

describe("what is asked", () => {
  test("plain words: what a service would read as an operator is a blank; a key goes where it belongs", () => {
    const query = 'self-attention: "why" (and when)?';
    const server = "https://mirror.example/api/";
    expect(semanticScholar.ask(query, 5, { server, key: "k" })).toEqual({
      url: "https://mirror.example/api/paper/search?query=self+attention+why+and+when&fields=title%2Cauthors%2Cvenue%2Cyear%2Cabstract%2CexternalIds%2CcitationCount%2CpublicationTypes%2Curl&limit=5",
      headers: { "x-api-key": "k" },
    });
    expect(arxiv.ask("learning rate", 5, { server }).url).toBe(
      "https://mirror.example/api/query?search_query=all%3Alearning+AND+all%3Arate&max_results=5&sortBy=relevance",
    );
    expect(openAlex.ask("learning rate", 5, { server, key: "k", email: "a@b.org" }).url).toContain(
      "api_key=k&mailto=a%40b.org",
    );
    expect(crossref.ask("learning rate", 5, { server }).url).not.toContain("mailto");
  });

  test("Retry-After is seconds or a date; anything else says nothing", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    const told = ["7", "Thu, 01 Jan 2026 00:00:30 GMT", "Thu, 01 Jan 2020 00:00:00 GMT", "soon", "", null];
    expect(told.map((text) => secondsIn(text, now))).toEqual([7, 30, 0, undefined, undefined, undefined]);
  });
});

test("a feed that is broken and long is read in a moment, and a complaint is short; no entity is a word of the language", () => {
  expect(worksIn(arxiv, `<feed>${"<entry ".repeat(400_000)}</feed>`)).toEqual([]);
  expect(worksIn(arxiv, `<feed>${"<entry><title>a".repeat(200_000)}</feed>`)).toEqual([]);
  const complaint = ARXIV_ERROR.replaceAll("incorrect", "x".repeat(100_000));
  expect((arxiv.read(complaint) as { problem: string }).problem).toHaveLength("it says: ".length + 200);
  const odd = ARXIV.replace("Denoising Diffusion", "&constructor; &amp;lt; &#x26;");
  expect(worksIn(arxiv, odd)).toMatchObject([{ title: "&constructor; &lt; & Probabilistic Models" }]);
});

test("a record's entities are the characters that they stand for", () => {
  const record = CROSSREF.replace("Deep learning", "Points &amp; lines, n &lt; 9").replace(
    '["Nature"]',
    '["Computers &amp; Graphics"]',
  );
  expect(worksIn(crossref, record)).toContainEqual(
    expect.objectContaining({ title: "Points & lines, n < 9", venue: "Computers & Graphics" }),
  );
});
