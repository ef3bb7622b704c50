import type { Cited } from "../../research/citation-check";
import { likeness } from "../../research/plain-title";
import { arxivOfDoi, type Work } from "../../research/reference";
import { bounded, type Finding } from "../../research/references-together";
import { askService, type Service } from "./ask-service";
import { agencyIn, askForAgency } from "./doi-resolver";
import { lookedUp, type Means, searched } from "./finding-of";
import type { Source, WorkName } from "./source";

/** What services have of an entry, as `judgeCitation` wants it. */
export type Found = {
  readonly byName: readonly Finding[];
  readonly byTitle: readonly Finding[];
  readonly noSuchDoi: boolean;
  readonly asked: readonly string[];
  readonly problem?: string;
};

/**
 * Asks for the DOI and the number at arXiv first, one service after the other until one has the work; then, where that did not settle
 * it, for the title. Whoever does not answer is named.
 */
export async function lookUp(
  cited: Cited,
  services: readonly Service[],
  means: Means,
  signal: AbortSignal,
): Promise<Found> {
  const named = await byName(cited, services, means, signal);
  const works = named.byName.flatMap((finding) => finding.works);
  // A preprint is of another year than its publication, which only its title leads to.
  const isOfYear = ({ year }: Work) => cited.year === undefined || year === cited.year;
  const isSettled = works.some((work) => isOfYear(work) && likeness(cited.title, work.title) === 1);
  if (isSettled || cited.title === "") return together(named, { byTitle: [], asked: [], problems: [] });
  return together(named, await byTitle(cited, services, means, signal));
}

type Named = Pick<Found, "byName" | "noSuchDoi" | "asked"> & { readonly problems: readonly string[] };
type Titled = Pick<Found, "byTitle" | "asked"> & { readonly problems: readonly string[] };

function together(named: Named, titled: Titled): Found {
  const { noSuchDoi } = named;
  const [byName, byTitle] = [boundedIn(named.byName), boundedIn(titled.byTitle)];
  const problems = [...new Set([...named.problems, ...titled.problems])];
  return {
    ...{ byName, noSuchDoi, byTitle, asked: [...new Set([...named.asked, ...titled.asked])] },
    ...(problems.length > 0 ? { problem: problems.join(" ") } : {}),
  };
}

function boundedIn(findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, works: finding.works.map(bounded) }));
}

async function byName(
  { doi, arxiv }: Cited,
  services: readonly Service[],
  means: Means,
  signal: AbortSignal,
): Promise<Named> {
  const names: WorkName[] = [...(arxiv ? [{ arxiv }] : []), ...(doi && arxivOfDoi(doi) === undefined ? [{ doi }] : [])];
  const all: Named[] = [];
  for (const name of names) all.push(await oneName(name, services, means, signal));
  return {
    byName: all.flatMap((one) => one.byName),
    noSuchDoi: all.some((one) => one.noSuchDoi),
    asked: all.flatMap((one) => one.asked),
    problems: all.flatMap((one) => one.problems),
  };
}

/** Until one has it; beyond that, one whose records say what was retracted. */
async function oneName(
  name: WorkName,
  services: readonly Service[],
  means: Means,
  signal: AbortSignal,
): Promise<Named> {
  const asked: string[] = [];
  const problems: string[] = [];
  const byName: Finding[] = [];
  for (const service of services) {
    if (byName.length > 0 && !service.source.knowsRetractions) continue;
    const answer = await lookedUp(service, name, means, signal);
    if (!answer) continue;
    if (answer.problem) problems.push(`${service.source.name}: ${answer.problem}.`);
    if (!answer.finding) continue;
    asked.push(service.source.name);
    if (answer.finding.works.length > 0) byName.push(answer.finding);
    if (byName.length > 0 && service.source.knowsRetractions) break;
  }
  if (byName.length > 0) return { byName, noSuchDoi: false, asked, problems };
  const resolver = services.find(({ source }) => source.id === "doi");
  // Others than the resolver know the DOIs of their own agency alone.
  if (!("doi" in name) || !resolver) return { byName: [], noSuchDoi: false, asked, problems };
  const registered = await agencyOf(name.doi, resolver, means, signal);
  if ("problem" in registered) problems.push(`doi.org: ${registered.problem}.`);
  else if (registered.agency) problems.push(`The DOI is registered with ${registered.agency}, which gives no record.`);
  return { byName: [], noSuchDoi: "agency" in registered && registered.agency === undefined, asked, problems };
}

/** Only where nobody had a DOI: it may be registered where no records are given. */
async function agencyOf(doi: string, resolver: Service, { wire }: Means, signal: AbortSignal) {
  let agency: ReturnType<typeof agencyIn> = { agency: undefined };
  const read = (body: string) => {
    agency = agencyIn(body);
    return "problem" in agency ? agency : { works: [] };
  };
  const told = await askService(resolver, askForAgency(doi, resolver.access), read, wire, signal);
  return "problem" in told ? told : agency;
}

/** Until one has a work that is called so; beyond that, one whose records say what was retracted. */
async function byTitle(
  { title }: Cited,
  services: readonly Service[],
  means: Means,
  signal: AbortSignal,
): Promise<Titled> {
  const findings: Finding[] = [];
  const asked: string[] = [];
  const problems: string[] = [];
  let isFound = false;
  for (const service of services) {
    if (!isSearchable(service) || (isFound && !service.source.knowsRetractions)) continue;
    const { finding, problem } = await searched(service, title, means, signal);
    if (problem) problems.push(`${service.source.name}: ${problem}.`);
    if (!finding) continue;
    findings.push(finding);
    asked.push(service.source.name);
    isFound ||= finding.works.some((work) => likeness(title, work.title) === 1);
    if (isFound && service.source.knowsRetractions) break;
  }
  return { byTitle: findings, asked, problems };
}

function isSearchable(service: Service): service is Service & { readonly source: Source } {
  return "ask" in service.source;
}
