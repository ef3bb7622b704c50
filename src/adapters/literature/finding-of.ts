import type { Work } from "../../research/reference";
import type { Finding } from "../../research/references-together";
import { askService, type Service, type Wire } from "./ask-service";
import { isFresh, type SearchCache } from "./search-cache";
import { type Asked, doiOf, type NoAnswer, plainWords, type Source, type Told, type WorkName } from "./source";

export type Means = { readonly wire: Wire; readonly cache: SearchCache };

/** What a service has; without a finding it did not answer, and `problem` says why. With both, something was not as it should be. */
export type Answered = { readonly finding?: Finding } & Partial<NoAnswer>;

/** Hits that are asked for. */
const MOST_HITS = 20;

export function searched(
  service: Service & { readonly source: Source },
  query: string,
  means: Means,
  signal: AbortSignal,
): Promise<Answered> {
  const { source, access } = service;
  const asked = source.ask(query, MOST_HITS, access);
  return answered(service, { key: plainWords(query), asked, read: (body) => first(source.read(body)) }, means, signal);
}

/** A server that gives more than it was asked for fills no journal and no prompt. */
function first(told: Told): Told {
  return "works" in told ? { works: told.works.slice(0, MOST_HITS) } : told;
}

/** Undefined for a service that does not know works by this name. */
export async function lookedUp(
  service: Service,
  name: WorkName,
  means: Means,
  signal: AbortSignal,
): Promise<Answered | undefined> {
  const { lookUp } = service.source;
  const asked = lookUp?.ask(name, service.access);
  if (!lookUp || !asked) return undefined;
  const key = "doi" in name ? `doi:${name.doi}` : `arxiv:${name.arxiv}`;
  return answered(service, { key, asked, read: lookUp.read }, means, signal);
}

/** What a service that tells of retractions has of works, by their names. */
export async function askedAboutAll(
  { source, access }: Service,
  names: readonly WorkName[],
  means: Means,
  signal: AbortSignal,
): Promise<Answered> {
  const { retractions } = source;
  if (!retractions) return {};
  const key = `retractions: ${names.map(doiOf).toSorted().join(" ")}`;
  const question = { key, asked: retractions.ask(names, access), read: retractions.read };
  return answered({ source, access }, question, means, signal);
}

type Question = { readonly key: string; readonly asked: Asked; readonly read: (body: string) => Told };

/** What was kept as long as it is fresh, else what the service says, else what was kept, however old. */
async function answered(
  service: Service,
  { key, asked, read }: Question,
  { wire, cache }: Means,
  signal: AbortSignal,
): Promise<Answered> {
  const { id, name } = service.source;
  const on = (at: number, works: readonly Work[]): Finding => ({ source: name, on: dateOf(at), works });
  const kept = await cache.find(id, key);
  if (kept && isFresh(kept, wire.clock.now())) return { finding: on(kept.at, kept.works) };
  const told = await askService(service, asked, read, wire, signal);
  if ("works" in told) {
    const now = wire.clock.now();
    const unkept = await cache.keep(id, key, now, told.works).then(
      () => ({}),
      (error: Error) => ({ problem: `its answer could not be kept: ${error.message}` }),
    );
    return { finding: on(now, told.works), ...unkept };
  }
  return kept ? { finding: on(kept.at, kept.works), problem: `${told.problem}; what it said earlier was used` } : told;
}

/** ISO date of a moment in milliseconds since 1970. */
export function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
