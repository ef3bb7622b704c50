import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { SourceId } from "../../src/adapters/literature/source";

/** A service, or the search engine. */
export type Asked = SourceId | "web";

/** One request as the server saw it. `at` in milliseconds since 1970. */
export type LoggedRequest = {
  readonly source: Asked;
  readonly path: string;
  readonly at: number;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
};

/** What a service does instead of answering well. */
export type Trouble = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Milliseconds before it answers at all. */
  readonly slow?: number;
  /** The connection breaks off in the middle of the answer. */
  readonly breaks?: boolean;
};

/** A work as the server has it; how each service tells of it is the server's business. */
export type Shelved = {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number;
  readonly venue?: string;
  readonly abstract?: string;
  readonly doi?: string;
  readonly arxiv?: string;
  readonly retracted?: boolean;
  /** The services that have it; all, unless said. */
  readonly at?: readonly SourceId[];
  /** With whom its DOI is registered; Crossref, unless said. */
  readonly agency?: "DataCite" | "JaLC";
};

const FOLDERS: Readonly<Record<string, Asked>> = {
  ...{ s2: "semantic-scholar", openalex: "openalex", arxiv: "arxiv", crossref: "crossref", datacite: "datacite" },
  ...{ doi: "doi", agency: "doi", web: "web" },
};

const SEARCHES = new Set(["/s2/paper/search", "/openalex/works", "/crossref/works", "/datacite/dois"]);

/**
 * All services in one, on this machine, with the ways that they really have: fields that are null or missing, an abstract in pieces, line
 * breaks in titles, errors as feeds, dates without a year. It keeps a log, and has the troubles that a test lays before a service.
 */
export class LiteratureServer {
  readonly log: LoggedRequest[] = [];
  readonly shelf: Shelved[] = [];
  /** What the search engine has. */
  readonly web: { readonly url: string; readonly title: string; readonly content: string }[] = [];
  /** Numbers at arXiv that it refuses, and with them whatever else was asked for. */
  readonly refused = new Set<string>();
  private readonly troubles = new Map<Asked, Trouble[]>();
  private server: Server | undefined;

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.answer(request.url ?? "/", request.headers, response));
    await new Promise<void>((resolve) => this.server!.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** The addresses, as the setting `literature.servers` has them. */
  get servers(): Record<SourceId, string> {
    const { port } = this.server!.address() as AddressInfo;
    const at = (name: string) => `http://127.0.0.1:${port}/${name}`;
    return {
      ...{ "semantic-scholar": at("s2"), openalex: at("openalex"), arxiv: at("arxiv"), crossref: at("crossref") },
      ...{ datacite: at("datacite"), doi: at("doi") },
    };
  }

  /** The address of the search engine, as the setting `literature.webSearch` has it. */
  get webSearch(): string {
    return this.servers.doi.replace(/doi$/, "web/search");
  }

  clear(): void {
    this.log.length = 0;
    this.shelf.length = 0;
    this.web.length = 0;
    this.refused.clear();
    this.troubles.clear();
  }

  /** What happens to the next requests of a service, in turn. */
  trouble(source: Asked, ...troubles: Trouble[]): void {
    this.troubles.set(source, [...(this.troubles.get(source) ?? []), ...troubles]);
  }

  requestsTo(source: Asked): LoggedRequest[] {
    return this.log.filter((one) => one.source === source);
  }

  private async answer(path: string, headers: IncomingHttpHeaders, response: ServerResponse): Promise<void> {
    const url = new URL(path, "http://stub");
    const source = FOLDERS[url.pathname.split("/")[1]!];
    if (!source) return void response.writeHead(404).end();
    this.log.push({ source, path: decodeURIComponent(url.pathname), at: Date.now(), query: url.searchParams, headers });
    const trouble = this.troubles.get(source)?.shift() ?? {};
    if (trouble.slow) await wait(trouble.slow);
    if (trouble.status !== undefined || trouble.body !== undefined)
      return void response.writeHead(trouble.status ?? 200, trouble.headers).end(trouble.body ?? "");
    const { status, body, headers: said } = this.said(source, url, headers.accept ?? "");
    if (!trouble.breaks)
      return void response.writeHead(status, { "content-type": "application/json", ...said }).end(body);
    response.writeHead(200, { "content-length": String(Buffer.byteLength(body)) });
    response.write(body.slice(0, body.length / 2));
    setTimeout(() => response.destroy(), 20);
  }

  private said(source: Asked, { pathname, searchParams }: URL, accept: string): Said {
    if (source === "web")
      return { status: 200, body: JSON.stringify({ query: searchParams.get("q"), results: this.web }) };
    const path = decodeURIComponent(pathname);
    if (path.startsWith("/doi/ra/")) return agencyOf(path.slice(8), this.shelf);
    const numbers = searchParams.get("id_list")?.split(",");
    if (source === "doi" || (source !== "arxiv" && !SEARCHES.has(path))) return this.one(source, path, accept);
    const bad = numbers?.find((number) => this.refused.has(number));
    if (bad) return refusedFeed(bad);
    if (numbers) {
      const wanted = this.at(source).filter(({ arxiv }) => arxiv !== undefined && numbers.includes(arxiv));
      return { status: 200, body: TELL.arxiv(wanted) };
    }
    return { status: 200, body: TELL[source](this.found(source, searchParams)) };
  }

  private at(source: SourceId): Shelved[] {
    return this.shelf.filter(({ at }) => !at || at.includes(source));
  }

  /** The one work of a DOI or a number at arXiv. */
  private one(source: SourceId, path: string, accept: string): Said {
    const work = this.at(source).find((one) => namesOf(one).some((name) => path.toLowerCase().endsWith(name)));
    const isRegistered = source !== "crossref" && source !== "datacite" ? true : agencyIn(work) === source;
    if (!work || !isRegistered || (source === "doi" && agencyIn(work) === "jalc"))
      return { status: 404, body: '{"error": "not found"}' };
    if (source !== "doi") return { status: 200, body: TELL_ONE[source]!(work) };
    if (path.startsWith("/doi/"))
      return { status: 302, body: "", headers: { location: path.replace("/doi/", "/agency/") } };
    if (!accept.includes("application/x-bibtex")) return { status: 406, body: "" };
    return { status: 200, body: inBibtex(work), headers: { "content-type": "application/x-bibtex; charset=utf-8" } };
  }

  /** The works of many DOIs: OpenAlex has them with bars between, Crossref as a filter each. */
  private named(source: SourceId, filter: string): Shelved[] {
    const names = filter
      .toLowerCase()
      .replaceAll("doi:", "")
      .split(source === "openalex" ? "|" : ",");
    const isRegistered = (work: Shelved) => source !== "crossref" || agencyIn(work) === source;
    return this.at(source).filter((work) => isRegistered(work) && namesOf(work).some((name) => names.includes(name)));
  }

  /** Every word must be in the title or the abstract, as these services read a query; Crossref finds by any. */
  private found(source: Exclude<SourceId, "doi">, query: URLSearchParams): Shelved[] {
    const filter = query.get("filter");
    if (filter !== null) return this.named(source, filter);
    const text = ["query", "search", "search_query", "query.bibliographic", "q"]
      .map((name) => query.get(name) ?? "")
      .join(" ");
    const words = text
      .replace(/all:|\bAND\b/g, " ")
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean);
    const hits = this.at(source).filter((work) => {
      const { title, abstract = "" } = work;
      if (source === "datacite" && agencyIn(work) !== "datacite") return false;
      const has = (word: string) => `${title} ${abstract}`.toLowerCase().includes(word);
      return source === "crossref" ? words.some(has) : words.every(has);
    });
    return bestOf(hits, text, wanted(query));
  }
}

/** How many rows a request wants. */
function wanted(query: URLSearchParams): number {
  const said = ["limit", "per_page", "rows", "max_results", "page[size]"].map((name) => query.get(name)).find(Boolean);
  return Number(said ?? 100);
}

/** As many as were asked for. Another question has others at its head, where there are more. */
function bestOf(hits: readonly Shelved[], text: string, most: number): Shelved[] {
  if (hits.length <= most) return [...hits];
  const first = [...text].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % hits.length;
  return [...hits.slice(first), ...hits.slice(0, first)].slice(0, most);
}

type Said = { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };

/** An error is a feed as well, whose only entry has it as its title. */
function refusedFeed(number: string): Said {
  const entry = `<entry><title>Error</title><summary>incorrect id format for ${number}</summary></entry>`;
  return { status: 200, body: `<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>` };
}

function namesOf({ doi, arxiv }: Shelved): string[] {
  return [...(doi ? [doi] : []), ...(arxiv ? [`arxiv:${arxiv}`, `10.48550/arxiv.${arxiv}`] : [])].map((name) =>
    name.toLowerCase(),
  );
}

function agencyIn(work: Shelved | undefined): string | undefined {
  return work && (work.agency ?? (work.doi ? "Crossref" : "DataCite")).toLowerCase();
}

function agencyOf(doi: string, shelf: readonly Shelved[]): Said {
  const work = shelf.find((one) => namesOf(one).includes(doi.toLowerCase()));
  const agency = { crossref: "Crossref", datacite: "DataCite", jalc: "JaLC" }[agencyIn(work) ?? ""];
  return {
    status: 200,
    body: JSON.stringify([agency ? { DOI: doi, RA: agency } : { DOI: doi, status: "DOI does not exist" }]),
  };
}

/** On one line, under a key that many have, the authors in the agency's way. */
function inBibtex({ title, authors, year, venue, doi, arxiv }: Shelved): string {
  const people = authors
    .map((name) => `${name.split(" ").at(-1)}, ${name.split(" ").slice(0, -1).join(" ")}`)
    .join(" and ");
  const named = doi ?? `10.48550/ARXIV.${arxiv}`;
  return ` @${venue ? "article" : "misc"}{${authors[0]?.split(" ").at(-1)}_${year}, title={${title.replaceAll("&", "\\&")}}, url={http://dx.doi.org/${named}}, DOI={${named}}, ${venue ? `journal={${venue}}, ` : ""}author={${people}}, year={${year}}, month=may }\n`;
}

const TELL_ONE: Readonly<Record<Exclude<SourceId, "arxiv" | "doi">, (work: Shelved) => string>> &
  Record<string, (work: Shelved) => string> = {
  "semantic-scholar": (work) => JSON.stringify(inSemanticScholar(work)),
  openalex: (work) => JSON.stringify(inOpenAlex(work)),
  crossref: (work) => JSON.stringify({ status: "ok", "message-type": "work", message: inCrossref(work) }),
  datacite: (work) => JSON.stringify({ data: inDatacite(work) }),
};

const TELL: Readonly<Record<Exclude<SourceId, "doi">, (works: readonly Shelved[]) => string>> = {
  "semantic-scholar": (works) =>
    // Without a hit, `data` is not there.
    JSON.stringify(
      works.length === 0
        ? { total: 0, offset: 0 }
        : { total: works.length, offset: 0, data: works.map(inSemanticScholar) },
    ),
  openalex: (works) =>
    JSON.stringify({ meta: { count: works.length, cost_usd: 0.001 }, results: works.map(inOpenAlex) }),
  arxiv: (works) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>${works.map(inArxiv).join("")}</feed>`,
  crossref: (works) =>
    JSON.stringify({ status: "ok", message: { "total-results": works.length, items: works.map(inCrossref) } }),
  datacite: (works) => JSON.stringify({ data: works.map(inDatacite), meta: { total: works.length } }),
};

function inDatacite({ title, authors, year, venue, abstract, doi, arxiv }: Shelved) {
  const named = doi ?? `10.48550/arxiv.${arxiv}`;
  const creators = authors.map((name) => ({ name, givenName: null, familyName: null, affiliation: [] }));
  const descriptions = abstract ? [{ description: abstract, descriptionType: "Abstract" }] : [];
  return {
    id: named,
    type: "dois",
    attributes: {
      ...{ doi: named, titles: [{ title }], creators, publicationYear: year, publisher: arxiv ? "arXiv" : "Zenodo" },
      ...{ container: venue ? { title: venue } : {}, types: { resourceTypeGeneral: "Preprint" }, descriptions },
      ...{ url: arxiv ? `https://arxiv.org/abs/${arxiv}` : null, citationCount: 0 },
    },
  };
}

function inSemanticScholar({ title, authors, year, venue, abstract, doi, arxiv }: Shelved) {
  return {
    ...{ paperId: "5c126", url: "https://www.semanticscholar.org/paper/5c126", title, year, venue: venue ?? "" },
    ...{
      abstract: abstract ?? null,
      citationCount: 12,
      tldr: null,
      authors: authors.map((name) => ({ authorId: null, name })),
    },
    publicationTypes: venue ? ["JournalArticle", "Conference"] : null,
    externalIds: { CorpusId: 2199, ...(doi ? { DOI: doi } : {}), ...(arxiv ? { ArXiv: arxiv } : {}) },
    // Of a type that no bibliography knows, as some of them are.
    citationStyles: { bibtex: "@['JournalArticle', 'Conference']{None2,\n title = {}\n}\n" },
  };
}

function inOpenAlex({ title, authors, year, venue, abstract, doi, arxiv, retracted = false }: Shelved) {
  const words = abstract?.split(" ") ?? [];
  const index = Object.fromEntries(words.map((word) => [word, words.flatMap((one, at) => (one === word ? [at] : []))]));
  const named = doi ?? (arxiv ? `10.48550/arXiv.${arxiv}` : undefined);
  return {
    ...{
      id: "https://openalex.org/W3036",
      doi: named ? `https://doi.org/${named}` : null,
      title,
      publication_year: year,
    },
    ...{ type: venue ? "article" : "preprint", cited_by_count: 10, is_retracted: retracted },
    abstract_inverted_index: abstract ? index : null,
    primary_location: venue
      ? { landing_page_url: null, source: { display_name: venue, type: "journal" } }
      : { landing_page_url: arxiv ? `https://arxiv.org/abs/${arxiv}` : null, source: null },
    biblio: { volume: null, issue: null, first_page: null, last_page: null },
    authorships: authors.map((display_name) => ({ author: { display_name, orcid: null } })),
  };
}

function inArxiv({ title, authors, year, abstract = "", arxiv = "2001.00001", doi, retracted }: Shelved): string {
  const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const broken = xml(title).replace(" ", "\n  ");
  const names = authors.map((name) => `<author><name>${xml(name)}</name></author>`).join("");
  const named = doi ? `<arxiv:doi>${doi}</arxiv:doi>` : "";
  return `<entry><id>http://arxiv.org/abs/${arxiv}v2</id><title>${broken}</title><published>${year}-06-19T17:24:44Z</published><summary>  ${xml(abstract)} </summary>${names}${named}${retracted ? "<arxiv:comment>Withdrawn by the authors</arxiv:comment>" : ""}</entry>`;
}

function inCrossref({ title, authors, year, venue, abstract, doi, retracted }: Shelved) {
  const [family, given] = [authors[0]?.split(" ").at(-1), authors[0]?.split(" ").slice(0, -1).join(" ")];
  return {
    ...{
      DOI: doi ?? `10.5555/${title.replace(/\W+/g, "-").toLowerCase()}`,
      title: [title],
      type: "journal-article",
      "is-referenced-by-count": 7,
      URL: "https://doi.org/x",
    },
    ...{ "container-title": venue ? [venue] : [], issued: { "date-parts": [[year, 5]] }, page: "436-444" },
    ...(abstract ? { abstract: `<jats:title>Abstract</jats:title><jats:p>${abstract}</jats:p>` } : {}),
    author: [{ given, family, sequence: "first" }, ...authors.slice(1).map((name) => ({ name }))],
    ...(retracted ? { "updated-by": [{ type: "retraction", DOI: "10.1/r" }] } : {}),
  };
}
