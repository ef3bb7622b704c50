import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("markdown-remnant", paperWith(body));

test("Markdown is printed as it stands, and a heading stops LaTeX", () => {
  expect(paper("a **bold** word\n## Results\nsee [here](https://x.org)\n```python")).toEqual([
    "2:3-11 warning “**bold**” is Markdown; write \\textbf{…} or \\emph{…}.",
    "3:1-11 error “## Results” is Markdown; write \\subsection{…} or \\paragraph{…}; # stops LaTeX.",
    "4:5-26 warning “[here](https://x.org)” is Markdown; write \\href{…}{…} or cite a reference.",
    "5:1-10 warning “```python” is Markdown; write verbatim or \\texttt{…}.",
  ]);
});

test.each([
  "$a**b**c$",
  "\\texttt{**kwargs**}",
  "\\verb|**x**|",
  "% ## Results",
  "x\\_\\_init\\_\\_",
  "```Yes,' she said''",
  "a & 0.12** & 0.15** \\\\",
  "a & 0.1***&0.2** \\\\",
  "*** $p<0.01$, ** $p<0.05$, **$p<0.1$",
  "``quoted''",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
