import { expect, test } from "vitest";
import { found, paperWith, written } from "../paper";

const sections = (titles: string, before = "\\maketitle\\begin{abstract}A.\\end{abstract}") =>
  found(
    "missing-section",
    paperWith(
      `${before}${titles
        .split("; ")
        .map((title) => `\\section{${title}}`)
        .join("\n")}\n${written()}`,
    ),
  );

test("what every paper has", () => {
  expect(sections("Method; Setup; Data")).toEqual([
    "2:1-11 warning The paper has no introduction.",
    "2:1-11 warning The paper has no part on related work.",
    "2:1-11 warning The paper has no part on experiments or results.",
    "2:1-11 warning The paper has no conclusion or discussion.",
  ]);
  expect(sections("Introduction; Background; Results; Conclusions", "\\maketitle ")).toEqual([
    "2:1-11 warning The paper has no abstract.",
  ]);
});

test("other names are as good, and a draft is left in peace", () => {
  expect(sections("Motivation; Prior art; What we found in our study; Limitations and outlook")).toEqual([]);
  expect(found("missing-section", paperWith("\\section{A}\\section{B}\\section{C}"))).toEqual([]);
  expect(sections("Method; Data")).toEqual([]);
});

test("headings in another language are not known", () => {
  const german = (options: string) =>
    found(
      "missing-section",
      paperWith(`\\section{Einleitung}\\section{Methode}\\section{Fazit}\n${written()}`).replace(
        "{article}",
        `{article}\\usepackage[${options}]{babel}`,
      ),
    );
  expect(german("english,ngerman")).toEqual([]);
  expect(german("ngerman,english")).toHaveLength(5);
});
