import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("unclosed-maths", paperWith(body));

test("a dollar without its partner is found where it opens, and the next paragraph is safe", () => {
  expect(paper("a $x$ b $y\n\nc $z$ d")).toEqual(["2:9-10 error The maths that $ opens here is never closed."]);
  expect(paper("\\textbf{costs $5} and $x$")).toEqual(["2:15-16 error The maths that $ opens here is never closed."]);
  expect(paper("\\[ x\n\\section{A} $y$")).toEqual(["2:1-3 error The maths that \\[ opens here is never closed."]);
  expect(paper("\\begin{quote}$x\\end{quote}")).toHaveLength(1);
});

test.each([
  "$a$$b$",
  "$$x$$",
  "$x_{\\text{for $i$}}$",
  "\\$5 and $x$",
  "\\(x\\) \\[y\\] \\\\[2pt] z",
  "$\\mbox{a $b$ c}$",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
