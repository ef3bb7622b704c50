import { fieldOfNames, isOthers, isSameAuthor, sharesAuthor } from "./author-names";
import type { CitationCheck, Cited, WrongField } from "./citation-check";
import { likeness, withoutRetraction } from "./plain-title";
import { arxivOfDoi, type Work } from "./reference";
import { type Finding, oneWork, retractedAmong } from "./references-together";

/** What was found about an entry. */
export type Evidence = {
  /** ISO date of today. */
  readonly on: string;
  /** What its DOI and its number at arXiv lead to. */
  readonly byName: readonly Finding[];
  /** What a search for its title found. */
  readonly byTitle: readonly Finding[];
  /** Those who would know have no such DOI. */
  readonly noSuchDoi: boolean;
  /** Who was asked and answered. */
  readonly asked: readonly string[];
  /** Who did not answer. */
  readonly problem?: string;
};

/**
 * Whether a cited work is there, and whether the entry says of it what its record says. Nothing that a service failed to say is held
 * against an entry: a work is missing only when everybody who was asked has answered.
 */
export function judgeCitation(cited: Cited, evidence: Evidence): CitationCheck {
  const seen = recordsOf(cited, evidence);
  const elsewhere = namedIn(cited, evidence).length === 0 ? evidence.byName : [];
  if (seen.length > 0) return compared(cited, seen, elsewhere, evidence);
  const [other] = elsewhere.flatMap(({ works }) => works);
  if (other && !evidence.problem) return absent(evidence, { leadsTo: other.title });
  if (evidence.problem || evidence.asked.length === 0)
    return {
      verdict: "unknown",
      on: evidence.on,
      where: "",
      wrong: [],
      problem: evidence.problem ?? "nobody was asked",
    };
  return absent(evidence);
}

/** What was found of the work that is cited, by its DOI or number first. */
export function recordsOf(cited: Cited, evidence: Pick<Evidence, "byName" | "byTitle">): Finding[] {
  return [...namedIn(cited, evidence), ...thoseMeant(cited, evidence.byTitle)];
}

function namedIn(cited: Cited, { byName }: Pick<Evidence, "byName">): Finding[] {
  return byName.filter(({ works }) => works.some((work) => isCalled(cited, work, 0.6)));
}

function absent({ on, asked }: Evidence, more: Pick<CitationCheck, "leadsTo"> = {}): CitationCheck {
  return { verdict: "not-found", on, where: asked.join(", "), wrong: [], ...more };
}

/** Titles are alike from here on, where nothing else says that they are one work's. */
const ALIKE = 0.9;

function isCalled({ title }: Cited, work: Work, alike: number): boolean {
  return title === "" || likeness(title, withoutRetraction(work.title).title) >= alike;
}

/** Of the works that are called so, those by one of its authors; where none is, those that are called exactly so, as somebody else's. */
function thoseMeant(cited: Cited, findings: readonly Finding[]): Finding[] {
  if (cited.title === "") return [];
  const kept = (isMeant: (work: Work) => boolean) =>
    findings.flatMap((finding) => {
      const works = finding.works.filter(isMeant);
      return works.length > 0 ? [{ ...finding, works: [nearest(cited, works)] }] : [];
    });
  const own = kept((work) => isCalled(cited, work, ALIKE) && knowsAuthors(cited, work));
  return own.length > 0 || cited.title.length < LONG_TITLE ? own : kept((work) => isCalled(cited, work, 1));
}

/** Characters; a shorter title is that of many works. */
const LONG_TITLE = 25;

function knowsAuthors(cited: Cited, { authors }: Work): boolean {
  return cited.authors.length === 0 || authors.length === 0 || sharesAuthor(cited.authors, authors);
}

function nearest({ year }: Cited, works: readonly Work[]): Work {
  const far = (work: Work) => Math.abs((work.year ?? 0) - (year ?? 0));
  return works.toSorted((one, other) => far(one) - far(other))[0]!;
}

function compared(
  cited: Cited,
  seen: readonly Finding[],
  elsewhere: readonly Finding[],
  { on, noSuchDoi }: Evidence,
): CitationCheck {
  const works = seen.flatMap((finding) => finding.works.slice(0, 1));
  const whole = oneWork(works);
  const wrong = [
    ...wrongTitle(cited, works),
    ...wrongAuthors(cited, works),
    ...wrongYear(cited, works, whole),
    ...wrongNumber(cited, works, whole, { noSuchDoi, elsewhere: elsewhere.flatMap((finding) => finding.works) }),
  ];
  const where = [...new Set(seen.map(({ source, on }) => `${source}, ${on}`))].join("; ");
  const titled = works.map(({ title }) => ({ ...(withoutRetraction(title).retracted ? { retracted: true } : {}) }));
  return {
    ...{ verdict: wrong.length > 0 ? "differs" : "verified", on, where, wrong },
    ...(elsewhere[0]?.works[0] ? { leadsTo: elsewhere[0].works[0].title } : {}),
    ...retractedAmong([whole, ...titled]),
  };
}

function wrongTitle(cited: Cited, works: readonly Work[]): WrongField[] {
  if (cited.title === "" || works.some((work) => isCalled(cited, work, 1))) return [];
  return [{ field: "title", said: cited.title, record: withoutRetraction(works[0]!.title).title }];
}

/** Names are compared, not their spelling; “and others” stands for any more. The first author is the one who is cited. */
function wrongAuthors(cited: Cited, works: readonly Work[]): WrongField[] {
  const records = works.map(({ authors }) => authors).filter((authors) => authors.length > 0);
  if (cited.authors.length === 0 || records.length === 0) return [];
  if (records.some((record) => haveSameAuthors(cited, record))) return [];
  const longest = records.toSorted((one, other) => other.length - one.length)[0]!;
  return [{ field: "author", said: cited.authors.join(" and "), record: fieldOfNames(longest) }];
}

function haveSameAuthors({ authors, others }: Cited, record: readonly string[]): boolean {
  const known = record.filter((name) => !isOthers(name));
  const isCut = known.length < record.length;
  const strangers = authors.filter((name) => !known.some((other) => isSameAuthor(name, other)));
  if (strangers.length > 0 && !isCut) return false;
  if (!isSameAuthor(authors[0]!, known[0] ?? "")) return false;
  return others || authors.length >= known.length;
}

/** A preprint and its publication may be of different years: either is right. */
function wrongYear({ year }: Cited, works: readonly Work[], whole: Work): WrongField[] {
  const years = works.flatMap((work) => work.year ?? []);
  if (year === undefined || years.length === 0 || years.includes(year)) return [];
  return [{ field: "year", said: String(year), record: String(whole.year ?? years[0]) }];
}

type Elsewhere = { readonly noSuchDoi: boolean; readonly elsewhere: readonly Work[] };

/** A DOI or a number that leads to another work, or nowhere. */
function wrongNumber(
  { doi, arxiv }: Cited,
  works: readonly Work[],
  whole: Work,
  { noSuchDoi, elsewhere }: Elsewhere,
): WrongField[] {
  const dois = works.flatMap((work) => work.doi ?? []);
  const leadsAway = (name: (work: Work) => string | undefined, said: string) =>
    elsewhere.some((work) => name(work) === said);
  const isWrongDoi = doi !== undefined && !dois.includes(doi) && (noSuchDoi || leadsAway((work) => work.doi, doi));
  const isWrongNumber =
    arxiv !== undefined && whole.arxiv !== arxiv && leadsAway((work) => work.arxiv ?? arxivOfDoi(work.doi), arxiv);
  return [
    ...(isWrongDoi ? [{ field: "doi" as const, said: doi, record: whole.doi ?? "" }] : []),
    ...(isWrongNumber ? [{ field: "arxiv" as const, said: arxiv, record: whole.arxiv ?? "" }] : []),
  ];
}
