import { expect, test } from "vitest";
import { bodyProblems } from "../../src/latex/body-problems";
import { lintPaper } from "../../src/latex/lint";
import { sectionsOf } from "../../src/latex/sections";
import { mutated, numbersFrom } from "./mutations";
import { RIGHT_PAPER, RIGHT_PICTURES } from "./paper";

test("2,000 broken papers: none throws, every place exists, each is read within 50 ms", () => {
  const random = numbersFrom(20_241_101);
  const times: number[] = [];
  for (let round = 0; round < 2000; round++) {
    const text = mutated(RIGHT_PAPER, random);
    const start = performance.now();
    const problems = lintPaper(text, { file: "paper.tex", files: RIGHT_PICTURES });
    times.push(performance.now() - start);
    const lines = text.split(/\r\n|\r|\n/);
    for (const { line, column, endLine, endColumn } of problems) {
      expect(column - 1).toBeLessThanOrEqual(lines[line - 1]!.length);
      expect(endColumn - 1).toBeLessThanOrEqual(lines[(endLine ?? line) - 1]!.length);
    }
    if (round % 20 === 0) for (const { start, end } of sectionsOf(text)) expect(start).toBeLessThanOrEqual(end);
    if (round % 20 === 0) bodyProblems(text);
  }
  times.sort((one, other) => one - other);
  expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(50);
}, 60_000);

test.each(["{", "$", "\\begin{a}", "}", "%", "\\", "12% \\cite{x}\n", "\\def\\a{", "\\[", "[", "@a{", "((("])(
  "20,000 times %j is read in linear time",
  (shard) => {
    const start = performance.now();
    lintPaper(`\\begin{document}${shard.repeat(20_000)}`, { file: "paper.tex", files: new Set() });
    expect(performance.now() - start).toBeLessThan(2000);
  },
);
