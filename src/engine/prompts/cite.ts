import type { Problem } from "../../research/problem";
import type { AnswerShape, Question } from "../ask";
import { PAPER_SOURCE } from "../paper-source";
import { data } from "./scientist";
import { type PaperContext, paperQuestion } from "./write-paper";

/** Asks for citations of the template's own bibliography where the text owes them. */
export function placeCitations<Edits>(
  paper: PaperContext,
  source: string,
  round: number,
  missing: number,
  answer: AnswerShape<Edits>,
): Question<Edits> {
  return {
    ...paperQuestion({ ...paper, written: [] }, `citations, round ${round}`),
    question: `# The paper as it is now
${data("paper", withoutBibliography(source))}

# Your task: give credit where it is owed
${missing > 0 ? `At least ${missing} more of the references in the table should be cited. ` : ""}Find the sentences that state what others found, name a method, a data set, an estimator or a tool, and cite its origin; add a sentence where a closely related work is not discussed at all. Never cite a work for what it does not say; leave out what does not belong.
Send SEARCH/REPLACE edits of ${PAPER_SOURCE}; SEARCH may be a part of a line, as long as it occurs only once. If nothing is owed, answer with the line UNCHANGED and the end mark.`,
    answer,
  };
}

/** One pass over the finished draft, for what only shows when the sections stand beside one another. */
export function polishPaper<Edits>(paper: PaperContext, source: string, answer: AnswerShape<Edits>): Question<Edits> {
  return {
    ...paperQuestion({ ...paper, written: [] }, "paper: second pass"),
    question: `# The paper as it is now
${data("paper", withoutBibliography(source))}

# Your task: read the whole paper once more and edit it
Look for what only shows now that the sections stand side by side: the same thing said twice, a number that differs between abstract, text and table, a symbol or name that changes, a claim in the introduction or conclusion that the results do not carry, a result that the abstract leaves out, a figure or table that no sentence mentions, a run that is missing, a paragraph that belongs elsewhere. Cut before you add.
Send SEARCH/REPLACE edits of ${PAPER_SOURCE}, each with Title and Why. If nothing is to be changed, answer with the line UNCHANGED and the end mark.`,
    answer,
  };
}

export type CompileTrouble = { readonly problem: Problem; readonly excerpt: string };

export function repairPaper<Edits>(
  paper: PaperContext,
  round: number,
  source: string,
  troubles: readonly CompileTrouble[],
  answer: AnswerShape<Edits>,
): Question<Edits> {
  const listed = troubles.map(
    ({ problem, excerpt }) =>
      `- line ${problem.line}, ${problem.severity} (${problem.source}, ${problem.rule}): ${problem.message}\n${excerpt}`,
  );
  return {
    ...paperQuestion({ ...paper, written: [] }, `paper: corrections, round ${round}`),
    question: `# The paper as it is now
${data("paper", isAboutBibliography(source, troubles) ? source : withBlankBibliography(source))}

# What the typesetter and the checks report
${data("problems", listed.join("\n"))}

# Your task: correct these problems and nothing else
Correct causes, not symptoms: one missing brace can produce many messages. A number that no table supports is replaced by the right one or its sentence goes. Do not delete or bend content to silence a message: where one is mistaken, or is right but can be mended only in another file (a picture, say), leave its place as it is.
Send SEARCH/REPLACE edits of ${PAPER_SOURCE}; SEARCH may be a part of a line, as long as it occurs only once. If nothing is to be changed here, say why in a sentence, then answer with the line UNCHANGED and the end mark.`,
    answer,
  };
}

/** Whether a problem lies in the entries that the source carries. */
function isAboutBibliography(source: string, troubles: readonly CompileTrouble[]): boolean {
  const end = source.search(/\\end\{filecontents\*?\}/);
  const last = end < 0 ? 0 : source.slice(0, end).split("\n").length;
  return troubles.some(({ problem }) => problem.line <= last || /bib|citation/i.test(problem.rule));
}

/** The same paper line by line, its entries left blank, so that the lines of problems are those of the text that is shown. */
function withBlankBibliography(source: string): string {
  return source.replace(
    /(\\begin\{filecontents\*?\}[^\n]*\n)([\s\S]*?)(?=\\end\{filecontents\*?\})/g,
    (_, begin: string, entries: string) => begin + entries.replace(/[^\n]+/g, ""),
  );
}

/** The paper as it is shown: its bibliography's entries, which the reference table lists, are left out. */
export function withoutBibliography(source: string): string {
  return source.replace(
    /(\\begin\{filecontents\*?\}[^\n]*\n)[\s\S]*?(\\end\{filecontents\*?\})/g,
    "$1% (the entries of the reference table, not shown and not to be edited)\n$2",
  );
}
