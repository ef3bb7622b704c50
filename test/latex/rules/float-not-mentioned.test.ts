import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("float-not-mentioned", paperWith(body));
const figure = (inside: string) => `\\begin{figure}\\caption{C}${inside}\\end{figure}`;

test("a figure or table that no sentence refers to", () => {
  expect(paper(figure("\\label{fig:a}"))).toEqual([
    "2:33-38 warning The text never mentions this figure (“fig:a”). Refer to it, or take it out.",
  ]);
  expect(paper("\\begin{table*}\\caption{C}\\end{table*}")).toEqual([
    "2:15-23 warning This table has no label, so the text cannot refer to it.",
  ]);
  expect(paper(`\\appendix\n${figure("\\label{a}")}`)).toEqual([
    "3:33-34 info The text never mentions this figure (“a”). Refer to it, or take it out.",
  ]);
});

test.each([
  `\\ref{a} ${figure("\\label{a}")}`,
  `\\cref{b, a} ${figure("\\label{a}")}`,
  `\\figref{a} ${figure("\\label{a}")}`,
  `\\ourref{a} ${figure("\\label{fig:a}")}`,
  `\\hyperref[a]{there} ${figure("\\label{a}")}`,
  `\\ref{part} ${figure("\\begin{subfigure}\\caption{}\\label{part}\\end{subfigure}\\label{a}")}`,
  `Figure 1 shows it. ${figure("")}`,
  `See the figure below. ${figure("")}`,
  "\\begin{figure}\\includegraphics{logo}\\end{figure}",
  "\\begin{figure}\\mycaption{C}{\\mylabel{a}}\\end{figure}",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
