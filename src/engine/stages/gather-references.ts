import { bibliographyOf } from "../../latex/sections";
import { bibtexOf, keysFor } from "../../research/bibtex-entry";
import { plainTitle, type Reference } from "../../research/reference";
import { ask } from "../ask";
import type { Lab } from "../lab";
import { SearchResultShape } from "../ports/literature";
import { chooseReferences, REFERENCE_QUERIES, referenceQueries } from "../prompts/gather-references";
import type { EarlierSearch } from "../prompts/search-citations";
import { bibEntriesIn, type PaperContext } from "../prompts/write-paper";
import { isDone, step } from "../step";
import { tellOnce } from "../tell-once";
import { vouchedWorks } from "./vouched-works";

/**
 * Searches the published record for what the paper will have to cite, and gives its source with the entries that were chosen; the same
 * source where there is nothing to add. Only what a service has can get in, or the researcher where no service can say. A paper that was begun without is finished without.
 */
export async function gatherReferences(lab: Lab, context: PaperContext, source: string): Promise<string> {
  const begun = isDone(lab, REFERENCE_QUERIES);
  if (!begun && (lab.literature.sources.length === 0 || isDone(lab, WRITING))) return source;
  const { queries } = await ask(lab, referenceQueries(context));
  const found: Reference[] = [];
  for (const [index, query] of queries.entries()) {
    const search = () => lab.literature.search(query, lab.signal);
    const { papers, problem, remarks } = await step(lab, searchStep(index), SearchResultShape, search);
    if (problem) await tellOnce(lab, `Searching for references: ${problem}`);
    if (remarks) await tellOnce(lab, `Searching for references: ${remarks}`);
    found.push(...papers);
  }
  const works = citable(found, source).slice(0, MOST_SHOWN);
  if (works.length === 0) return source;
  const wanted = Math.max(6, lab.parameters.minReferences - context.bibliography.length + 4);
  const { choose } = await ask(lab, chooseReferences(context, works, wanted));
  const chosen = [...new Set(choose)].flatMap((number) => works[number - 1] ?? []);
  const vouched = await vouchedWorks(lab, chosen, (what) => `references: ${what}`, WRITING);
  return withReferences(source, citable(vouched, source));
}

function searchStep(index: number): string {
  return `references: search ${index + 1}`;
}

/** What was searched for before the first word, and what came, as it was recorded: nothing is searched for again. */
export async function referenceSearches(lab: Lab, context: PaperContext): Promise<EarlierSearch[]> {
  if (!isDone(lab, REFERENCE_QUERIES)) return [];
  const { queries } = await ask(lab, referenceQueries(context));
  const searches: EarlierSearch[] = [];
  for (const [index, query] of queries.entries()) {
    if (!isDone(lab, searchStep(index))) continue;
    const nothing = async () => ({ papers: [] });
    const { papers } = await step(lab, searchStep(index), SearchResultShape, nothing);
    searches.push({ query, came: papers.length > 0 ? titlesOf(papers) : "nothing was found" });
  }
  return searches;
}

/** Titles that are told of a search. */
const MOST_TITLES = 5;

/** “2 works: A; B” */
export function titlesOf(papers: readonly Reference[]): string {
  const titles = papers.slice(0, MOST_TITLES).map(({ title }) => title);
  const more = papers.length > titles.length ? "; …" : "";
  return `${papers.length} ${papers.length === 1 ? "work" : "works"}: ${titles.join("; ")}${more}`;
}

/** The first step of writing. */
const WRITING = "paper: title and abstract";

/** What a question shows of them. */
const MOST_SHOWN = 60;

/** Each work once, none that the paper has already, that was retracted, or of which nobody knows who wrote it or when. */
export function citable(found: readonly Reference[], source: string): Reference[] {
  const known = new Set(bibliographyOf(source).map(({ title }) => plainTitle(title)));
  return found.filter((work) => {
    const name = plainTitle(work.title);
    if (known.has(name) || work.retracted || work.year === undefined || work.authors.length === 0) return false;
    known.add(name);
    return true;
  });
}

/** The source with an entry for each work at the end of the bibliography that it carries, under keys that are free. */
export function withReferences(source: string, works: readonly Reference[]): string {
  const keys = keysFor(works, new Set(bibEntriesIn(source).map(({ key }) => key)));
  return withEntries(
    source,
    works.map((work, index) => ({ key: keys[index]!, work })),
  );
}

const CARRIED = /^\\begin\{filecontents\*?\}(?:\[[^\]]*\])?\{[^}]*\.bib\}[\s\S]*?^(?=\\end\{filecontents\*?\})/m;

/** Whether there is a bibliography in the paper's own source that an entry can be added to. */
export function carriesBibliography(source: string): boolean {
  return CARRIED.test(source);
}

/** The same under keys that are given. */
export function withEntries(
  source: string,
  works: readonly { readonly key: string; readonly work: Reference }[],
): string {
  const end = CARRIED.exec(source);
  if (!end || works.length === 0) return source;
  const at = end.index + end[0].length;
  const entries = works.map(({ key, work }) =>
    bibtexOf(work, key, { annotation: gist(work.abstract), verified: work.verified }),
  );
  return `${source.slice(0, at)}\n${entries.join("\n\n")}\n${source.slice(at)}`;
}

/** What a work is known for, as far as a table has room. */
function gist(abstract: string): string {
  return abstract.length <= 240 ? abstract : `${abstract.slice(0, 240).replace(/\s+\S*$/, "")} …`;
}
