import { describe, expect, test } from "vitest";
import { beingTyped } from "../../src/latex/being-typed";
import { paperOf } from "../../src/latex/paper";

/** `|` is the cursor. */
function typing(body: string) {
  const text = `\\documentclass{article}\n\\begin{document}\n${body}\n\\end{document}`;
  const offset = text.indexOf("|");
  const [part] = paperOf(text.replace("|", ""), { file: "p.tex" }).parts;
  return beingTyped(part!, offset);
}

describe("names", () => {
  test.each([
    ["see \\citep[see][p.~3]{one, tw|", "citation", "tw"],
    ["see \\cite{|}", "citation", ""],
    ["\\Cref{fig:a,sec:日|}", "reference", "sec:日"],
    ["\\includegraphics[width=\\linewidth]{figures/lo|}", "figure", "figures/lo"],
  ])("%s", (body, type, typed) => {
    expect(typing(body)).toMatchObject({ type, typed });
  });

  test.each(["% \\cite{|", "\\verb|x", "\\label{fig|", "\\begin{ta|", "a@0.|"])("nothing in %s", (body) => {
    expect(typing(body)).toBeUndefined();
  });
});

describe("numbers", () => {
  test.each([
    ["The loss is 0.0|", "0.0", "The loss is "],
    ["One. On sine\tit reaches |", "", "On sine\tit reaches "],
    ["The loss of Hal|", "Hal", "The loss of "],
    ["Baseline & |", "", "Baseline & "],
    ["日本 \\textbf{0.3|", "0.3", "日本 \\textbf{"],
  ])("%s", (body, typed, before) => {
    expect(typing(body)).toMatchObject({ type: "number", typed, before, inMaths: false });
  });

  test("inside maths no further dollars are wanted", () => {
    expect(typing("It is $0.1 \\pm 0.0|$.")).toMatchObject({ typed: "0.0", inMaths: true });
  });

  test("words that no number follows are left alone", () => {
    expect(typing("The baseli|")).toBeUndefined();
    expect(typing("see \\foo|")).toBeUndefined();
    expect(typing("text8|")).toBeUndefined();
  });
});
