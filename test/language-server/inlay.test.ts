import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { marksIn } from "../../src/language-server/inlay";
import type { ReadPaper } from "../../src/language-server/open-papers";
import { claimLibrary, judgedParts } from "../../src/latex/claim-problems";
import { paperOf } from "../../src/latex/paper";
import { paperWith } from "../latex/paper";

const info = (loss: number) => JSON.stringify({ sine: { means: { loss } } });
const sources = claimSources({ "run_0/final_info.json": info(0.5), "run_1/final_info.json": info(0.32) })!;

/** The text with the marks in it. */
function marked(body: string): string {
  const text = paperWith(body);
  const known = { file: "paper.tex", files: new Set<string>(), bibliographies: {} };
  const paper = paperOf(text, known);
  const results = { folder: "/study", sources, library: claimLibrary(sources) };
  const read: ReadPaper = {
    ...{ path: "/study/paper.tex", text, files: known, paper, results, readings: undefined },
    statementsRead: () => 0,
    claims: () => judgedParts(paper.parts, results.library),
  };
  const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const lines = text.split("\n");
  for (const { position } of marksIn(read, "paper.tex", all).toReversed()) {
    const line = lines[position.line]!;
    lines[position.line] = `${line.slice(0, position.character)}✓${line.slice(position.character)}`;
  }
  return lines.filter((line) => /loss/.test(line)).join("\n");
}

test("numbers that agree have a mark, behind their percent sign; words that agree have none", () => {
  expect(marked("On sine, the baseline has a loss of 0.50, lower is better.")).toBe(
    "On sine, the baseline has a loss of 0.50✓, lower is better.",
  );
  expect(marked("On sine, Run 1 lowers the loss of the baseline by 36\\%.")).toBe(
    "On sine, Run 1 lowers the loss of the baseline by 36\\%✓.",
  );
});
