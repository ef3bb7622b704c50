import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("a reference to nothing is found at its key, each of a list by itself", () => {
  const text = paperWith(String.raw`\section{A}\label{sec:a} 日本 \ref{sec:b}, \cref{sec:a,fig:C}, \hyperref[x]{y}
\label{fig:c}`);
  expect(found("undefined-reference", text)).toEqual([
    "2:34-39 error Nothing is labelled “sec:b”.",
    "2:54-59 error Nothing is labelled “fig:C” (did you mean “fig:c”?).",
    "2:72-73 error Nothing is labelled “x”.",
  ]);
});

test("labels of listings, of macros and of files taken in count", () => {
  const text = paperWith(String.raw`\newcommand{\fig}[1]{\label{fig:#1}}\fig{one}\ref{fig:one}
\begin{lstlisting}[caption=C, label=lst:a]
\ref{not read}
\end{lstlisting}
\ref{lst:a}\input{part}\ref{there}`);
  expect(found("undefined-reference", text, { inputs: { "part.tex": "\\label{there}" } })).toEqual([]);
});

test("a label of many arguments is compared in no time", () => {
  const label = "#1a".repeat(20);
  const body = `\\newcommand{\\x}[1]{\\label{fig:${label}}}\\ref{fig:${"a".repeat(60)}b}\\ref{tab:a}`;
  expect(found("undefined-reference", paperWith(body))).toEqual([
    expect.stringContaining("Nothing is labelled “tab:a”"),
  ]);
});
