import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (line: string) => found("unescaped-percent-after-number", paperWith(line));

test("a percent sign after a number swallows the rest of the line", () => {
  expect(paper("We lower the KL by 12.8% on dino, a clear gain.")).toEqual([
    "2:24-48 error The % after 12.8 starts a comment, so “on dino, a clear gain.” is not printed. Write 12.8\\%.",
  ]);
  expect(paper("It falls by 12.8 % on dino, which is a lot. More text.")).toHaveLength(1);
  expect(paper("dino & 5.1% & 3 \\\\")).toHaveLength(1);
  expect(paper("a gain of $12.8$% over it")).toHaveLength(1);
  expect(paper("a gain of \\textbf{12.8}% over it")).toHaveLength(1);
  expect(paper("a gain of $\\mathbf{12.8}$% over it")).toHaveLength(1);
  expect(paper("\\emph{12% of all} papers")).toHaveLength(1);
  expect(paper("between 5-10% of all")).toHaveLength(1);
  expect(paper("\\caption{We lower the KL by 3%.}")).toHaveLength(1);
  expect(paper("a 95\\% gain of 5% at last, 3\\% more")).toHaveLength(1);
});

test("at the end of a line of prose only the sign is lost, which is wrong too", () => {
  expect(paper("We lower the KL by 12.8%\non dino.")).toEqual([
    "2:24-25 error The % after 12.8 starts a comment, so the sign itself is not printed. Write 12.8\\%.",
  ]);
});

test.each([
  "We lower it by 12.8\\% on dino.",
  "% We lower it by 12.8% on dino.",
  "width 256 & 3 \\\\ % the default",
  "learning rate & 0.001 % was 0.01",
  "\\includegraphics[width=0.5\\linewidth]{a}%",
  "\\vspace{-3mm}% a bit tighter",
  "\\begin{verbatim}\n12% of\n\\end{verbatim}",
  "see \\url{https://a.b/c%20d} and \\href{https://a.b/50%25}{there}",
  "\\begin{tikzpicture}\\draw (0,0) -- (1,1) node {3}; \\pgfmathsetmacro{\\x}{2}% note\n\\end{tikzpicture}",
  "\\verb|5% of|",
  "\\def\\x{3}% set",
  "\\penalty10000% no break",
  "\\vspace{2}% will be refined later on",
  "\\refine{P}{-20}% makes it known",
  "We train on GPT2% todo",
  "The data were released in 2020%\n\\footnote{By others.} and are free.",
])("%j is right", (line) => {
  expect(paper(line)).toEqual([]);
});

test("the preamble may count as it likes", () => {
  expect(
    found("unescaped-percent-after-number", `\\setlength{\\x}{3pt}\\newcommand\\y 5% set it\n${paperWith("x")}`),
  ).toEqual([]);
});
