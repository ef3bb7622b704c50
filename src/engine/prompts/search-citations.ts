import * as z from "zod";
import { shownAuthors } from "../../research/author-names";
import { plainTitle, type Reference } from "../../research/reference";
import { jsonAnswer } from "../answers";
import type { AnswerShape, Question } from "../ask";
import { PAPER_SOURCE } from "../paper-source";
import type { Message } from "../ports/language-model";
import { withoutBibliography } from "./cite";
import { remarksPart } from "./remarks";
import { data, SCIENTIST } from "./scientist";
import { type PaperContext, referenceTable } from "./write-paper";

/** What one search of an earlier round came to, in words. */
export type EarlierSearch = { readonly query: string; readonly came: string };

export type CitationRound = {
  readonly round: number;
  readonly rounds: number;
  readonly source: string;
  /** Different works that the paper cites, and how many it should. */
  readonly cited: number;
  readonly wanted: number;
  readonly searches: readonly EarlierSearch[];
};

const MOST_GAPS = 4;

const Gaps = z.object({
  missing: z.array(z.object({ what: z.string(), query: z.string().min(3) })).max(MOST_GAPS),
  why: z.string().default(""),
});
export type Gaps = z.infer<typeof Gaps>;

/** The name of what belongs to a round. */
export function citationRound(round: number, part: string): string {
  return `citations, search round ${round}: ${part}`;
}

/** What the draft owes and does not cite, each with a search that should find it. The experiment's log is not shown: nothing here is measured. */
export function nameMissingCitations(paper: PaperContext, asked: CitationRound): Question<Gaps> {
  const { round, rounds, source, cited, wanted, searches } = asked;
  const log = searches.map(({ query, came }) => `- ${query}: ${came}`).join("\n");
  const { system, task } = paper.experiment.template;
  const short = wanted - cited;
  const [standing, few] =
    short > 0
      ? [`The paper cites ${cited} different works, and readers expect at least ${wanted}: ${short} more.`, FEW(wanted)]
      : [`The paper cites ${cited} different works, which is enough: name only what is really owed.`, ""];
  return {
    name: citationRound(round, "what is missing"),
    stage: "paper",
    system: SCIENTIST,
    context: [
      `# The project\n${system}\n\n${task}`,
      referenceTable(paper.bibliography),
      ...(paper.remarks.length > 0 ? [remarksPart(paper.remarks).trim()] : []),
    ],
    question: `# The paper as it is now
${data("paper", withoutBibliography(source))}
${log ? `\n# Searches so far\n${data("searches", log)}\n` : ""}
# Your task, round ${round} of at most ${rounds}: name the citations that are missing
${standing} Read it as a referee who knows the field: which sentence states what others found, or uses a method, a data set, a measure or a tool, without its origin? Which closest study of the same question is not discussed, and who found otherwise? A work of the reference table that is cited where it belongs is not missing.
For each say in a few words which sentence owes it and what kind of work it is, and give a query. A service of literature finds works in whose title or abstract all words of the query occur: two to five plain words, such as the telling words of a title that you have in mind; no names of this study, no quotes, no operators. Do not repeat a search; where one found nothing, use fewer and other words.
At most ${MOST_GAPS} a round, the most important first. When nothing that matters is missing, send an empty list${few}.

Answer with JSON: {"missing": [{"what": "…", "query": "…"}], "why": "…"}`,
    answer: jsonAnswer("missing citations", Gaps),
  };
}

const FEW = (wanted: number) => ` and say in "why" why no more works belong, although ${wanted} are expected`;

/** A work that was found, under the key that it has if it is cited. */
export type OfferedWork = { readonly key: string; readonly work: Reference };

/** Puts what was found before the model that asked for it: which works belong, and where in the text. */
export function placeFoundWorks<Edits>(
  asked: Question<Gaps>,
  earlier: readonly Message[],
  { round }: CitationRound,
  offered: readonly OfferedWork[],
  problem: string,
  answer: AnswerShape<Edits>,
): Question<Edits> {
  const works = offered.map(({ key, work }) => {
    const who = shownAuthors(work.authors);
    const known = work.citations === undefined ? "" : `, cited ${work.citations} times`;
    const when = [work.venue, work.year].filter(Boolean).join(" ");
    return `${key}: ${work.title}. ${who}. ${when}${known}.\n${gistOf(work.abstract)}`;
  });
  const part = problem ? [`Not all services answered: ${problem}`] : [];
  const { name: _, answer: __, ...rest } = asked;
  return {
    ...rest,
    name: citationRound(round, "choice"),
    earlier,
    question: `# Works that were found
${data("search results", [...part, ...works].join("\n\n"))}

# Your task: cite those of them that belong
Most of what a search finds does not belong: choose the works to which a sentence of the paper owes its credit, or which it must discuss, and leave out the others. Say of a work only what its title and abstract above say; never cite it for what it does not say.
Put each where it belongs: \\citep{key} behind the words that it supports, \\citet{key} where its authors are the subject, or one new sentence with \\citet{key} where a related work is not discussed yet. Use the keys above (those of the reference table too); their entries are added to the bibliography by the program.
Only sentences that get a citation may change, and new sentences must have one. Every number, formula, figure, heading, label and comment stays as it is, and none comes in but a number that belongs to a name in a title above.
Send SEARCH/REPLACE edits of ${PAPER_SOURCE}, one a place, in the order of the paper; the Why of each says what the work has to do with the sentence. SEARCH may be a part of a line, as long as it occurs only once. If none of them belongs, answer with the line UNCHANGED and the end mark.`,
    answer,
  };
}

function gistOf(abstract: string): string {
  if (abstract === "") return "(no abstract)";
  return abstract.length <= 600 ? abstract : `${abstract.slice(0, 600).replace(/\s+\S*$/, "")} …`;
}

/** Whether a query was put before, in whatever spelling. */
export function isRepeated(query: string, searches: readonly EarlierSearch[]): boolean {
  return searches.some((one) => plainTitle(one.query) === plainTitle(query));
}
