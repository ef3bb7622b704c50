import type { Clock } from "../../engine/ports/clock";
import type { Literature, SearchResult } from "../../engine/ports/literature";
import type { Cited } from "../../research/citation-check";
import { type Finding, referencesTogether } from "../../research/references-together";
import { systemClock } from "../clock";
import { arxiv } from "./arxiv";
import type { Budget, Service, Wire } from "./ask-service";
import { bibShelf, placeOf } from "./bib-shelf";
import { crossref } from "./crossref";
import { datacite } from "./datacite";
import { doiResolver } from "./doi-resolver";
import { dateOf, type Means, searched } from "./finding-of";
import { type Found, lookUp } from "./look-up";
import { openAlex } from "./openalex";
import { pdfShelf } from "./pdf-shelf";
import { retractionsOf } from "./retractions-of";
import { SearchCache } from "./search-cache";
import { semanticScholar } from "./semantic-scholar";
import { type Shelf, worksWith } from "./shelf";
import type { Source, SourceId, Teller } from "./source";
import { Turns } from "./turns";
import { vouchFor } from "./vouch-for";
import { webPages } from "./web-pages";

export type LiteratureOptions = {
  readonly project: string;
  /** Where answers are kept. */
  readonly cache: string;
  /** In the order in which they are asked. */
  readonly sources: readonly SourceId[];
  /** Other addresses than their own, by source. */
  readonly servers: Partial<Record<SourceId, string>>;
  /** Told to the services that are kinder to those whom they can write to; may be empty. */
  readonly email: string;
  readonly keys: Partial<Record<SourceId, string | undefined>>;
  /** The researcher's own bibliographies, from the project's folder. */
  readonly bibFiles?: readonly string[];
  /** Empty where there is none. */
  readonly pdfFolder?: string;
  /** The address of a search engine that answers as SearXNG does; empty where there is none. */
  readonly webSearch?: string;
  readonly clock?: Clock;
  readonly fetch?: typeof globalThis.fetch;
  /** Requests that may be made as long as this is open. */
  readonly requests?: number;
};

/** The published record with what verifying needs beyond a search. */
export type OpenedLiterature = Literature & {
  /** The same, with so many requests at most: for one idea, say. Turns and what was kept are shared. */
  within(requests: number): Literature;
  /** What is known of an entry of a bibliography, from services alone: the researcher's own files prove nothing. */
  lookUp(cited: Cited, signal: AbortSignal): Promise<Found>;
  /** Whether anybody is there to be asked, and whether anybody of them tells of retractions. */
  readonly canLookUp: boolean;
  readonly tellsOfRetractions: boolean;
};

const SOURCES: Readonly<Record<SourceId, Teller | Source>> = {
  "semantic-scholar": semanticScholar,
  openalex: openAlex,
  arxiv,
  crossref,
  datacite,
  doi: doiResolver,
};

/**
 * The published record as the chosen services have it, and the researcher's own works. One service after the other is asked until there
 * is enough to read; whoever does not answer is named beside what the others found. What a service answered is kept on disk, and used
 * when it is away, however old.
 */
export function openLiterature(options: LiteratureOptions): OpenedLiterature {
  const services = options.sources.map((id) => serviceOf(id, options));
  const { clock = systemClock, fetch = globalThis.fetch, requests = 5000 } = options;
  const whole = budgetOf(requests, "as many requests as may be were made; start again to make more");
  const cache = new SearchCache(options.cache);
  const wire: Wire = { clock, fetch, turns: new Turns(clock), budgets: [whole] };
  const library = {
    ...{ services, cache, wire, shelves: shelvesOf(options, cache) },
    ...(options.webSearch ? { webSearch: options.webSearch } : {}),
  };
  return {
    ...literatureIn(library),
    within(most) {
      const own = budgetOf(most, `the ${most} requests that an idea may make were made`);
      return literatureIn({ ...library, wire: { ...wire, budgets: [...wire.budgets, own] } });
    },
    lookUp: (cited, signal) => lookUp(cited, services, { wire: forOneSearch(wire), cache }, signal),
    canLookUp: services.length > 0,
    tellsOfRetractions: services.some(({ source }) => source.retractions),
  };
}

type Library = Means & {
  readonly services: readonly Service[];
  readonly shelves: readonly Shelf[];
  readonly webSearch?: string;
};

function literatureIn(library: Library): Literature {
  const { services, shelves, wire } = library;
  const searchable = services.filter(isSearchable);
  const once = () => ({ ...library, wire: forOneSearch(wire) });
  return {
    sources: [...shelves, ...searchable.map(({ source }) => source)].map(({ name }) => name),
    search: (query, signal) => searchIn(once(), query, signal),
    ...(services.length > 0 ? { vouch: (work, signal) => vouchFor(work, services, once(), signal) } : {}),
    ...(services.some(({ source }) => source.retractions)
      ? { retractions: (works, signal) => retractionsOf(works, services, once(), signal) }
      : {}),
  };
}

/** Papers to read of one search. */
const enough = 10;

async function searchIn(library: Library, query: string, signal: AbortSignal): Promise<SearchResult> {
  const { services, shelves, webSearch } = library;
  const findings: Finding[] = [];
  const problems: string[] = [];
  for (const service of services.filter(isSearchable)) {
    const { finding, problem } = await searched(service, query, library, signal);
    if (finding) findings.push(finding);
    if (problem) problems.push(`${service.source.name}: ${problem}.`);
    if (findings.flatMap(({ works }) => works).length >= enough) break;
  }
  const own: Finding[] = [];
  const remarks: string[] = [];
  for (const shelf of shelves) {
    const { works, problems: unread } = await shelf.works(signal);
    const on = dateOf(library.wire.clock.now());
    own.push({ source: shelf.name, on, works: worksWith(works, query, enough), isOwn: true });
    remarks.push(...unread);
  }
  const web = webSearch ? await webPages(query, webSearch, library, signal) : undefined;
  if (web && "problem" in web) remarks.push(`The search of the web: ${web.problem}.`);
  return {
    papers: ownFirst(referencesTogether([...findings, ...own]), shelves),
    ...(problems.length > 0 ? { problem: problems.join(" ") } : {}),
    ...(remarks.length > 0 ? { remarks: remarks.join(" ") } : {}),
    ...(web && "pages" in web && web.pages.length > 0 ? { pages: [...web.pages] } : {}),
    ...(findings.length === 0 && shelves.length > 0 ? { ownOnly: true } : {}),
  };
}

/** What the researcher has is shown before the rest; what services say of it counts for more. */
function ownFirst(papers: SearchResult["papers"], shelves: readonly Shelf[]): SearchResult["papers"] {
  const isOwn = ({ verified }: SearchResult["papers"][number]) => shelves.some(({ name }) => verified.includes(name));
  return [...papers.filter(isOwn), ...papers.filter((one) => !isOwn(one))];
}

/** So many at most for one question, whatever the troubles of those who are asked. */
function forOneSearch(wire: Wire): Wire {
  const most = 24;
  return {
    ...wire,
    budgets: [...wire.budgets, budgetOf(most, `${most} requests were made for this search, which is enough`)],
  };
}

function budgetOf(left: number, spent: string): Budget {
  return { left, spent };
}

function isSearchable(service: Service): service is Service & { readonly source: Source } {
  return "ask" in service.source;
}

function shelvesOf({ project, bibFiles = [], pdfFolder = "" }: LiteratureOptions, cache: SearchCache): Shelf[] {
  return [
    ...(bibFiles.length > 0 ? [bibShelf(project, bibFiles)] : []),
    ...(pdfFolder !== "" ? [pdfShelf(placeOf(project, pdfFolder), cache)] : []),
  ];
}

/** A key goes to the service that gave it and to no other address, except on this machine. */
function serviceOf(id: SourceId, { servers, keys, email }: LiteratureOptions): Service {
  const source = SOURCES[id];
  const server = servers[id] || source.server;
  const { hostname } = new URL(server);
  const isItsOwn = server === source.server || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return {
    source,
    access: { server, ...(email ? { email } : {}), ...(isItsOwn && keys[id] ? { key: keys[id] } : {}) },
  };
}
