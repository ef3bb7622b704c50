import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("repeated-sentence", paperWith(body));
const said = "The wide layer learns the shape of the data before the narrow one does.";

test("the same sentence again, however it is broken into lines", () => {
  expect(paper(`${said} More.\n\nOther words. ${said.replace("the data", "the\n data")}`)).toEqual([
    "4:14-5:34 warning This sentence already stands on line 2.",
  ]);
});

test.each([
  "We use Adam. We use Adam.",
  `${said} ${said.replace("wide", "tall")}`,
  "The loss of the wide network falls to about $x_1$ in the end. The loss of the wide network falls to about $x_2$ in the end.",
  "Earlier work found the same thing in much larger networks \\cite{a}. Earlier work found the same thing in much larger networks \\cite{b}.",
  `\\begin{figure}\\caption{${said}}\\end{figure}\\begin{figure}\\caption{${said}}\\end{figure}`,
  `${said} % ${said}`,
  `\\section*{NeurIPS Paper Checklist}\\begin{itemize}\\item ${said}\\end{itemize}\\begin{itemize}\\item ${said}\\end{itemize}`,
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
