import { expect, test } from "vitest";
import { linesOf } from "../../../src/claims/readings/lines";
import { parseLatex } from "../../../src/latex/document";
import { paperTextOf } from "../../../src/latex/paper-text";

const linesIn = (text: string) => linesOf([paperTextOf(parseLatex(text, "paper.tex"))]);

test("a sentence is shown on one line, and each character of it has its place, beyond the first 65,536 too", () => {
  const source =
    "\\documentclass{article}\n\\begin{document}\n\\section{R}\nThe 𝑥 of 𝑦\n   falls to 0.31 on 🦕.\n\\end{document}\n";
  const [line] = linesIn(source);
  expect(line?.shown).toBe("The 𝑥 of 𝑦 falls to 0.31 on 🦕.");
  const prose = line?.type === "sentence" ? line.prose : undefined;
  const at = line!.shown.indexOf("0.31");
  expect(prose!.at.slice(at, at + 4).map((place) => source[place])).toEqual(["0", ".", "3", "1"]);
  expect(prose!.at.length).toBe(prose!.text.length + 1);
});

test("the unit of a small time stays, whichever way it is written", () => {
  const units = ["10.2\\,\\textmu s", "10.2~$\\mu$s", "10.2\\,µs"];
  for (const written of units) {
    const [line] = linesIn(
      `\\documentclass{article}\n\\begin{document}\n\\section{R}\nIt takes ${written} now.\n\\end{document}\n`,
    );
    expect(line?.shown).toMatch(/10\.2\s?µ\s?s now/);
  }
});

test("the first sentence of a paragraph with a heading of its own knows what that is called", () => {
  const lines = linesIn(
    "\\documentclass{article}\\begin{document}\\section{R}\\paragraph{Fixed gate.} It is better on dino. It is worse on line.\n\n\\section{S} It is 3.\\end{document}",
  );
  expect(lines.map((line) => [line.type === "sentence" && line.heading, line.shown])).toEqual([
    ["Fixed gate.", "It is better on dino."],
    [undefined, "It is worse on line."],
    [undefined, "It is 3."],
  ]);
});
