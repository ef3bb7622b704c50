import * as z from "zod";
import { arxivOfDoi, bareArxiv, bareDoi, type Work } from "../../research/reference";
import {
  address,
  doiInPath,
  doiOf,
  oneLine,
  parsed,
  plainWords,
  type Source,
  type Told,
  unreadable,
  worksIn,
} from "./source";

/** A search costs a tenth of a cent; with a (free) key about a thousand a day are free. */
export const openAlex: Source = {
  id: "openalex",
  name: "OpenAlex",
  server: "https://api.openalex.org",
  knowsRetractions: true,
  gapMs: 200,
  ask(query, most, { server, key, email }) {
    const more = { select: FIELDS, per_page: String(most), api_key: key, mailto: email };
    return { url: address(server, "/works", { search: plainWords(query), ...more }) };
  },
  read: readPage,
  lookUp: {
    ask(name, { server, key, email }) {
      const path = `/works/doi:${doiInPath(doiOf(name))}`;
      return { url: address(server, path, { select: FIELDS, api_key: key, mailto: email }), mayBeMissing: true };
    },
    read: (body) => worksIn([parsed(body)], workOf),
  },
  retractions: {
    // A comma ends a filter, and a bar a value.
    knows: (name) => !/[,|]/.test(doiOf(name)),
    ask(names, { server, key, email }) {
      const filter = `doi:${names.map(doiOf).join("|")}`;
      const more = { select: FIELDS, per_page: String(names.length), api_key: key, mailto: email };
      return { url: address(server, "/works", { filter, ...more }) };
    },
    read: readPage,
  },
};

function readPage(body: string): Told {
  const page = Page.safeParse(parsed(body));
  return page.success ? worksIn(page.data.results, workOf) : unreadable;
}

const FIELDS =
  "id,doi,title,authorships,publication_year,type,cited_by_count,is_retracted,abstract_inverted_index,primary_location,biblio";

const Page = z.object({ results: z.array(z.unknown()) });

const Row = z.object({
  title: z.string(),
  doi: z.string().nullish(),
  id: z.string().nullish(),
  publication_year: z.number().nullish(),
  type: z.string().nullish(),
  cited_by_count: z.number().nullish(),
  is_retracted: z.boolean().nullish(),
  abstract_inverted_index: z.record(z.string(), z.array(z.number())).nullish(),
  primary_location: z
    .object({
      landing_page_url: z.string().nullish(),
      source: z.object({ display_name: z.string().nullish(), type: z.string().nullish() }).nullish(),
    })
    .nullish(),
  biblio: z
    .object({
      volume: z.string().nullish(),
      issue: z.string().nullish(),
      first_page: z.string().nullish(),
      last_page: z.string().nullish(),
    })
    .nullish(),
  authorships: z.array(z.object({ author: z.object({ display_name: z.string().nullish() }).nullish() })).nullish(),
});
type Row = z.infer<typeof Row>;

function workOf(row: unknown): Work[] {
  const read = Row.safeParse(row);
  if (!read.success) return [];
  const { title, doi: named, publication_year: year, cited_by_count: citations, primary_location, biblio } = read.data;
  const [doi, url] = [bareDoi(named), primary_location?.landing_page_url ?? read.data.id];
  const arxiv = arxivOfDoi(doi) ?? bareArxiv(url?.includes("arxiv.org") ? url : "");
  const pages = [biblio?.first_page, biblio?.last_page].filter(Boolean);
  return [
    {
      title: oneLine(title),
      authors: (read.data.authorships ?? []).flatMap(({ author }) => oneLine(author?.display_name) || []),
      venue: oneLine(primary_location?.source?.display_name),
      abstract: textOf(read.data.abstract_inverted_index),
      kind: kindOf(read.data),
      ...(year ? { year } : {}),
      ...(citations == null ? {} : { citations }),
      ...(doi ? { doi } : {}),
      ...(arxiv ? { arxiv } : {}),
      ...(url ? { url } : {}),
      ...(biblio?.volume ? { volume: biblio.volume } : {}),
      ...(biblio?.issue ? { number: biblio.issue } : {}),
      ...(pages.length > 0 ? { pages: pages.join("-") } : {}),
      ...(read.data.is_retracted == null ? {} : { retracted: read.data.is_retracted }),
    },
  ];
}

function kindOf({ type, primary_location }: Row): Work["kind"] {
  const place = primary_location?.source?.type;
  if (place === "conference") return "inproceedings";
  return type === "article" && place === "journal" ? "article" : "misc";
}

/** The abstract comes as the places of its words. A place beyond what any abstract has is no place. */
function textOf(index: Readonly<Record<string, readonly number[]>> | null | undefined): string {
  const words: string[] = [];
  for (const [word, places] of Object.entries(index ?? {}))
    for (const place of places) if (Number.isInteger(place) && place >= 0 && place < 5000) words[place] = word;
  return oneLine(Array.from(words, (word) => word ?? "").join(" "));
}
