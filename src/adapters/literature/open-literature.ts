import { join } from "node:path";
import type { Clock } from "../../engine/ports/clock";
import type { Literature } from "../../engine/ports/literature";
import type { Work } from "../../research/reference";
import { type Finding, referencesTogether } from "../../research/references-together";
import { systemClock } from "../clock";
import { privateFolderName } from "../private-folder";
import { arxiv } from "./arxiv";
import { askService, type Service, type Wire } from "./ask-service";
import { crossref } from "./crossref";
import { openAlex } from "./openalex";
import { isFresh, SearchCache } from "./search-cache";
import { semanticScholar } from "./semantic-scholar";
import type { Source, SourceId } from "./source";
import { Turns } from "./turns";

export type LiteratureOptions = {
  readonly project: string;
  /** In the order in which they are asked. */
  readonly sources: readonly SourceId[];
  /** Other addresses than their own, by source. */
  readonly servers: Partial<Record<SourceId, string>>;
  /** Told to the services that are kinder to those whom they can write to; may be empty. */
  readonly email: string;
  readonly keys: Partial<Record<SourceId, string | undefined>>;
  readonly clock?: Clock;
  readonly fetch?: typeof globalThis.fetch;
  /** Requests that may be made as long as this is open. */
  readonly requests?: number;
};

const SOURCES: Readonly<Record<SourceId, Source>> = {
  "semantic-scholar": semanticScholar,
  openalex: openAlex,
  arxiv,
  crossref,
};

/**
 * The published record as the chosen services have it. One after the other is asked until there is enough to read; whoever does not
 * answer is named beside what the others found. What a service answered is kept on disk, and used when it is away, however old.
 */
export function openLiterature(options: LiteratureOptions): Literature {
  const services = options.sources.map((id) => serviceOf(id, options));
  const { clock = systemClock, fetch = globalThis.fetch, requests = 500 } = options;
  const wire: Wire = { clock, fetch, turns: new Turns(clock), budget: { left: requests } };
  const cache = new SearchCache(join(options.project, privateFolderName, "literature"));
  return {
    sources: services.map(({ source }) => source.name),
    async search(query, signal) {
      const findings: Finding[] = [];
      const problems: string[] = [];
      for (const service of services) {
        const { finding, problem } = await findingOf(service, query, { wire, cache }, signal);
        if (finding) findings.push(finding);
        if (problem) problems.push(`${service.source.name}: ${problem}.`);
        if (findings.flatMap(({ works }) => works).length >= enough) break;
      }
      const papers = referencesTogether(findings);
      return { papers, ...(problems.length > 0 ? { problem: problems.join(" ") } : {}) };
    },
  };
}

/** Papers to read of one search. */
const enough = 10;

type Means = { readonly wire: Wire; readonly cache: SearchCache };

async function findingOf(
  service: Service,
  query: string,
  { wire, cache }: Means,
  signal: AbortSignal,
): Promise<{ finding?: Finding; problem?: string }> {
  const { id, name } = service.source;
  const on = (at: number, works: readonly Work[]): Finding => ({
    source: name,
    on: new Date(at).toISOString().slice(0, 10),
    works,
  });
  const kept = await cache.find(id, query);
  if (kept && isFresh(kept, wire.clock.now())) return { finding: on(kept.at, kept.works) };
  const told = await askService(service, query, wire, signal);
  if ("works" in told) {
    const now = wire.clock.now();
    const unkept = await cache.keep(id, query, now, told.works).then(
      () => ({}),
      (error: Error) => ({ problem: `its answer could not be kept: ${error.message}` }),
    );
    return { finding: on(now, told.works), ...unkept };
  }
  return kept
    ? { finding: on(kept.at, kept.works), problem: `${told.problem}; what it said earlier was used` }
    : { problem: told.problem };
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
