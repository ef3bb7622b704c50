import { expect, test } from "vitest";
import { paperSections } from "../../../src/editor/models/paper-sections";
import { wordCount } from "../../../src/latex/word-count";

test("headings with their lines, and which of them still hold a placeholder", () => {
  const source = String.raw`\section{Not in the body}
\begin{document}
\section{Introduction}
\label{sec:intro}
INTRO HERE

\section{Related \& Other Work}\label{sec:related}
Much was done \cite{a}.
\section*{Limitations}
% nothing yet
\bibliography{references}
\end{document}`;
  expect(paperSections(source)).toEqual([
    { title: "Introduction", line: 3, empty: true, words: 0, edited: false },
    { title: "Related & Other Work", line: 7, empty: false, words: 3, edited: false },
    { title: "Limitations", line: 9, empty: true, words: 0, edited: false },
  ]);
});

test("a section whose text is another than when it was typeset was edited; another wrapping is none", () => {
  const typeset = "\\begin{document}\n\\section{A}\nOne two.\n\\section{B}\nThree four.\n\\end{document}";
  const now = typeset
    .replace("One two", "One\ntwo")
    .replace("four", "five")
    .replace("\\end", "\\section{C}\nNew.\n\\end");
  expect(paperSections(now, typeset).map(({ title, edited }) => [title, edited])).toEqual([
    ["A", false],
    ["B", true],
    ["C", true],
  ]);
});

test("words are those that a reader reads: no commands, formulas, comments or cells of tables", () => {
  const text =
    "The \\emph{well-known} loss $L = 3$ falls \\citep{kim2020} by 12.5\\% % not this\n\\begin{tabular}{l}a & b\\end{tabular}";
  expect(wordCount(text)).toBe(6);
  expect(wordCount("模型很小 and fast")).toBe(6);
});
