import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("the brace that is never closed is found where it opens", () => {
  const text = paperWith("\\textbf{fine}\n\\emph{open\n\nmore \\textbf{fine} \\{ \\} % }\n\\begin{quote}x\\end{quote}");
  expect(found("unclosed-brace", text)).toEqual(["3:6-7 error This { is never closed."]);
});

test("inside an environment it does not take the environment down", () => {
  const text = paperWith("\\begin{itemize}\n\\item \\textbf{a\n\\end{itemize}");
  expect(found("unclosed-brace", text)).toEqual(["3:14-15 error This { is never closed."]);
  expect(found("unclosed-environment", text)).toEqual([]);
});

test("a closing brace too many is found where it stands", () => {
  expect(found("unclosed-brace", paperWith("a {b} c}\n{\\begin{quote}x}y\\end{quote}}"))).toEqual([
    "2:8-9 error This } closes nothing: there is no { for it.",
    "3:16-17 error This } closes nothing: there is no { for it.",
  ]);
});
