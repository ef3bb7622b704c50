import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("unescaped-character", paperWith(body));

test("signs at which TeX stops, each in its place", () => {
  expect(paper("The val_loss of R&D is #1,\n\t\\textbf{é𝒳 a_b} and 10^5.")).toEqual([
    "2:8-9 error _ begins an index, which only maths has. Write \\_, or set it as maths.",
    "2:18-19 error & separates columns, and there is no table here. Write \\&.",
    "2:24-25 error # stands for the argument of a macro. Write \\#.",
    "3:15-16 error _ begins an index, which only maths has. Write \\_, or set it as maths.",
    "3:25-26 error ^ begins an exponent, which only maths has. Write \\textasciicircum{}, or set it as maths.",
  ]);
  expect(paper("\\begin{tabular}{ll} val_loss & 1 \\\\ \\end{tabular}")).toHaveLength(1);
  expect(paper("\\section{On val_loss}\\begin{itemize}\\item a_b\\end{itemize}\\footnote{c_d}")).toHaveLength(3);
});

test.each([
  "val\\_loss, R\\&D, \\#1, $a_b^c$, \\(a_b\\), $$a_b$$",
  "\\begin{align}a_b & c^d\\end{align}",
  "\\begin{tabular}{l|>{$}c<{$}} a & b_c \\\\ \\end{tabular}",
  "\\label{a_b}\\ref{a_b}\\cite{c_d}\\includegraphics[width=1cm]{e_f}\\input{parts/g_h}",
  "\\url{http://x.org/a_b&c#d}\\href{http://x.org/a_b}{there}\\verb|a_b|\\path{c_d}",
  "\\figref{a_b}\\code{a_b}\\num{1_000}\\gls{some_key}",
  "\\begin{tikzpicture}\\node (a_b) {};\\end{tikzpicture}",
  "\\begin{IEEEeqnarray}{c}a_b & c\\end{IEEEeqnarray}",
  "\\begin{algorithmic}\\STATE x_t & y\\end{algorithmic}",
  "\\begin{myequation}a_b & c^d\\end{myequation}",
  "\\begin{figure}[t_b]\\end{figure}\\begin{foo}[label=a_b]\\end{foo}",
  "\\newcommand{\\x}[1]{#1_b & #2}",
  "\\ensuremath{a_b}\\mathrm{a_b}",
  "\\def\\be{\\begin{equation}}\\def\\ee{\\end{equation}}\\be a_b & c^d \\ee",
  "1 &lt; 2",
  "\\bea a_b & c^d \\eea",
  "% a_b & #1",
  "\\\\[2pt] a\\\\",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});

test("a package may make the sign an ordinary one", () => {
  const text = "\\documentclass{article}\\usepackage[strings]{underscore}\\begin{document}\na_b & c\n\\end{document}";
  expect(found("unescaped-character", text)).toEqual([
    "2:5-6 error & separates columns, and there is no table here. Write \\&.",
  ]);
});

test("what BibTeX prints of a cited reference is text as well", () => {
  const bib =
    "@article{a, journal = {Science & Nature}, title = {On $x_1$}, doi = {10.1/a_b}}\n@misc{b, title = {X & Y}}";
  expect(
    found("unescaped-character", paperWith("\\cite{a}\\bibliography{r}"), { bibliographies: { "r.bib": bib } }),
  ).toEqual(["r.bib:1:32-33 error & separates columns, and there is no table here. Write \\&."]);
});

test("pieces of a reference are joined, and strings have names", () => {
  const bib =
    '@string{icml_2020 = "Proc. ICML"}\n@inproceedings{a, author = "A B" # " and " # {C & D}, title = {T}, booktitle = icml_2020}';
  expect(
    found("unescaped-character", paperWith("\\cite{a}\\bibliography{r}"), { bibliographies: { "r.bib": bib } }),
  ).toEqual(["r.bib:2:49-50 error & separates columns, and there is no table here. Write \\&."]);
});

test("what one file makes ordinary is so in those that it takes in", () => {
  const root = (preamble: string) =>
    `\\documentclass{article}${preamble}\\begin{document}\n\\input{part}\n\\end{document}`;
  const inputs = { "part.tex": "Here \\opens a_b \\closes." };
  const maths = "\\newcommand{\\opens}{\\begin{equation}}\\newcommand{\\closes}{\\end{equation}}";
  expect(found("unescaped-character", root(maths), { inputs })).toEqual([]);
  expect(found("unescaped-character", root("\\usepackage{underscore}"), { inputs })).toEqual([]);
  expect(found("unescaped-character", root(""), { inputs })).toHaveLength(1);
});
