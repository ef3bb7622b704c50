import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const parts = `\\section{S}\\label{sec:s}
\\begin{figure}\\caption{C}\\label{fig:f}\\end{figure}
\\begin{table}\\caption{C}\\label{tab:t}\\end{table}
\\begin{equation}\\label{eq:e}x\\end{equation}
\\begin{theorem}\\label{thm}\\end{theorem}
`;
const paper = (body: string) => found("reference-of-wrong-kind", paperWith(`${body}\n${parts}`));

test("a table that the text calls a figure, and the like", () => {
  expect(paper("Figure~\\ref{tab:t}, Fig.\\ \\ref{tab:t}, tables \\ref{fig:f}, Section \\ref{eq:e}")).toEqual([
    "2:1-7 warning “tab:t” is a table, but the text calls it “Figure”.",
    "2:21-25 warning “tab:t” is a table, but the text calls it “Fig.”.",
    "2:40-46 warning “fig:f” is a figure, but the text calls it “tables”.",
    "2:60-67 warning “eq:e” is an equation, but the text calls it “Section”.",
  ]);
});

test("a label inside a heading or below it is the section's", () => {
  expect(paper("\\section{A\\label{a}} Table~\\ref{a}\n\\paragraph{B}\n\\label{b} Table~\\ref{b}")).toHaveLength(2);
});

test.each([
  "Figure~\\ref{fig:f}, Table~\\ref{tab:t}, Section~\\ref{sec:s}, Eq.~(\\ref{eq:e}), Eq.~\\eqref{eq:e}",
  "Figure~\\ref{thm}",
  "our configuration \\ref{sec:s}",
  "Figure~\\ref{nowhere}",
  "\\begin{subequations}\\label{all}\\begin{align}x\\end{align}\\end{subequations} Equation~\\ref{all}",
  "\\begin{center}\\captionof{table}{C}\\label{x}\\end{center} Table~\\ref{x}",
  "\\beq \\label{x} a = b \\eeq Eq.~\\ref{x}",
  "\\begin{figure}\\captionof{table}{C}\\label{x}\\end{figure} Table~\\ref{x}",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
