import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("the wrong name is found at the \\begin, with the line of the \\end", () => {
  const text = paperWith("\\begin{itemize}\n\\item a\n\\end{enumerate}\nmore");
  expect(found("mismatched-environment", text)).toEqual([
    "2:1-16 error \\begin{itemize} is ended by \\end{enumerate} on line 4.",
  ]);
});

test("an \\end too many is found where it stands", () => {
  const text = paperWith("\\begin{itemize}\n\\end{table}\n\\end{itemize}\n\\end{figure}");
  expect(found("mismatched-environment", text)).toEqual([
    "3:1-12 error \\end{table} ends nothing: there is no open \\begin{table}.",
    "5:1-13 error \\end{figure} ends nothing: there is no open \\begin{figure}.",
  ]);
});
