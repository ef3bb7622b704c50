import * as z from "zod";
import { withoutRetraction } from "../../research/plain-title";
import { arxivOfDoi, bareDoi, type Work } from "../../research/reference";
import {
  address,
  doiInPath,
  oneLine,
  parsed,
  plainWords,
  type Source,
  type Told,
  unreadable,
  type WorkName,
  worksIn,
} from "./source";

/** What publishers registered. It finds something for every query: the best hits come first. */
export const crossref: Source = {
  id: "crossref",
  name: "Crossref",
  server: "https://api.crossref.org",
  knowsRetractions: true,
  gapMs: 500,
  ask(query, most, { server, email }) {
    const asked = { "query.bibliographic": plainWords(query), rows: String(most), mailto: email };
    return { url: address(server, "/works", asked) };
  },
  read: readPage,
  lookUp: {
    ask(name, { server, email }) {
      if ("arxiv" in name || arxivOfDoi(name.doi) !== undefined) return undefined;
      return { url: address(server, `/works/${doiInPath(name.doi)}`, { mailto: email }), mayBeMissing: true };
    },
    read(body) {
      const page = One.safeParse(parsed(body));
      return page.success ? worksIn([page.data.message], workOf) : unreadable;
    },
  },
  retractions: {
    knows: isFilterable,
    ask(names, { server, email }) {
      const filter = names.filter(isFilterable).map(({ doi }) => `doi:${doi}`);
      return {
        url: address(server, "/works", { filter: filter.join(","), rows: String(names.length), mailto: email }),
      };
    },
    read: readPage,
  },
};

function readPage(body: string): Told {
  const page = Page.safeParse(parsed(body));
  // One of a list may be without a title.
  return page.success ? worksIn(page.data.message.items.filter(hasTitle), workOf) : unreadable;
}

/** In a list of filters a comma ends one. */
function isFilterable(name: WorkName): name is WorkName & { readonly doi: string } {
  return "doi" in name && arxivOfDoi(name.doi) === undefined && !name.doi.includes(",");
}

function hasTitle(row: unknown): boolean {
  return !z.object({ title: z.array(z.unknown()).max(0) }).safeParse(row).success;
}

const One = z.object({ message: z.looseObject({}) });

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
  // Of what was retracted, and of the notice that says so.
  "updated-by": z.array(z.object({ type: Text })).nullish(),
  "update-to": z.array(z.object({ type: Text })).nullish(),
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
  const arxiv = arxivOfDoi(doi);
  const updates = [...(read.data["updated-by"] ?? []), ...(read.data["update-to"] ?? [])];
  const retracted = updates.some(({ type }) => /^(?:retraction|withdrawal|removal)$/.test(type ?? ""));
  const authors = (read.data.author ?? []).map(({ given, family, name }) =>
    oneLine(family ? [family, given].filter(Boolean).join(", ") : name),
  );
  return [
    {
      title,
      authors: authors.filter(Boolean),
      venue: oneLine(read.data["container-title"]?.[0]),
      abstract: oneLine(abstract?.replace(HEADING, "")),
      kind: type === "journal-article" ? "article" : type === "proceedings-article" ? "inproceedings" : "misc",
      ...(year ? { year } : {}),
      ...(citations == null ? {} : { citations }),
      ...(doi ? { doi } : {}),
      ...(arxiv ? { arxiv } : {}),
      ...(url ? { url } : {}),
      ...(volume ? { volume } : {}),
      ...(issue ? { number: issue } : {}),
      ...(page ? { pages: page } : {}),
      retracted: retracted || withoutRetraction(title).retracted,
    },
  ];
}

/** A record's abstract is a piece of JATS, its heading among the text. */
const HEADING = /^\s*<jats:title>\s*(?:abstract|summary)\s*<\/jats:title>/i;
