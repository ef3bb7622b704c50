import type { AnswerShape, Question } from "../ask";
import { CO_AUTHOR } from "./edit-passage";
import { data } from "./scientist";

/** A part of a paper that a reader can be led to: a source file or a page. */
export type PaperLeaf = { readonly name: string; readonly text: string };

/** What the researcher wants to know about a paper. The paper stands first, so that further questions share it. */
export function askPaper<Answer>(
  name: string,
  leaves: readonly PaperLeaf[],
  question: string,
  answer: AnswerShape<Answer>,
): Question<Answer> {
  return {
    name,
    stage: "paper",
    system: CO_AUTHOR,
    context: [`# The paper\n${leaves.map((leaf) => data(leaf.name, leaf.text)).join("\n\n")}`],
    question: `# Your task: answer a question about this paper
${question
  .trim()
  .split("\n")
  .map((line) => `> ${line}`)
  .join("\n")}

Answer from the paper alone, in Markdown, in at most 250 words. After each statement write the words of the paper that it rests on between double square brackets, copied character by character from the text above (a line break there counts as a blank), from five words to one sentence: [[We train for 5,000 steps with Adam]]. Your reader follows them to their place; words that are not in the paper are shown to the reader as not found. Keep what the paper says apart from what you make of it. If the paper does not say, write that in one sentence and then the line NOT IN THE PAPER.`,
    answer,
  };
}
