import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("a heading with nothing but comments under it is found", () => {
  const text = paperWith(String.raw`\begin{abstract}
% soon
\end{abstract}
\section{A}\label{a}
% nothing yet
\section{B}
\subsection{C}
\vspace{1cm}
\section{D} Text.
\section{Code}
\begin{verbatim}
x
\end{verbatim}
\section{E}
% PLACEHOLDER: E`);
  expect(found("empty-section", text)).toEqual([
    "2:1-17 warning The abstract is empty.",
    "5:1-21 warning The section “A” is empty.",
    "8:1-15 warning The section “C” is empty.",
  ]);
});
