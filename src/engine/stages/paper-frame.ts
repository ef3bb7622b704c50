import { replaceSection, sectionsOf } from "../../latex/sections";
import type { LanguageModel } from "../ports/language-model";

/** The parts of a paper that are facts about its making, written by us: the statement on the use of AI and, for a rehearsal, the stamp. */
export function withFrame(latex: string, model: Pick<LanguageModel, "name" | "rehearsal">): string {
  const stated = withAiStatement(latex, model);
  return model.rehearsal ? stamped(stated) : stated;
}

/** The headings under which the model writes, in the paper's order. */
export function sectionsToWrite(latex: string): string[] {
  return sectionsOf(latex).flatMap(({ depth, title }) => (depth === 1 && !isFrame(title) ? [title] : []));
}

/** Sections that we write ourselves: they state facts about how the paper came about. */
function isFrame(heading: string): boolean {
  return /use of ai|ai use|acknowledg/i.test(heading);
}

function withAiStatement(latex: string, model: Pick<LanguageModel, "name" | "rehearsal">): string {
  const heading = sectionsOf(latex).find(({ title }) => /use of ai|ai use/i.test(title))?.title;
  return heading ? replaceSection(latex, heading, aiStatement(model)) : latex;
}

function aiStatement({ name, rehearsal }: Pick<LanguageModel, "name" | "rehearsal">): string {
  const who = rehearsal
    ? "the built-in rehearsal model, which is a deterministic program"
    : `the language model \\texttt{${escaped(name)}}`;
  return `Ideas, code changes, figures and text were proposed by ${who} through AI Scientist for VS~Code. Every change was accepted under the review policy that the authors set and is recorded as a commit; every number comes from recorded runs. The authors are responsible for the content.`;
}

function escaped(text: string): string {
  return text.replace(/[\\{}]/g, "").replace(/[_&%#$]/g, "\\$&");
}

const STAMP =
  "\\begin{center}\\fbox{\\parbox{0.92\\linewidth}{\\centering\\small\\textbf{Rehearsal.} This text was written by a built-in program that plays a scientist, to show how the tool works. The runs are real; the prose is not research.}}\\end{center}";

function stamped(latex: string): string {
  const at = /\\maketitle[^\n]*\n/.exec(latex) ?? /\\begin\{document\}[^\n]*\n/.exec(latex);
  if (!at || latex.includes(STAMP)) return latex;
  const end = at.index + at[0].length;
  return `${latex.slice(0, end)}\n${STAMP}\n${latex.slice(end)}`;
}
