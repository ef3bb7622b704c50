import { expect, test } from "vitest";
import { parseLatex } from "../../src/latex/document";
import { paperTextOf } from "../../src/latex/paper-text";
import { printedMacros } from "../../src/latex/printed-macros";

const PREAMBLE = String.raw`
\newcommand{\ours}{\textsc{Echo}\xspace}
\newcommand\oursplus{\ours{}+}
\def\rate{$3\cdot10^{-4}$}
\newcommand{\divi}{\ensuremath{x/y}}
\providecommand{\gain}{12.5\%}
\newcommand{\pair}[2]{#1 and #2}
\newcommand{\shown}[1][x]{#1}
\newcommand{\drawn}{\includegraphics{a.pdf}}
\newcommand{\round}{\round}
`;

test("names and numbers of a paper's own macros are what they print", () => {
  const macros = printedMacros([parseLatex(PREAMBLE, "paper.tex")]);
  expect(Object.fromEntries(macros)).toEqual({
    ours: "Echo",
    oursplus: "Echo+",
    rate: "3·10^-4",
    divi: "x/y",
    gain: "12.5%",
  });
});

test("a sentence has them where they stand", () => {
  const body = String.raw`\begin{document}\ours lowers the loss on \divi{} by \gain.\end{document}`;
  const document = parseLatex(PREAMBLE + body, "paper.tex");
  const { elements } = paperTextOf(document, printedMacros([document]));
  const texts = elements.flatMap((element) => (element.type === "passage" ? [element.text.trim()] : []));
  expect(texts).toEqual(["Echo lowers the loss on x/y by 12.5%."]);
});

test("what rules of tables are cut by is no head of theirs", () => {
  const table = String.raw`\begin{document}\begin{tabular}{lcc}\toprule A & B & C \\ \cmidrule(lr){2-3} one & 0.1 & 0.2 \\ \bottomrule\end{tabular}\end{document}`;
  expect(JSON.stringify(paperTextOf(parseLatex(table, "paper.tex")))).not.toContain("(lr)");
});
