import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("label-before-caption", paperWith(body));

test("the label takes the section's number, and a swap puts it right", () => {
  expect(paper("\\begin{figure}\n\\label{fig:a}\n\\caption{C}\n\\end{figure}")).toEqual([
    "3:1-14 error The label “fig:a” stands before the caption, so references print the number of the section instead of that of the figure. Put it after the caption.",
  ]);
});

test.each([
  "\\begin{figure}\\caption{C}\\label{a}\\end{figure}",
  "\\begin{figure}\\caption{C \\label{a}}\\end{figure}",
  "\\begin{figure}\\begin{subfigure}\\caption{S}\\label{s}\\end{subfigure}\\caption{C}\\label{a}\\end{figure}",
  "\\begin{figure}\\subfloat[S\\label{s}]{x}\\caption{C}\\label{a}\\end{figure}",
  "\\begin{figure}\\begin{equation}\\label{e}x\\end{equation}\\caption{C}\\end{figure}",
  "\\begin{figure}\\begin{lstlisting}[label=lst:a]\nx\n\\end{lstlisting}\\caption{C}\\end{figure}",
  "\\begin{table}\\label{a}\\end{table}",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
