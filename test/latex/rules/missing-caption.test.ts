import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("missing-caption", paperWith(body));

test("a float without a caption; an error when somebody refers to its number", () => {
  expect(paper("\\begin{figure}\\includegraphics{a}\\end{figure}")).toEqual([
    "2:1-15 warning This figure has no caption, so it has no number and nobody knows what it shows.",
  ]);
  expect(paper("\\ref{t}\\begin{table}\\label{t}\\end{table}")).toEqual([
    "2:8-21 error This table has no caption, so references to “t” print the number of the section.",
  ]);
});

test.each([
  "\\begin{figure}\\caption{C}\\end{figure}",
  "\\begin{figure}\\begin{minipage}{1cm}\\captionof{table}{C}\\end{minipage}\\end{figure}",
  "\\begin{figure}\\begin{subfigure}\\end{subfigure}\\caption{C}\\end{figure}",
  "\\begin{wrapfigure}{r}{1cm}\\includegraphics{a}\\end{wrapfigure}",
  "\\begin{figure}\\ourcaption{C}\\end{figure}",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
