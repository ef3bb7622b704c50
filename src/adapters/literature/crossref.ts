import * as z from "zod";
import { bareArxiv, bareDoi, type Work } from "../../research/reference";
import { address, oneLine, parsed, plainWords, type Source } from "./source";

/** What publishers registered. It finds something for every query: the best hits come first. */
export const crossref: Source = {
  id: "crossref",
  name: "Crossref",
  server: "https://api.crossref.org",
  gapMs: 500,
  ask(query, most, { server, email }) {
    const asked = { "query.bibliographic": plainWords(query), rows: String(most), mailto: email };
    return { url: address(server, "/works", asked) };
  },
  read(body) {
    const page = Page.safeParse(parsed(body));
    return page.success
      ? { works: page.data.message.items.flatMap(workOf) }
      : { problem: "its answer could not be read" };
  },
};

const Page = z.object({ message: z.object({ items: z.array(z.unknown()) }) });
const Text = z.string().nullish();

const Row = z.object({
  DOI: Text,
  URL: Text,
  type: Text,
  title: z.array(z.string()).nullish(),
  "container-title": z.array(z.string()).nullish(),
  abstract: Text,
  volume: Text,
  issue: Text,
  page: Text,
  "is-referenced-by-count": z.number().nullish(),
  issued: z.object({ "date-parts": z.array(z.array(z.number().nullable())) }).nullish(),
  author: z.array(z.object({ given: Text, family: Text, name: Text })).nullish(),
  "updated-by": z.array(z.object({ type: Text })).nullish(),
});

/** A record may have no title, a date of `[[null]]`, and a group for an author. */
function workOf(row: unknown): Work[] {
  const read = Row.safeParse(row);
  const title = oneLine(read.data?.title?.[0]);
  if (!read.success || title === "") return [];
  const { DOI, URL: url, type, abstract, volume, issue, page } = read.data;
  const year = read.data.issued?.["date-parts"][0]?.[0];
  const citations = read.data["is-referenced-by-count"];
  const doi = bareDoi(DOI);
  const arxiv = doi?.startsWith("10.48550/arxiv.") ? bareArxiv(doi.slice(15)) : undefined;
  const authors = (read.data.author ?? []).map(({ given, family, name }) =>
    oneLine(family ? [family, given].filter(Boolean).join(", ") : name),
  );
  return [
    {
      title,
      authors: authors.filter(Boolean),
      venue: oneLine(read.data["container-title"]?.[0]),
      abstract: oneLine(abstract),
      kind: type === "journal-article" ? "article" : type === "proceedings-article" ? "inproceedings" : "misc",
      ...(year ? { year } : {}),
      ...(citations == null ? {} : { citations }),
      ...(doi ? { doi } : {}),
      ...(arxiv ? { arxiv } : {}),
      ...(url ? { url } : {}),
      ...(volume ? { volume } : {}),
      ...(issue ? { number: issue } : {}),
      ...(page ? { pages: page } : {}),
      ...(read.data["updated-by"]?.some(({ type }) => type === "retraction") ? { retracted: true } : {}),
    },
  ];
}
