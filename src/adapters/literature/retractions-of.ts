import type { Retractions } from "../../engine/ports/literature";
import { arxivOfDoi, type Work } from "../../research/reference";
import type { Finding } from "../../research/references-together";
import type { Service } from "./ask-service";
import { askedAboutAll, type Means } from "./finding-of";
import { doiOf, type WorkName } from "./source";

/** Works that one request asks about: services allow fifty. */
const AT_ONCE = 40;
/** Of which a service that is well says something about one at least. */
const FEWEST_PIECES = 4;

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
      const heard = await inHalves(service, open.slice(from, from + AT_ONCE), means, signal);
      problems.push(...heard.problems);
      for (const { piece, finding } of heard.answers)
        for (const { at, name, work } of piece) said[at] = saidOf(work, name, finding);
    }
  }
  return { works: said, ...(problems.length > 0 ? { problem: [...new Set(problems)].join(" ") } : {}) };
}

type Piece = readonly { readonly at: number; readonly name: WorkName; readonly work: Work }[];
type Heard = {
  readonly answers: { readonly piece: Piece; readonly finding: Finding }[];
  readonly problems: string[];
};

/**
 * Asks about all at once. A service may refuse the whole for one name that it does not like, or garble its answer with one record: then it is
 * asked about halves, and halves of these, until that one is alone. One that says the same of four pieces is not well, and is left alone.
 */
async function inHalves(service: Service, open: Piece, means: Means, signal: AbortSignal): Promise<Heard> {
  const heard: Heard = { answers: [], problems: [] };
  for (let pieces = [open]; pieces.length > 0; ) {
    const unheard: { readonly piece: Piece; readonly problem: string }[] = [];
    for (const piece of pieces) {
      const names = piece.map(({ name }) => name);
      const { finding, problem, perhapsForOne } = await askedAboutAll(service, names, means, signal);
      if (finding) heard.answers.push({ piece, finding });
      if (problem && perhapsForOne && piece.length > 1) unheard.push({ piece, problem });
      else if (problem) heard.problems.push(told(service, names, problem));
    }
    const said = new Set(unheard.map(({ problem }) => problem));
    if (unheard.length >= FEWEST_PIECES && unheard.length === pieces.length && said.size === 1)
      return { ...heard, problems: [...said].map((problem) => told(service, [], problem)) };
    pieces = unheard.flatMap(({ piece }) => [piece.slice(0, piece.length / 2), piece.slice(piece.length / 2)]);
  }
  return heard;
}

function told({ source }: Service, names: readonly WorkName[], problem: string): string {
  const [only] = names.length === 1 ? names : [];
  const about = only === undefined ? "" : `, asked about ${"doi" in only ? only.doi : `arXiv:${only.arxiv}`}`;
  return `${source.name}: ${problem}${about}.`;
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
