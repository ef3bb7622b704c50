import * as z from "zod";
import { arxivOfDoi, bareDoi, type Work } from "../../research/reference";
import { address, doiInPath, doiOf, oneLine, parsed, plainWords, type Source, unreadable, worksIn } from "./source";

/** Where preprints, data sets and theses are registered: Crossref has none of these. */
export const datacite: Source = {
  id: "datacite",
  name: "DataCite",
  server: "https://api.datacite.org",
  gapMs: 500,
  ask(query, most, { server }) {
    // Words alone are all wanted; without its fields it is several times as fast.
    const asked = { query: plainWords(query), "page[size]": String(most), "disable-facets": "true" };
    return { url: address(server, "/dois", asked) };
  },
  read(body) {
    const page = Page.safeParse(parsed(body));
    return page.success ? worksIn(page.data.data, workOf) : unreadable;
  },
  lookUp: {
    ask: (name, { server }) => ({
      url: address(server, `/dois/${doiInPath(doiOf(name))}`, {}),
      mayBeMissing: true,
    }),
    read(body) {
      const one = One.safeParse(parsed(body));
      return one.success ? worksIn([one.data.data], workOf) : unreadable;
    },
  },
};

const Page = z.object({ data: z.array(z.unknown()) });
const One = z.object({ data: z.looseObject({}) });
const Text = z.string().nullish();

const Row = z.object({
  attributes: z.object({
    doi: Text,
    url: Text,
    titles: z.array(z.object({ title: Text })).nullish(),
    creators: z.array(z.object({ name: Text, givenName: Text, familyName: Text })).nullish(),
    publicationYear: z.union([z.number(), z.string()]).nullish(),
    publisher: z.union([z.string(), z.object({ name: Text })]).nullish(),
    types: z.object({ resourceTypeGeneral: Text }).nullish(),
    descriptions: z.array(z.object({ description: Text, descriptionType: Text })).nullish(),
    container: z.object({ title: Text, volume: Text, issue: Text, firstPage: Text, lastPage: Text }).nullish(),
    citationCount: z.number().nullish(),
  }),
});

/** A record may have no title; its year may be a text, its publisher a name or a record of one. */
function workOf(row: unknown): Work[] {
  const read = Row.safeParse(row);
  if (!read.success) return [];
  const { attributes: said } = read.data;
  const title = oneLine(said.titles?.[0]?.title);
  if (title === "") return [];
  const [doi, year] = [bareDoi(said.doi), Number(said.publicationYear)];
  const arxiv = arxivOfDoi(doi);
  const publisher = typeof said.publisher === "string" ? said.publisher : said.publisher?.name;
  const { volume, issue, firstPage, lastPage, title: container } = said.container ?? {};
  const pages = [firstPage, lastPage].filter(Boolean).join("-");
  const authors = (said.creators ?? []).map(({ name, givenName, familyName }) =>
    oneLine(familyName ? [familyName, givenName].filter(Boolean).join(", ") : name),
  );
  return [
    {
      title,
      authors: authors.filter(Boolean),
      venue: oneLine(container || (arxiv ? "arXiv" : publisher)),
      abstract: oneLine(said.descriptions?.find(({ descriptionType }) => descriptionType === "Abstract")?.description),
      kind: kindOf(said.types?.resourceTypeGeneral, container),
      ...(year > 0 ? { year } : {}),
      ...(said.citationCount ? { citations: said.citationCount } : {}),
      ...(doi ? { doi } : {}),
      ...(arxiv ? { arxiv } : {}),
      ...(said.url ? { url: said.url } : {}),
      ...(volume ? { volume } : {}),
      ...(issue ? { number: issue } : {}),
      ...(pages ? { pages } : {}),
    },
  ];
}

function kindOf(type: string | null | undefined, container: string | null | undefined): Work["kind"] {
  if (!container) return "misc";
  return type === "ConferencePaper" ? "inproceedings" : type === "JournalArticle" ? "article" : "misc";
}
