import { citationsIn } from "../../latex/bibliography";
import { beyondCitations } from "../../latex/passage/citation-edits";
import { keysFor } from "../../research/bibtex-entry";
import { plainTitle, type Reference } from "../../research/reference";
import { ask, askForTurns } from "../ask";
import { editsOrUnchanged, type ProposedEdits } from "../edits-answer";
import type { Lab } from "../lab";
import { PAPER_SOURCE } from "../paper-source";
import { SearchResultShape } from "../ports/literature";
import {
  type CitationRound,
  citationRound,
  type EarlierSearch,
  type Gaps,
  isRepeated,
  nameMissingCitations,
  type OfferedWork,
  placeFoundWorks,
} from "../prompts/search-citations";
import { bibEntriesIn } from "../prompts/write-paper";
import { isDone, step } from "../step";
import { tellOnce } from "../tell-once";
import { carriesBibliography, citable, referenceSearches, titlesOf, withEntries } from "./gather-references";
import { makeChange } from "./make-change";
import { intentOf } from "./make-run";
import { citedWorks, revisionOfPaper, unknownKeys } from "./paper-checks";
import { vouchedWorks } from "./vouched-works";
import { type CitationSearch, type Draft, sourceAt, withRemarks } from "./write-paper";

/**
 * Rounds in which the author reads the draft, names what is missing, sees what a search finds for it and says where it belongs. Each round
 * is one change; only what a service has gets an entry, or what the researcher has where no service can say. Where no source is named, or the paper went on without, the draft stays as it is.
 */
export async function searchCitations(lab: Lab, draft: Draft): Promise<Draft> {
  const begun = isDone(lab, citationRound(1, "what is missing"));
  if (!begun && (lab.literature.sources.length === 0 || isDone(lab, "paper: second pass"))) return draft;
  if (!carriesBibliography(await sourceAt(lab, draft.commit))) {
    await tellOnce(lab, `${PAPER_SOURCE} carries no bibliography (filecontents), so no citations were searched for.`);
    return draft;
  }
  const searches = await referenceSearches(lab, draft.context);
  const searching: Searching = { draft, searches, offered: [], beyond: 0, idle: 0, answered: 0 };
  const rounds = lab.parameters.citationRounds;
  for (let round = 1; round <= rounds; round++) {
    const end = await oneRound(lab, searching, round, rounds);
    if (end) return ended(lab, searching, end);
  }
  return rounds > 0 ? ended(lab, searching, "rounds") : draft;
}

/** What the rounds know of each other. It lives as long as they do. */
type Searching = {
  draft: Draft;
  readonly searches: EarlierSearch[];
  /** Works that were cited in a proposal. */
  readonly offered: Reference[];
  /** Rounds that began when enough was cited. */
  beyond: number;
  /** Rounds since the paper last changed. */
  idle: number;
  /** Searches that a service answered. */
  answered: number;
};

/** Rounds without a change after which no further one is paid for. */
const MOST_IDLE = 2;
/** Rounds that are paid for once the paper cites as many works as it should: some models never say that it is enough. */
const MOST_BEYOND = 2;

async function oneRound(
  lab: Lab,
  searching: Searching,
  round: number,
  rounds: number,
): Promise<CitationSearch["end"] | undefined> {
  const { draft, searches } = searching;
  const source = await sourceAt(lab, draft.commit);
  const [cited, wanted] = [citedWorks(source).length, lab.parameters.minReferences];
  if (cited >= wanted && ++searching.beyond > MOST_BEYOND) return "rounds";
  const asked: CitationRound = { round, rounds, source, cited, wanted, searches: [...searches] };
  const question = nameMissingCitations(draft.context, asked);
  const { value, turns } = await askForTurns(lab, question);
  const gaps = value.missing.filter(({ query }) => !isRepeated(query, searches));
  if (gaps.length === 0) return value.missing.length === 0 ? "nothing missing" : "nothing found";
  const { papers, problem } = await searchFor(lab, searching, round, gaps);
  const works = await offeredOf(lab, round, papers, source, searching.offered);
  const edits =
    works.length > 0
      ? await ask(lab, placeFoundWorks(question, turns, asked, works, problem, placementOf(source, works)))
      : undefined;
  const commit = edits && (await placed(lab, searching, round, source, edits, works));
  searching.idle = commit ? 0 : searching.idle + 1;
  if (searching.idle < MOST_IDLE) return undefined;
  return searching.answered === 0 ? "no answer" : "nothing found";
}

/** What a question shows of them. */
const MOST_SHOWN = 30;

async function searchFor(
  lab: Lab,
  searching: Searching,
  round: number,
  gaps: Gaps["missing"],
): Promise<{ papers: Reference[]; problem: string }> {
  const lists: Reference[][] = [];
  const problems: string[] = [];
  for (const [index, { query }] of gaps.entries()) {
    const search = () => lab.literature.search(query, lab.signal);
    const found = await step(lab, citationRound(round, `search ${index + 1}`), SearchResultShape, search);
    if (found.problem) {
      problems.push(found.problem);
      await tellOnce(lab, `Searching for citations: ${found.problem}`);
    }
    if (found.remarks) await tellOnce(lab, `Searching for citations: ${found.remarks}`);
    if (!found.ownOnly && (found.papers.length > 0 || !found.problem)) searching.answered++;
    const none = found.problem ? "the search failed" : "nothing was found";
    searching.searches.push({ query, came: found.papers.length > 0 ? titlesOf(found.papers) : none });
    lists.push(found.papers);
  }
  return { papers: inTurn(lists), problem: [...new Set(problems)].join(" ") };
}

/** The first of each search, then the second of each: what is cut off at the end is the least of all. */
function inTurn<One>(lists: readonly (readonly One[])[]): One[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** Of the researcher's own works that no service found: each is looked up before it is offered. */
const MOST_OWN = 10;

/** Works under keys that are free; what the researcher turned down is not offered again. */
async function offeredOf(
  lab: Lab,
  round: number,
  found: readonly Reference[],
  source: string,
  before: readonly Reference[],
): Promise<OfferedWork[]> {
  const turnedDown = new Set(before.map(({ title }) => plainTitle(title)));
  const isNew = ({ title }: Reference) => !turnedDown.has(plainTitle(title));
  let own = 0;
  const shown = citable(found, source)
    .filter((work) => isNew(work) && (!work.ownOnly || ++own <= MOST_OWN))
    .slice(0, MOST_SHOWN);
  const vouched = await vouchedWorks(lab, shown, (what) => citationRound(round, what), citationRound(round, "choice"));
  const works = citable(vouched, source).filter(isNew);
  const keys = keysFor(works, new Set(bibEntriesIn(source).map(({ key }) => key)));
  return works.map((work, index) => ({ key: keys[index]!, work }));
}

/** Edits that place citations and do nothing else, of works that are offered or in the bibliography. */
function placementOf(source: string, offered: readonly OfferedWork[]) {
  const entries = [...bibEntriesIn(source), ...offered].map(({ key }) => key);
  const allowed = new Set([...entries, ...citationsIn(source)]);
  return editsOrUnchanged({ [PAPER_SOURCE]: source }, (after) => {
    const text = after[PAPER_SOURCE] ?? "";
    const titles = offered.map(({ work }) => work.title);
    return [...unknownKeys(text, allowed), ...beyondCitations(source, text, titles)];
  });
}

/** The placements with the entries that they need, as one change; the commit, if anything of it was accepted. */
async function placed(
  lab: Lab,
  searching: Searching,
  round: number,
  source: string,
  proposed: ProposedEdits,
  offered: readonly OfferedWork[],
): Promise<string | undefined> {
  const text = proposed.edits[0]?.after;
  if (text === undefined) return undefined;
  const { context } = searching.draft;
  const used = new Set(citationsIn(text));
  const chosen = offered.filter(({ key }) => used.has(key));
  searching.offered.push(...chosen.map(({ work }) => work));
  const after = withEntries(text, chosen);
  const title = "Cite works that were found";
  const intent = intentOf(lab, context.experiment.idea, `paper, citations, search round ${round}`, title, "", "prose");
  const edits = [{ path: PAPER_SOURCE, before: source, after }];
  const hunks = [...entriesHunk(chosen), ...proposed.hunks];
  const known = { ...context, bibliography: bibEntriesIn(after) };
  const { commit, decision } = await makeChange(lab, intent, { edits, hunks }, revisionOfPaper(known));
  const bibliography = bibEntriesIn(await sourceAt(lab, commit ?? searching.draft.commit));
  const told = { ...searching.draft, context: withRemarks({ ...context, bibliography }, decision) };
  searching.draft = commit === undefined ? told : { ...told, commit };
  return commit;
}

function entriesHunk(chosen: readonly OfferedWork[]): ProposedEdits["hunks"] {
  if (chosen.length === 0) return [];
  const title =
    chosen.length === 1 ? "Add the entry of what is cited" : `Add ${chosen.length} entries of what is cited`;
  const seen = chosen.map(({ key, work }) => `${key} (${work.verified})`).join("; ");
  return [{ path: PAPER_SOURCE, title, why: `Where each was read: ${seen}.` }];
}

async function ended(lab: Lab, { draft, searches }: Searching, end: CitationSearch["end"]): Promise<Draft> {
  if (end === "no answer")
    await tellOnce(lab, "No service of literature answered, so the paper goes on with the citations that it has.");
  return { ...draft, citing: { searches: searches.length, end } };
}
