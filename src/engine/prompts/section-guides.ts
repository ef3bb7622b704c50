/** The rules that hold for the whole paper. Frozen, so that they are part of the shared prefix. */
export const PAPER_RULES = `# How this paper is written
- For a reader of a machine-learning conference who knows the field and not this code. Plain, exact sentences; no praise of the work, no "novel", "significant" or "comprehensive"; "significant" only where the verdict is "better" or "worse".
- Numbers come from the tables under “Result” and “Evidence”, rounded to three or four significant digits, with ± (half of the 95 % interval) where seeds were run; a comparison names both values or the difference with its interval. The number of seeds is said in the abstract and in the setup.
- A result that went the wrong way or shows no clear difference is reported as such, in the abstract too.
- Runs are called by their human names. Metrics have names that a reader knows (“KL divergence”), not their keys. Files, folders and function names do not appear in prose.
- Figures: \\includegraphics[width=…]{file.png} with the bare file name, inside a figure environment with \\caption and \\label{fig:…}; each figure appears in one section only, and the text says what to see in it. Tables: booktabs, no vertical lines, caption above, \\label{tab:…}; at most 7 columns.
- A claim of a difference needs its verdict, which is corrected for the number of comparisons; where an interval is quoted, say whether it is the corrected one. A comparison whose capacity is "not matched" is told with what differs (parameters, samples, tokens, time), wherever its result is claimed. Repeats of a program are reported as a measure of noise, never as a method. Intervals are never worked out by hand.
- Mathematics: every symbol is defined where it first occurs; equations that are referred to have labels.
- Cite with \\citep{key} or \\citet{key}, only keys of the reference table, and only for what that work is known for beyond doubt.
- LaTeX: escape % & _ # in text, use \\texttt only for software, \`\`quotes'' in LaTeX style, no Markdown.`;

const GUIDES: readonly (readonly [RegExp, string])[] = [
  [
    /introduction/i,
    `About 500 words. Lead from what is known to the question in two paragraphs: what the field does, what it leaves open, and why the answer matters to somebody who works on such problems. Say what makes the question hard to settle by thought alone. Then what was done, the main result with its number and verdict, and a list of two to four contributions, each a thing that the paper shows or measures. Nothing that the results do not carry.`,
  ],
  [
    /related/i,
    `About 400 words, organised by approach, not by paper. For each group: what it assumes, what it does differently from this work, and whether it would apply to this setting; if it would and was not compared with, say so plainly. Every sentence about another work cites it. Use at least eight references.`,
  ],
  [
    /background|preliminar/i,
    `About 400 words. The concepts and notation without which the method cannot be read: the models or algorithms that are studied, what they optimise or estimate as equations, how they are run or sampled from; then a subsection “Problem setting” that states the task formally, with the assumptions that are special to it. Cite the origin of each concept.`,
  ],
  [
    /method|approach/i,
    `About 550 words. What was changed and why, in the notation of the background, precisely enough to be done again without the code: the baseline's relevant part first, then each variant as an equation or a short algorithm in words, its parameters with the values that the code has, and what is held equal. State the hypothesis: which metric should move which way if the suspected mechanism is right, and what would refute it.`,
  ],
  [
    /setup|set-up|experiments?$/i,
    `About 400 words. Data sets and how they are made or split, the model and its size, how it is fitted (optimiser, schedule, steps and batch size where there are such), seeds (all as the code and the recorded environment have them), the metrics with unit, direction and estimator, the variants compared, and the machine with the software versions that were recorded. Say how each variant is compared with the baseline (95 % interval of the difference over seeds, paired or unpaired as the table says), how many seeds that is, how many comparisons the verdicts are corrected for (Holm), and whether programs were run again. State what was not tuned.`,
  ],
  [
    /result/i,
    `About 750 words. One table with the primary metric for every run and data set (mean ± half of the 95 % interval), the best value in bold only where its verdict against the baseline is "better". Then, variant by variant: what moved, by how much, with which interval, where not, and what that says about the hypothesis. Show the figures and say what to see in them. Then what the method costs (time, parameters) and a paragraph “Limitations”: number of seeds, scale, data, confounders, what was not tested. Report every measured run, also those that failed to help.`,
  ],
  [
    /conclusion|discussion/i,
    `About 220 words. What is now known that was not before, in three sentences with the deciding numbers; what it does not show; and two concrete next experiments that would decide what is left open. No new result.`,
  ],
];

/** What the section must hold, in our own words. */
export function guideFor(heading: string): string {
  const guide = GUIDES.find(([pattern]) => pattern.test(heading));
  return (
    guide?.[1] ?? "About 250 words: what a reader expects under this heading, and nothing that another section says."
  );
}

const QUESTIONS: readonly (readonly [RegExp, string])[] = [
  [/related/i, "Is each claim about another work one that you are sure of, and is what was not compared with said?"],
  [/background|method|approach/i, "Do the equations say what the code does, with its values?"],
  [/setup|set-up|experiments?$/i, "Could somebody make the same runs from this text?"],
  [
    /result/i,
    "Is each figure referred to and explained? Is every measured run reported, and is what was laid down beforehand applied as it was?",
  ],
];

/** What a referee would ask of this section in particular. */
export function questionsFor(heading: string): string {
  return QUESTIONS.find(([pattern]) => pattern.test(heading))?.[1] ?? "";
}
