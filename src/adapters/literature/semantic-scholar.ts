import * as z from "zod";
import { bareArxiv, bareDoi, type Work } from "../../research/reference";
import { address, oneLine, parsed, plainWords, type Source, unreadable, worksIn } from "./source";

/** One request a second over all of its endpoints with a key; without one, 429 is a usual answer. */
export const semanticScholar: Source = {
  id: "semantic-scholar",
  name: "Semantic Scholar",
  server: "https://api.semanticscholar.org/graph/v1",
  gapMs: 1100,
  ask(query, most, { server, key }) {
    const url = address(server, "/paper/search", { query: plainWords(query), fields: FIELDS, limit: String(most) });
    return { url, ...withKey(key) };
  },
  read(body) {
    const page = Page.safeParse(parsed(body));
    if (!page.success) return unreadable;
    const { data, total } = page.data;
    if (data == null && total !== 0) return unreadable;
    return worksIn(data ?? [], workOf);
  },
  lookUp: {
    ask(name, { server, key }) {
      const id = "doi" in name ? `DOI:${name.doi}` : `ARXIV:${name.arxiv}`;
      const url = address(server, `/paper/${encodeURIComponent(id)}`, { fields: FIELDS });
      return { url, mayBeMissing: true, ...withKey(key) };
    },
    read: (body) => worksIn([parsed(body)], workOf),
  },
};

const FIELDS = "title,authors,venue,year,abstract,externalIds,citationCount,publicationTypes,url";

function withKey(key: string | undefined) {
  return key ? { headers: { "x-api-key": key } } : {};
}

/** Without a hit `data` may be missing. */
const Page = z.object({ total: z.number().optional(), data: z.array(z.unknown()).nullish() });

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
