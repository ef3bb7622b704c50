import type { Retractions } from "../../engine/ports/literature";
import { arxivOfDoi, type Work } from "../../research/reference";
import type { Finding } from "../../research/references-together";
import type { Service } from "./ask-service";
import { askedAboutAll, type Means } from "./finding-of";
import { doiOf, type WorkName } from "./source";

/** Works that one request asks about: services allow fifty. */
const AT_ONCE = 40;

type Said = Retractions["works"][number];

/**
 * Whether works were retracted, many in one request: one service that tells of retractions after the other is asked about those that are
 * still open. What has neither a DOI nor a number at arXiv, or is with none of them, stays open, and so does what nobody answered about.
 */
export async function retractionsOf(
  works: readonly Work[],
  services: readonly Service[],
  means: Means,
  signal: AbortSignal,
): Promise<Retractions> {
  const said: Said[] = works.map(() => null);
  const problems: string[] = [];
  for (const service of services) {
    const { knows } = service.source.retractions ?? { knows: () => false };
    const open = works.flatMap((work, at) => {
      const name = namesOf(work).find(knows);
      return said[at] === null && name ? [{ at, name, work }] : [];
    });
    for (let from = 0; from < open.length; from += AT_ONCE) {
      const some = open.slice(from, from + AT_ONCE);
      const names = some.map(({ name }) => name);
      const { finding, problem } = await askedAboutAll(service, names, means, signal);
      if (problem) problems.push(`${service.source.name}: ${problem}.`);
      if (finding) for (const { at, name, work } of some) said[at] = saidOf(work, name, finding);
    }
  }
  return { works: said, ...(problems.length > 0 ? { problem: [...new Set(problems)].join(" ") } : {}) };
}

/** That a preprint stands says nothing of what was published under another name. */
function saidOf(work: Work, name: WorkName, { source, on, works }: Finding): Said {
  const record = works.find((one) => namesOf(one).some((other) => doiOf(other) === doiOf(name)));
  if (record?.retracted === undefined) return null;
  const isOfAnother = "arxiv" in name && work.doi !== undefined && arxivOfDoi(work.doi) === undefined;
  return isOfAnother && !record.retracted ? null : { retracted: record.retracted, where: `${source}, ${on}` };
}

/** What was published first: there it is retracted. */
function namesOf({ doi, arxiv }: Work): WorkName[] {
  const number = arxiv ?? arxivOfDoi(doi);
  const published = doi !== undefined && arxivOfDoi(doi) === undefined ? [{ doi }] : [];
  return [...published, ...(number === undefined ? [] : [{ arxiv: number }])];
}
