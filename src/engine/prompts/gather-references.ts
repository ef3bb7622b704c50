import * as z from "zod";
import { shownAuthors } from "../../research/author-names";
import type { Reference } from "../../research/reference";
import { jsonAnswer } from "../answers";
import type { Question } from "../ask";
import { data } from "./scientist";
import { type PaperContext, paperQuestion } from "./write-paper";

export const REFERENCE_QUERIES = "references: queries";
const MOST_QUERIES = 8;

const Queries = z.object({ queries: z.array(z.string().min(3)).min(1).max(MOST_QUERIES) });

/** What the published record should be searched for, before a word of the paper is written. */
export function referenceQueries(paper: PaperContext): Question<z.infer<typeof Queries>> {
  return {
    ...paperQuestion(paper, REFERENCE_QUERIES),
    question: `# Your task: say what the related work is to be searched for
The table of references is what this paper can cite. Name what is missing there: the origin of each method, data set and measure that the runs use, the closest earlier studies of the same question, and who argues otherwise. A service of literature finds works in whose title or abstract all words of a query occur: two to five plain words each, no names of this study.

Answer with JSON: {"queries": ["…", "…"]}, at most ${MOST_QUERIES}, the most needed first.`,
    answer: jsonAnswer("queries", Queries),
  };
}

const Choice = z.object({ choose: z.array(z.number().int()) });

/** Which of the works that were found the paper needs, by their numbers. */
export function chooseReferences(
  paper: PaperContext,
  found: readonly Reference[],
  wanted: number,
): Question<z.infer<typeof Choice>> {
  const works = found.map(({ title, authors, venue, year, citations, abstract }, index) => {
    const who = shownAuthors(authors);
    const what = `${index + 1}. ${title}. ${who}. ${venue} ${year ?? ""}, cited ${citations ?? "?"} times.`;
    return `${what}\n${abstract.slice(0, 600)}`;
  });
  return {
    ...paperQuestion(paper, "references: choice"),
    question: `# Works that were found
${data("search results", works.join("\n\n"))}

# Your task: choose the works that this paper should be able to cite
About ${wanted} of them, fewer where fewer belong. Choose what the paper's own sentences will owe credit to or argue with; leave out what only shares a word with it, and of two works that say the same the later.

Answer with JSON: {"choose": [1, 4]}, the numbers above.`,
    answer: jsonAnswer("choose", Choice),
  };
}
