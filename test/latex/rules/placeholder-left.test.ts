import { expect, test } from "vitest";
import { found, paperWith } from "../paper";

const paper = (body: string) => found("placeholder-left", paperWith(body));

test("what a draft leaves behind is found where it would be printed", () => {
  expect(paper("PLACEHOLDER text\nsee Section~?? and [citation needed]")).toEqual([
    "2:1-12 error “PLACEHOLDER” is left from the template or a draft.",
    "3:5-15 error “Section~??” is left from the template or a draft.",
    "3:20-37 error “[citation needed]” is left from the template or a draft.",
  ]);
  for (const draft of [
    "TODO: more",
    "XXX",
    "Lorem ipsum dolor",
    "Your abstract goes here.",
    "\\todo{x}",
    "\\lipsum[1]",
  ])
    expect(paper(draft)).toHaveLength(1);
  expect(found("placeholder-left", `\\title{TITLE HERE}${paperWith("x")}`)).toHaveLength(1);
});

test("in a comment, only what the template announces is told, and softly", () => {
  expect(paper("% TODO later\n% PLACEHOLDER: Method")).toEqual(["3:1-22 warning Still to be written: Method."]);
});

test("authors are asked for only when the style prints them", () => {
  const head = (options: string) =>
    `\\documentclass{article}\\usepackage${options}{conference}\\author{AUTHORS HERE}\n\\begin{document}x\\end{document}`;
  expect(found("placeholder-left", head(""))).toEqual([]);
  expect(found("placeholder-left", head("[final]"))).toHaveLength(1);
});

test.each([
  "a placeholder token",
  "$XXX$",
  "\\verb|TODO|",
  "\\label{TODO}",
  "\\newcommand{\\todo}[1]{#1}",
  "put your hand",
])("%j is right", (body) => {
  expect(paper(body)).toEqual([]);
});
