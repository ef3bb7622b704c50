import { expect, test } from "vitest";
import { passageAt, sentencesAround } from "../../../src/latex/passage/passage-at";

const text = `\\documentclass{article}
\\begin{document}
\\begin{abstract}
Short and dense.
\\end{abstract}
\\section{Method}\\label{sec:m}
One is here. Two is there.

Another paragraph.
\\subsection{Details}
Three.
\\section{Results}
Four.
\\end{document}
`;
const at = (words: string) => text.indexOf(words);
const said = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);

test("a place means its section, the innermost one, or the abstract; the preamble is nobody's", () => {
  expect(said(passageAt(text, at("dense")))).toBe("Short and dense.");
  expect(said(passageAt(text, at("Two")))).toBe(
    "One is here. Two is there.\n\nAnother paragraph.\n\\subsection{Details}\nThree.",
  );
  expect(said(passageAt(text, at("\\section{Results}")))).toBe("Four.");
  expect(said(passageAt(text, at("Three")))).toBe("Three.");
  expect(passageAt(text, 3)).toBeUndefined();
});

test("a finding means the sentences that it touches", () => {
  const words = { start: at("is there"), end: at("is there") + 2 };
  expect(said(sentencesAround(text, words))).toBe("Two is there.");
  expect(said(sentencesAround(text, { start: at("here. Two"), end: at("there.") }))).toBe("One is here. Two is there.");
});
