import { expect, test } from "vitest";
import { parseLatex } from "../../src/latex/document";
import { figuresOf } from "../../src/latex/figures";
import { printedWidth } from "../../src/latex/print-width";

const NEURIPS = String.raw`\documentclass{article}\usepackage{neurips_2024}`;
const ICML = String.raw`\documentclass{article}\usepackage[accepted]{icml2024}`;

test.each<[string, string, number | undefined]>([
  [String.raw`\includegraphics[width=\textwidth]{a.png}`, NEURIPS, 5.5],
  [String.raw`\includegraphics[width=.5\linewidth, clip]{a.png}`, NEURIPS, 2.75],
  [
    String.raw`\begin{subfigure}[b]{0.4\textwidth}\includegraphics[width=\textwidth]{a.png}\end{subfigure}`,
    NEURIPS,
    2.2,
  ],
  [
    String.raw`\begin{figure}\begin{minipage}{0.5\linewidth}\includegraphics[width=.5\linewidth]{a.png}\end{minipage}\end{figure}`,
    NEURIPS,
    1.375,
  ],
  [
    String.raw`\begin{wrapfigure}{r}{0.4\textwidth}\includegraphics[width=\linewidth]{a.png}\end{wrapfigure}`,
    NEURIPS,
    2.2,
  ],
  [String.raw`\begin{figure}\includegraphics[width=\linewidth]{a.png}\end{figure}`, ICML, 3.25],
  [String.raw`\begin{figure*}\includegraphics[width=\linewidth]{a.png}\end{figure*}`, ICML, 6.75],
  [String.raw`\includegraphics[width=2.54cm]{a.png}`, NEURIPS, 1],
  [String.raw`\includegraphics[scale=0.5]{a.png}`, NEURIPS, 4],
  [String.raw`\includegraphics[height=2in]{a.png}`, NEURIPS, 4],
  [String.raw`\includegraphics{a.png}`, NEURIPS, 8],
  [
    String.raw`\includegraphics[width=\textwidth]{a.png}`,
    String.raw`\documentclass{article}\usepackage[textwidth=12cm]{geometry}`,
    12 / 2.54,
  ],
  [String.raw`\includegraphics[width=\textwidth]{a.png}`, String.raw`\documentclass{unheard-of}`, 6.5],
  [String.raw`\includegraphics[width=\figwidth]{a.png}`, NEURIPS, undefined],
  [String.raw`\includegraphics[width=\dimexpr\textwidth-1cm]{a.png}`, NEURIPS, undefined],
  [String.raw`\resizebox{3in}{!}{\includegraphics{a.png}}`, NEURIPS, undefined],
])("%s takes so many inches", (use, preamble, inches) => {
  const document = parseLatex(`${preamble}\\begin{document}${use}\\end{document}`, "paper.tex");
  const width = printedWidth(figuresOf(document)[0]!, document, document, [8, 4]);
  expect(width === undefined ? width : width.toFixed(4)).toBe(inches?.toFixed(4));
});
