import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

test("the \\begin that is never ended is found, not the end of the file", () => {
  const text = paperWith("\\begin{itemize}\n\\item a\n\\begin{table}\n\\caption{C}\n\\end{itemize}");
  expect(found("unclosed-environment", text)).toEqual(["4:1-14 error \\begin{table} has no \\end{table}."]);
  expect(found("unclosed-environment", "\\begin{document}\n\\begin{verbatim}\n\\end{document}")).toEqual([
    "1:1-17 error \\begin{document} has no \\end{document}.",
    "2:1-17 error \\begin{verbatim} has no \\end{verbatim}.",
  ]);
});

test("environments that cross are told once", () => {
  const text = paperWith("\\begin{itemize}\\begin{enumerate}\\end{itemize}\\end{enumerate}");
  expect(found("unclosed-environment", text)).toHaveLength(1);
  expect(found("mismatched-environment", text)).toEqual([]);
});

test("definitions may begin what they do not end", () => {
  const text = String.raw`\newenvironment{q}{\begin{quote}}{\end{quote}}\newcommand\bi{\begin{itemize}}\def\ei{\end{itemize}}
\NewDocumentEnvironment{z}{o m}{\begin{quote}}{\end{quote}}`;
  expect(found("unclosed-environment", text + paperWith("\\bi\\ei"))).toEqual([]);
  expect(found("mismatched-environment", text + paperWith("\\bi\\ei"))).toEqual([]);
});
