import { expect, test } from "vitest";
import { claimProblems } from "../../src/latex/claim-problems";
import type { Problem } from "../../src/research/problem";
import { libraryFor, markedPaper, unmarked } from "../claims/marked-papers";
import { workOf } from "../work-of";
import { mutated, numbersFrom } from "./mutations";

const SOURCE = markedPaper("tuning/noise_gate.tex");
const PAPER = unmarked(SOURCE).text;
const library = libraryFor(SOURCE);
const FILES = { file: "paper.tex" };

// How fast is the bench's to say; what a test can say on any machine is that nothing hangs.
test("600 broken papers: none throws, every place exists, none takes two seconds of work", () => {
  const random = numbersFrom(20_241_102);
  const times: number[] = [];
  for (let round = 0; round < 600; round++) {
    const text = mutated(PAPER, random);
    let problems: readonly Problem[] = [];
    times.push(
      workOf(() => {
        problems = claimProblems(text, FILES, library);
      }),
    );
    const lines = text.split(/\r\n|\r|\n/);
    for (const { line, column, endLine, endColumn } of problems) {
      expect(column - 1).toBeLessThanOrEqual(lines[line - 1]!.length);
      expect(endColumn - 1).toBeLessThanOrEqual(lines[(endLine ?? line) - 1]!.length);
    }
  }
  expect(Math.max(...times)).toBeLessThan(2000);
});

test.each([
  "{",
  "$",
  "\\begin{tabular}{l}",
  " & ",
  "0.5 ",
  "Run 2 (",
  "dino, ",
  "from 0.1 to 0.2 on dino ",
  "all four datasets better ",
  "batch size of 5, ",
  "NVIDIA ",
  "1.2.3.",
  "\\\\ ",
  "a",
  "KL divergence ",
])("5,000 times %j is judged within two seconds", (shard) => {
  const text = `\\begin{document}${shard.repeat(5000)}`;
  expect(workOf(() => void claimProblems(text, FILES, library))).toBeLessThan(2000);
});
