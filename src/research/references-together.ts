import { sharesAuthor } from "./author-names";
import { bibtexOf, keysFor } from "./bibtex-entry";
import { plainTitle, withoutRetraction } from "./plain-title";
import { arxivOfDoi, type Reference, type Work } from "./reference";

/** What one source found, and when (ISO date). */
export type Finding = {
  readonly source: string;
  readonly on: string;
  readonly works: readonly Work[];
  /** The researcher's own files: nothing of them counts where a service has the work. */
  readonly isOwn?: boolean;
};

/**
 * What several sources found, each work once, in the order in which it was found first. Works are the same by DOI, by number at arXiv, or
 * by title; what one source lacks another may have. Every reference has an entry of its own making, under a key that no other has.
 */
export function referencesTogether(findings: readonly Finding[]): Reference[] {
  const groups: { works: Work[]; own: Work[]; names: Set<string>; seen: string[] }[] = [];
  for (const { source, on, works, isOwn } of findings)
    for (const work of works.map(bounded)) {
      if (plainTitle(work.title) === "") continue;
      const names = namesOf(work);
      const isSame = (group: (typeof groups)[number]) =>
        names.some((name) => group.names.has(name)) && !atOdds([...group.works, ...group.own], work);
      const same = groups.find(isSame);
      const group = same ?? { works: [], own: [], names: new Set(), seen: [] };
      if (!same) groups.push(group);
      (isOwn ? group.own : group.works).push(work);
      for (const name of names) group.names.add(name);
      const seen = `${source}, ${on}`;
      if (!group.seen.includes(seen)) group.seen.push(seen);
    }
  const whole = groups.map(({ works, own }) => oneWork(works.length > 0 ? works : own));
  const keys = keysFor(whole);
  return whole.map((work, at) => ({
    ...work,
    bibtex: bibtexOf(work, keys[at]!),
    verified: groups[at]!.seen.join("; "),
    ...(groups[at]!.works.length === 0 ? { ownOnly: true } : {}),
  }));
}

/**
 * What is shown to a model, printed in a terminal and kept in a journal is of a size and has no control characters, whatever a service
 * says; some papers have thousands of authors.
 */
export function bounded(work: Work): Work {
  const fields = Object.entries(MOST_CHARACTERS).flatMap(([field, most]) => {
    const said = work[field as keyof typeof MOST_CHARACTERS];
    return said === undefined ? [] : [[field, plainText(said, most)] as const];
  });
  const authors = work.authors.slice(0, 100).map((name) => plainText(name, 200));
  // As BibTeX has it.
  const others = authors.length < work.authors.length ? ["others"] : [];
  const { title, retracted } = withoutRetraction(plainText(work.title, MOST_CHARACTERS.title));
  return {
    ...{ ...work, ...Object.fromEntries(fields), title, authors: [...authors, ...others] },
    ...(retracted ? { retracted } : {}),
  };
}

const MOST_CHARACTERS = {
  title: 500,
  abstract: 4000,
  venue: 300,
  doi: 300,
  arxiv: 50,
  url: 2000,
  volume: 50,
  number: 50,
  pages: 50,
} as const;

function plainText(text: string, most: number): string {
  return text.slice(0, most).replace(/\p{Cc}+/gu, " ");
}

function namesOf(work: Work): string[] {
  const arxiv = work.arxiv ?? arxivOfDoi(work.doi);
  return [
    ...(work.doi ? [`doi ${work.doi}`] : []),
    ...(arxiv ? [`arxiv ${arxiv}`] : []),
    `title ${plainTitle(work.title)}`,
  ];
}

/**
 * A short title, “Introduction”, is that of many works: other authors and years far apart tell them apart. A preprint may be some years
 * older. Some records have the DOI of a whole volume: other authors with another title are another work.
 */
function atOdds(group: readonly Work[], work: Work): boolean {
  const named = (one: Work) => namesOf(one).filter((name) => !name.startsWith("title "));
  const isNamedSo = group.flatMap(named).some((name) => named(work).includes(name));
  const isTitledSo = group.some(({ title }) => plainTitle(title) === plainTitle(work.title));
  const [first] = group;
  const strangers = group.every((one) => one.authors.length > 0) && work.authors.length > 0;
  if (strangers && !(isNamedSo && isTitledSo) && !group.some((one) => sharesAuthor(one.authors, work.authors)))
    return true;
  if (isNamedSo) return false;
  return first?.year !== undefined && work.year !== undefined && Math.abs(first.year - work.year) > 3;
}

/** The first source's word counts, others fill in; a publication counts for more than its preprint. */
export function oneWork(works: readonly Work[]): Work {
  const published = works.find(({ kind, venue }) => kind !== "misc" && !/^(arxiv|corr)\b/i.test(venue));
  const ordered = published ? [published, ...works.filter((one) => one !== published)] : works;
  const { url, retracted: _, ...filled } = ordered.reduce((known, other) => ({ ...other, ...told(known) }));
  const citations = works.flatMap((one) => one.citations ?? []);
  return {
    ...filled,
    abstract: works.map(({ abstract }) => abstract).find(Boolean) ?? "",
    // Shown as a link: what a service has here may be any text.
    ...(url && /^https?:\/\//i.test(url) ? { url } : {}),
    ...(citations.length > 0 ? { citations: Math.max(...citations) } : {}),
    ...retractedAmong(works.some(isPublished) ? works.filter((one) => one.retracted || !isPreprint(one)) : works),
  };
}

/** That a preprint stands says nothing of what was published under another name. */
function isPreprint(work: Work): boolean {
  return !isPublished(work) && (work.arxiv ?? arxivOfDoi(work.doi)) !== undefined;
}

function isPublished({ doi }: Work): boolean {
  return doi !== undefined && doi !== "" && arxivOfDoi(doi) === undefined;
}

/** Whoever says that a work was retracted counts for more than those who do not know of it. */
export function retractedAmong(works: readonly Pick<Work, "retracted">[]): Pick<Work, "retracted"> {
  const said = works.flatMap(({ retracted }) => retracted ?? []);
  return said.length > 0 ? { retracted: said.includes(true) } : {};
}

/** The fields that a source said something in. */
function told(work: Work): Work {
  const said = Object.entries(work).filter(([, value]) => value !== undefined && value !== "" && !isEmptyList(value));
  return Object.fromEntries(said) as Work;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
