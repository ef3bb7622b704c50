import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { completionAt } from "../../src/language-server/completion";
import type { ReadPaper } from "../../src/language-server/open-papers";
import { claimLibrary } from "../../src/latex/claim-problems";
import { paperOf } from "../../src/latex/paper";
import { paperWith } from "../latex/paper";

const info = JSON.stringify({ sine: { means: { gain: -0.25, shift: -1.5e-7, loss: 0.75 } } });
const sources = claimSources({ "run_0/final_info.json": info })!;
const bib = "@misc{a%b, title = {A}}\n@misc{plain, title = {B}}";
const files = new Set(["plot.png", "50%.png", "a}b.png", "c#1.pdf"]);

/** What would be written at the bar. */
function offered(body: string, asMacros = false): string[] {
  const text = paperWith(body);
  const offset = text.indexOf("|");
  const known = { file: "paper.tex", files, bibliographies: { "r.bib": bib } };
  const paper = paperOf(text.replace("|", ""), known);
  const results = { folder: "/study", sources, library: claimLibrary(sources) };
  const read: ReadPaper = {
    path: "/study/paper.tex",
    text,
    files: known,
    paper,
    results,
    readings: undefined,
    statementsRead: () => 0,
    claims: () => [],
  };
  const { items } = completionAt({ paper: read, source: paper.parts[0]!, offset }, { asMacros, bySign: false });
  return items.map(({ textEdit }) => textEdit!.newText);
}

test("the first letter of a metric brings its numbers, for VS Code asks no second time; a lone “a” is an article", () => {
  expect(offered("We reach a gain of l|")).toEqual(["0.75"]);
  expect(offered("We reach a gain of lo|")).toEqual(["0.75"]);
  expect(offered("We reach a gain of a|")).toEqual([]);
  expect(offered("We reach l|")).toEqual([]);
});

test("behind a minus sign only numbers below zero are offered, without theirs", () => {
  expect(offered("The gain is $-|$")).toEqual(expect.arrayContaining(["0.25", "1.50 \\times 10^{-7}"]));
  expect(offered("The gain is -0.2|")).toEqual(["0.25"]);
  expect(offered("The gain is -|").filter((text) => /-|0\.75/.test(text.replace("{-7}", "")))).toEqual([]);
  expect(offered("The gain is -|", true)).toEqual([]);
  expect(offered("The gain is |")).toEqual(expect.arrayContaining(["$-0.25$", "0.75"]));
});

test("what an argument cannot hold is not offered", () => {
  expect(offered("\\cite{|}\\bibliography{r}")).toEqual(["plain"]);
  expect(offered("\\includegraphics{|}")).toEqual(["plot.png"]);
  expect(offered("\\newcommand{\\x}[1]{\\label{fig:#1}}\\section{A}\\label{a}\\ref{|}")).toEqual(["a"]);
});
