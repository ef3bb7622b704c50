import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bibliographyOf, citationsIn } from "../../src/latex/bibliography";
import { bodyProblems } from "../../src/latex/body-problems";
import { replaceAbstract, replaceSection, replaceTitle, sectionsOf, titleIn } from "../../src/latex/sections";

const TEMPLATE = readFileSync(join(__dirname, "../../templates/2d_diffusion/latex/template.tex"), "utf8");

const PAPER = String.raw`\begin{filecontents}{references.bib}
@article{
  ho2020, title = {Denoising {Diffusion}}, author = "Ho, J. and Jain, A.", year = 2020}
@misc{broken, title = {No end
@misc{late, author = {Late, A.}, title = {Late} # { work}, date = {2023-05}}
\end{filecontents}
\documentclass{article}
\title{TITLE HERE}
\begin{document}
\maketitle
\begin{abstract}
old
\end{abstract}
\section{Introduction}\label{sec:intro}
% PLACEHOLDER: Introduction
% \section{Not a heading}
\begin{verbatim}
\section{Nor this}
\end{verbatim}
\subsection{Part $a$}
inner
\section*{Results  and
 Discussion}
text
\clearpage
{\small
\bibliographystyle{plain}
\bibliography{references}
}
\end{document}
`;

describe("sections", () => {
  test("a section reaches to the next of its depth, and its subsections lie inside it", () => {
    expect(sectionsOf(PAPER).map(({ title, label, depth }) => ({ title, label, depth }))).toEqual([
      { title: "Introduction", label: "sec:intro", depth: 1 },
      { title: "Part $a$", label: undefined, depth: 2 },
      { title: "Results and Discussion", label: undefined, depth: 1 },
    ]);
    const bodies = sectionsOf(PAPER).map(({ start, end }) => PAPER.slice(start, end));
    expect(bodies[0]).toContain("inner");
    expect(bodies[1]).toBe("\ninner\n");
    expect(bodies[2]).toBe("\ntext");
  });

  test("replacing a body keeps heading, label, references and every other byte", () => {
    const body = String.raw`It costs $5 \& 12\% of $& and $1.`;
    const replaced = replaceSection(PAPER, "introduction", body);
    expect(replaced).toBe(
      PAPER.replace(/(\\label\{sec:intro\})[\s\S]*?(?=\\section\*)/, (_all, label) => `${label}\n${body}\n\n`),
    );
    expect(replaceSection(PAPER, "Results and Discussion", "new")).toContain(
      "Discussion}\nnew\n\n\n\\clearpage\n{\\small\n\\bib",
    );
  });

  test("a body that repeats its own heading and label does not double them", () => {
    const replaced = replaceSection(PAPER, "Introduction", "\\section{Introduction}\n\\label{sec:intro}\nWe begin.");
    expect(replaced.match(/\\section\{Introduction\}/g)).toHaveLength(1);
    expect(replaced.match(/\\label\{sec:intro\}/g)).toHaveLength(1);
    expect(replaced).toContain("\\label{sec:intro}\nWe begin.\n\n\\section*");
  });

  test("a heading that the template lacks is added before the references", () => {
    expect(replaceSection(PAPER, "Limitations", "Few.")).toContain("text\\section{Limitations}\nFew.\n\n\n\\clearpage");
  });

  test("title and abstract are replaced as they stand, or added", () => {
    expect(titleIn(replaceTitle(PAPER, "\\title{On  $x$ {and}\n y}"))).toBe("On $x$ {and} y");
    expect(replaceAbstract(PAPER, "\\begin{abstract}\nNew $1.\n\\end{abstract}")).toContain(
      "\\begin{abstract}\nNew $1.\n\\end{abstract}\n\\section",
    );
    const bare = "\\documentclass{article}\n\\begin{document}\nx\n\\end{document}";
    expect(replaceTitle(bare, "T")).toBe("\\documentclass{article}\n\\title{T}\n\\begin{document}\nx\n\\end{document}");
    expect(replaceAbstract(bare, "A")).toContain("\\begin{document}\n\n\\begin{abstract}\nA\n\\end{abstract}");
  });

  test("all sections of our own template are found, and filling each leaves no placeholder", () => {
    const titles = sectionsOf(TEMPLATE).map(({ title }) => title);
    expect(titles).toEqual([
      "Introduction",
      "Related Work",
      "Background",
      "Method",
      "Experimental Setup",
      "Results",
      "Conclusion",
      "Use of AI",
    ]);
    const filled = titles.reduce((text, title) => replaceSection(text, title, `About ${title}.`), TEMPLATE);
    expect(replaceAbstract(filled, "Short.")).not.toContain("PLACEHOLDER");
    expect(sectionsOf(filled).map(({ title }) => title)).toEqual(titles);
  });
});

describe("bibliography", () => {
  test("entries come from filecontents, with a key on the next line, and a broken one does not hide the rest", () => {
    expect(bibliographyOf(PAPER)).toMatchObject([
      { key: "ho2020", type: "article", title: "Denoising {Diffusion}", authors: "Ho, J. and Jain, A.", year: "2020" },
      { key: "broken", type: "misc", title: "", year: "" },
      { key: "late", title: "Late work", year: "2023" },
    ]);
  });

  test("every record of our own template is complete", () => {
    const entries = bibliographyOf(TEMPLATE);
    expect(entries.length).toBeGreaterThan(15);
    for (const entry of entries) expect([entry.key, entry.title, entry.authors, entry.year]).not.toContain("");
  });

  test("every record of our own template says in a clause what the work is known for", () => {
    const known = new Map(bibliographyOf(TEMPLATE).map(({ key, fields }) => [key, fields.annotation ?? ""]));
    expect(known.get("kraskov2004estimating")).toBe(
      "estimates mutual information from distances to the $k$ nearest neighbours",
    );
    for (const [key, clause] of known) {
      expect(clause.split(" ").length, `words about ${key}`).toBeGreaterThanOrEqual(6);
      expect(clause.split(" ").length, `words about ${key}`).toBeLessThanOrEqual(16);
    }
  });

  test("citations of every flavour, without those in comments", () => {
    const text = String.raw`\citep[see][p.~3]{a, b} \citet*{c} \textcite{d} % \cite{no}
\nocite{*}\verb|\cite{no}| \citeauthor{e}`;
    expect(citationsIn(text)).toEqual(["a", "b", "c", "d", "e"]);
  });
});

describe("a body written by a model", () => {
  test("sound LaTeX passes", () => {
    const body = String.raw`We improve “KL” by 12.8\% ($p < 0.05$, $a>b$), \emph{see} \cref{fig:a}~\citep{ho2020}.
\begin{table}[t]\caption{A $\text{cost of $5$}$}\begin{tabular}{lc} a & b \\ \end{tabular}\end{table}
\paragraph{Setup.} Tokens such as \texttt{<s>} and 2*3*4 and [0, 1) and \url{https://a.b/c%20d#x}. \[ x_{i} \]
\begin{align} a &= b \\ c &= d \end{align} Costs \$5 and \{x\}.`;
    expect(bodyProblems(body)).toEqual([]);
  });

  test("its own heading may be repeated, another one may not", () => {
    expect(bodyProblems("\\section{Method}\nText.", "Method")).toEqual([]);
    expect(bodyProblems("Text.\n\\section{Results}\nMore.", "Method")).toEqual([
      "\\section{Results} starts another section. Write the text of this section only.",
    ]);
  });

  test.each([
    ["a {b", "Line 1: This { is never closed."],
    ["a}", "Line 1: This } closes nothing: there is no { for it."],
    ["x\n$a\n\nb$ c", "Line 2: The maths that $ opens here is never closed."],
    ["\\begin{itemize}\n\\item a", "Line 1: \\begin{itemize} has no \\end{itemize}."],
    ["\\documentclass{article}", "\\documentclass belongs to the preamble, which is not yours to write. Leave it out."],
    ["\\input{x}", "\\input reaches for files or for TeX itself, which a section must not do. Leave it out."],
    [
      "\\immediate\\write18{ls}",
      "\\immediate reaches for files or for TeX itself, which a section must not do. Leave it out.",
    ],
    ["\\bibliography{r}", "\\bibliography belongs to the end of the paper. Leave it out."],
    [
      "\\begin{document}x\\end{document}",
      "\\begin{document} and \\end{document} are there already. Write the text of the section only.",
    ],
    ["a <b>bold</b>", "“<b>” is HTML; LaTeX prints it as it stands."],
    ["a **bold** b", "“**bold**” is Markdown; write \\textbf{…} or \\emph{…}."],
    ["# Head\ntext", "“# Head” is a Markdown heading; write \\subsection{…} or \\paragraph{…}."],
    ["```latex\nx\n```", "Three backquotes are Markdown; write the text without them."],
  ])("%j is refused with a sentence", (body, sentence) => {
    expect(bodyProblems(body)).toContain(sentence);
  });
});
