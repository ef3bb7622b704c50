import { bibliographyOf } from "../../latex/sections";
import type { DescribedFigure } from "../../research/figure";
import type { Findings } from "../../research/findings";
import type { Template } from "../../research/template";
import { latexAnswer, latexRevision, SECTION_FILE } from "../answers";
import type { AnswerShape, Question } from "../ask";
import type { Message } from "../ports/language-model";
import { type ExperimentContext, experimentContext } from "./context";
import { contrastTable, table } from "./evidence";
import { remarksPart } from "./remarks";
import { data, SCIENTIST } from "./scientist";
import { guideFor, PAPER_RULES, questionsFor } from "./section-guides";

/** One entry of the paper's bibliography as the model sees it. */
export type BibEntry = {
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  readonly year: string;
  /** What the work is known for, where the bibliography says so (its field `annotation`). */
  readonly known?: string;
};

/** What every question about the paper shares. `written` grows by one entry for each accepted section. */
export type PaperContext = {
  readonly experiment: ExperimentContext;
  readonly findings: Findings;
  readonly figures: readonly DescribedFigure[];
  readonly bibliography: readonly BibEntry[];
  readonly sections: readonly string[];
  readonly written: readonly { readonly heading: string; readonly latex: string }[];
  /** What the researcher made of changes of the paper so far. */
  readonly remarks: readonly string[];
};

export function paperContext(paper: PaperContext): string[] {
  const { experiment, findings, figures, bibliography, written, remarks } = paper;
  return [
    ...experimentContext(experiment, findings),
    `# Evidence\nThe tables under “Result” and “Comparisons” hold every number that the paper may contain, with what follows from them. ${otherPairs(findings, experiment.template)}`,
    `# Figures\n${figures.map(({ path, description }) => `- ${path}: ${description}`).join("\n") || "None."}`,
    referenceTable(bibliography),
    PAPER_RULES,
    ...written.map(({ heading, latex }) => `# Written: ${heading}\n${latex}`),
    ...(remarks.length > 0 ? [remarksPart(remarks).trim()] : []),
  ];
}

/** Pairs that nobody planned to compare; "" when there are none. */
export function otherPairs(findings: Findings, { manifest }: Template): string {
  const pairs = contrastTable(findings, manifest);
  return pairs
    ? `Pairs of results whose comparison was not planned, with the interval of each alone and no verdict:\n${pairs}`
    : "";
}

export function referenceTable(bibliography: readonly BibEntry[]): string {
  const rows = bibliography.map(({ key, title, authors, year, known }) => [key, title, authors, year, known ?? ""]);
  return `# References: the only keys that \\citep and \\citet may use\n${data("references", table(["key", "title", "authors", "year", "known for"], rows))}`;
}

/** The bibliography of a paper's source. */
export function bibEntriesIn(source: string): BibEntry[] {
  return bibliographyOf(source).map(({ key, title, authors, year, fields }) => ({
    ...{ key, title, authors, year },
    ...(fields.annotation ? { known: fields.annotation } : {}),
  }));
}

export type TitleAndAbstract = { readonly title: string; readonly abstract: string };

export function writeTitleAndAbstract(
  paper: PaperContext,
  check: (body: string) => readonly string[],
): Question<TitleAndAbstract> {
  return {
    ...paperQuestion(paper, "paper: title and abstract"),
    question: `# Your task: the title and the abstract
Title: what was tested on what, in at most 14 words, without a claim that the evidence does not carry.
Abstract, one paragraph of 130 to 200 words: the question and why it matters, why it is not obvious, what was done, and what came out, with the one or two numbers that decide (mean, comparison, verdict), including what did not work.

Answer with the line "Title: …", then the abstract's text in a \`\`\`latex block (without \\begin{abstract}).`,
    answer: titleAndAbstract(check),
  };
}

function titleAndAbstract(check: (body: string) => readonly string[]): AnswerShape<TitleAndAbstract> {
  return {
    read(text, finish) {
      const title = /^\W*Title:\W*(.+?)[*\s]*$/m.exec(text)?.[1]?.trim();
      const body = latexAnswer(check).read(text, finish);
      if (!body.ok) return body;
      if (!title) return { ok: false, problem: 'The line "Title: …" is missing.' };
      return { ok: true, value: { title, abstract: body.value } };
    },
  };
}

export function writeSection(
  paper: PaperContext,
  heading: string,
  check: (body: string) => readonly string[],
): Question<string> {
  return {
    ...paperQuestion(paper, `paper: ${heading}`),
    question: `# Your task: write the section “${heading}”
${guideFor(heading)}

The paper's sections are: ${paper.sections.join(", ")}. Do not repeat what a section above says (the abstract excepted); refer to it.
Answer with the section's body in one \`\`\`latex block: no \\section line, no preamble, no bibliography.`,
    answer: latexAnswer(check),
  };
}

/** One look back at a section. `doubts` are what our own checks noticed, which the model must settle. */
export function reflectOnSection(
  paper: PaperContext,
  heading: string,
  draft: { readonly body: string; readonly turns: readonly Message[] },
  doubts: readonly string[],
  check: (body: string) => readonly string[],
): Question<string> {
  return {
    ...paperQuestion(paper, `paper: ${heading}, reflection`),
    earlier: draft.turns,
    question: `# Look at your section as a referee would
${doubts.length ? `Our checks noticed what follows. They read words, not sense, and can be mistaken: mend what is wrong, and leave what is right as it stands.\n${doubts.map((doubt) => `- ${doubt}`).join("\n")}\n` : ""}Is each number in the evidence, under the run, data set and metric you name? Is any "improves", "reduces" or "better" not backed by a verdict? Is anything stated about hardware, versions, data or hyper-parameters that is not recorded? Is each symbol defined, and the same as in the sections above? Does each argument follow? ${questionsFor(heading)} Is there a sentence that says nothing, or one that another section already says? Is it much longer or shorter than asked? Will it compile?
Answer with the line UNCHANGED and the end mark if nothing is to be changed; otherwise with SEARCH/REPLACE edits of ${SECTION_FILE}, which holds the body above (SEARCH may be a part of a line, as long as it occurs only once), or, if most of it changes, with the whole body in one \`\`\`latex block.`,
    answer: latexRevision(draft.body, check),
  };
}

export function paperQuestion(paper: PaperContext, name: string) {
  return { name, stage: "paper" as const, system: SCIENTIST, context: paperContext(paper) };
}
