import type { Vouched } from "../../engine/ports/literature";
import { isOthers } from "../../research/author-names";
import { bibtexOf, keysFor } from "../../research/bibtex-entry";
import type { Cited } from "../../research/citation-check";
import { judgeCitation, recordsOf } from "../../research/judge-citation";
import type { Reference } from "../../research/reference";
import { oneWork } from "../../research/references-together";
import type { Service } from "./ask-service";
import { dateOf, type Means } from "./finding-of";
import { lookUp } from "./look-up";

/** Looks up a work that the researcher's own files alone have. Where services have it, what they say of it counts. */
export async function vouchFor(
  own: Reference,
  services: readonly Service[],
  means: Means,
  signal: AbortSignal,
): Promise<Vouched> {
  const cited = citedIn(own);
  const found = await lookUp(cited, services, means, signal);
  const { verdict, where, problem, leadsTo } = judgeCitation(cited, { on: dateOf(means.wire.clock.now()), ...found });
  if (verdict === "unknown") return { verdict, problem: problem ?? "" };
  if (verdict === "not-found")
    return {
      verdict: "nowhere",
      asked: leadsTo === undefined ? where : `${where}; its DOI or number is that of “${leadsTo}”`,
    };
  const record = oneWork(recordsOf(cited, found).flatMap(({ works }) => works.slice(0, 1)));
  const work = { ...record, abstract: record.abstract || own.abstract };
  const bibtex = bibtexOf(work, keysFor([work])[0]!);
  return { verdict: "found", work: { ...work, bibtex, verified: `${where}; ${own.verified}` } };
}

function citedIn({ title, authors, year, doi, arxiv }: Reference): Cited {
  const names = authors.filter((name) => !isOthers(name));
  return {
    ...{ title, authors: names, others: names.length < authors.length, isOfTheWeb: false },
    ...(year === undefined ? {} : { year }),
    ...(doi === undefined ? {} : { doi }),
    ...(arxiv === undefined ? {} : { arxiv }),
  };
}
