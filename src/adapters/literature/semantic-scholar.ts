import * as z from "zod";
import { bareArxiv, bareDoi, type Work } from "../../research/reference";
import { address, oneLine, parsed, plainWords, type Source } from "./source";

/** One request a second over all of its endpoints with a key; without one, 429 is a usual answer. */
export const semanticScholar: Source = {
  id: "semantic-scholar",
  name: "Semantic Scholar",
  server: "https://api.semanticscholar.org/graph/v1",
  gapMs: 1100,
  ask(query, most, { server, key }) {
    const fields = "title,authors,venue,year,abstract,externalIds,citationCount,publicationTypes,url";
    const url = address(server, "/paper/search", { query: plainWords(query), fields, limit: String(most) });
    return key ? { url, headers: { "x-api-key": key } } : { url };
  },
  read(body) {
    const page = Page.safeParse(parsed(body));
    if (!page.success) return { problem: "its answer could not be read" };
    return { works: page.data.data.flatMap(workOf) };
  },
};

/** Without a hit `data` may be missing. */
const Page = z.object({
  total: z.number().optional(),
  data: z
    .array(z.unknown())
    .nullish()
    .transform((rows) => rows ?? []),
});

const Row = z.object({
  title: z.string(),
  abstract: z.string().nullish(),
  venue: z.string().nullish(),
  year: z.number().nullish(),
  url: z.string().nullish(),
  citationCount: z.number().nullish(),
  publicationTypes: z.array(z.string()).nullish(),
  externalIds: z.record(z.string(), z.unknown()).nullish(),
  authors: z.array(z.object({ name: z.string().nullish() })).nullish(),
});

/** A row that is not whole enough to be cited is left out, the others stay. */
function workOf(row: unknown): Work[] {
  const read = Row.safeParse(row);
  if (!read.success) return [];
  const { title, abstract, venue, year, url, citationCount, publicationTypes, externalIds, authors } = read.data;
  const types = publicationTypes ?? [];
  const id = (name: string) => (typeof externalIds?.[name] === "string" ? externalIds[name] : undefined);
  const [doi, arxiv] = [bareDoi(id("DOI")), bareArxiv(id("ArXiv"))];
  const place = oneLine(venue);
  return [
    {
      title: oneLine(title),
      authors: (authors ?? []).flatMap(({ name }) => (name ? [oneLine(name)] : [])),
      venue: place,
      abstract: oneLine(abstract),
      kind:
        types.includes("Conference") && place
          ? "inproceedings"
          : types.includes("JournalArticle") && place
            ? "article"
            : "misc",
      ...(year ? { year } : {}),
      ...(citationCount == null ? {} : { citations: citationCount }),
      ...(doi ? { doi } : {}),
      ...(arxiv ? { arxiv } : {}),
      ...(url ? { url } : {}),
    },
  ];
}
