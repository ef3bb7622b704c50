import { expect, test } from "vitest";
import { found } from "../paper";

const check = (body: string, head = "", anonymous = true) =>
  found("identity-revealed", `\\documentclass{article}${head}\\begin{document}\n${body}\n\\end{document}`, {
    conventions: { anonymous },
  });

test("authors, thanks, own addresses, names in the text and earlier work of the same hand", () => {
  expect(check("x", "\\author{Ada Example}")).toEqual([
    "1:32-43 error The paper is to be anonymous, and this prints who wrote it.",
  ]);
  expect(check("\\section*{Acknowledgements}")).toHaveLength(1);
  expect(check("Our code is at \\url{https://github.com/ada/width}.")).toEqual([
    "2:29-49 warning This address may say who wrote the paper. Use an anonymous copy for the review.",
  ]);
  expect(
    check("As Ada Example said,", "\\usepackage{iclr2025_conference}\\author{Ada Example \\and Bob Sample}"),
  ).toEqual(["2:4-15 warning “Ada Example” is one of the authors, and the paper is to be anonymous."]);
  expect(check("In our previous work \\cite{a} we saw it.")).toEqual([
    "2:4-22 warning “our previous work” says who wrote the paper. Cite it as the work of others.",
  ]);
  expect(check("Write to ada@lab.org.")).toHaveLength(1);
});

test("a conference style prints nobody until it is told that the paper is final", () => {
  const author = "\\author{Ada Example}";
  expect(check("x", `\\usepackage{neurips_2024}${author}`)).toEqual([]);
  expect(check("x", `\\usepackage[final]{neurips_2024}${author}`)).toHaveLength(1);
  expect(check("x", `\\usepackage{iclr2025_conference}\\iclrfinalcopy${author}`)).toHaveLength(1);
});

test.each([
  ["x", "\\author{Anonymous authors}"],
  ["We build on nanoGPT (\\url{https://github.com/karpathy/nanoGPT}), which others wrote.", ""],
  ["Our code is at \\url{https://anonymous.4open.science/r/width}.", ""],
  ["% Ada Example, ada@lab.org", ""],
])("%j is right", (body, head) => {
  expect(check(body, head)).toEqual([]);
});

test("a paper that may be signed is signed", () => {
  expect(check("\\section*{Acknowledgements}", "\\author{Ada Example}", false)).toEqual([]);
});
