import { expect, test } from "vitest";
import { parseLatex } from "../../../src/latex/document";
import { MUTATIONS } from "../../../src/latex/mutants/mutants";

const PAPER = String.raw`\documentclass{article}
\begin{document}
\begin{abstract}
% Lower is better.
Wider kernels give a lower error; Faster too. This suggests that width may matter.
\end{abstract}
\section{Related Work}\label{sec:related}
Others \citep{one} did more.
\section{Results}
\begin{table}\caption{Errors, with a {group}.}
\begin{tabular}{lr}\toprule Run & Error \\ \midrule
\textbf{Baseline} & 1.0 \\
Wide & 0.5 \\ \bottomrule
\end{tabular}\end{table}
\begin{figure}\includegraphics{a.png}\caption{Curves of the loss.}\end{figure}
\begin{figure*}\includegraphics{b.png}\caption{Samples, 5\% of them.}\end{figure*}
\subsection{Ablation: the Ridge}
Without ridge it fails. \subsubsection{Sensitivity} More.
\subsection{Costs}
None.
\section{Conclusion}
Done.
\bibliography{references}
\end{document}
`;

const made = (kind: string, text = PAPER) => MUTATIONS[kind]!(text);

test("flipped sign: the abstract says the opposite, comments and everything else stay", () => {
  const { text, did } = made("flipped-sign")!;
  expect(text).toContain("% Lower is better.\nWider kernels give a higher error; Slower too.");
  expect(did).toBe("turned 2 words of the abstract into the opposite");
  expect(text.split("\\section{Related Work}")[1]).toBe(PAPER.split("\\section{Related Work}")[1]);
  expect(made("flipped-sign", text)!.text).toBe(PAPER);
});

test("dropped baseline: its row is gone, the rules and the other rows stay", () => {
  const { text } = made("dropped-baseline")!;
  expect(text).not.toContain("Baseline");
  expect(text).toMatch(/Error \\\\ \\midrule\s+Wide & 0\.5/);
  expect(parseLatex(text, "").troubles).toEqual([]);
});

test("swapped captions: those of the two figures, not of figure and table", () => {
  const { text, did } = made("swapped-captions")!;
  expect(text).toContain("{a.png}\\caption{Samples, 5\\% of them.}");
  expect(text).toContain("{b.png}\\caption{Curves of the loss.}");
  expect(text).toContain("\\caption{Errors, with a {group}.}");
  expect(did).toBe("swapped the captions of two figures");
});

test("deleted ablation: with what stands under it, up to the next section of its depth", () => {
  const { text, did } = made("deleted-ablation")!;
  expect(text).not.toMatch(/ridge|Sensitivity/);
  expect(text).toContain("\\subsection{Costs}");
  expect(did).toBe("deleted “Ablation: the Ridge”");
});

test("inflated claim: a boast at the start, and no hedge left", () => {
  const { text } = made("inflated-claim")!;
  expect(text).toMatch(/\nWe prove conclusively .* of any size\. Wider kernels/);
  expect(text).toContain("This proves that width will matter.");
});

test("inflated claim: the boast is whole where the abstract begins with a hedge", () => {
  const { text } = made("inflated-claim", PAPER.replace("Wider kernels", "Somewhat wider kernels"))!;
  expect(text).toMatch(/\nWe prove conclusively .* of any size\. dramatically wider kernels/);
});

test("removed related work: nothing else is gone", () => {
  const { text } = made("removed-related-work")!;
  expect(text).toBe(PAPER.replace(/\\section\{Related Work\}[\s\S]*?(?=\\section\{Results\})/, ""));
});

test("a paper that has nothing of the kind gives no copy", () => {
  const bare = "\\begin{document}Nothing to see.\\end{document}";
  for (const kind of Object.keys(MUTATIONS)) expect(made(kind, bare), kind).toBeUndefined();
});
