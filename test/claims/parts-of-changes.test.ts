import { describe, expect, test } from "vitest";
import { judgePapers } from "../../src/claims/judge";
import { claimSources } from "../../src/claims/results-folder";
import { isFinding } from "../../src/claims/verdict";
import { claimLibrary } from "../../src/latex/claim-problems";
import { parseLatex } from "../../src/latex/document";
import { paperTextOf } from "../../src/latex/paper-text";

/** From 40 by way of 18 to 16 on one family, from 51 by way of 45 to 26 on the other: steps of 91.7 and 8.3, of 24 and 76 percent. */
const REGRET = [
  [40, 51],
  [18, 45],
  [16, 26],
  [80, 30],
];
const results = Object.fromEntries(
  REGRET.map(([few, rare], run) => [
    `run_${run}/final_info.json`,
    JSON.stringify({ two_arms: { means: { regret: few } }, rare_reward: { means: { regret: rare } } }),
  ]),
);
const plot = `MARKERS = {"run_0": "o", "run_1": "s"}
labels = {"run_0": "Baseline", "run_1": "Small constant", "run_2": "Tight bound", "run_3": "Plug-in variance"}
COLOURS = {"run_0": "black", "run_1": "tab:blue", "run_2": "#222222"}`;
const library = claimLibrary(claimSources({ ...results, "plot.py": plot })!);

function findingsIn(text: string): string[] {
  const source = `\\begin{document}\n\\section{Results}\n${text}\n\\end{document}`;
  const [judged] = judgePapers(library, [paperTextOf(parseLatex(source, "paper.tex"))]);
  return judged!.verdicts.filter(isFinding).map(({ message }) => message);
}

const table = (head: string, cells: readonly number[]) => `\\begin{table}\\caption{What the steps do to the regret.}
\\begin{tabular}{llc}\\toprule Family & Step & ${head} \\\\ \\midrule
Two arms & constant & ${cells[0]}\\% \\\\
Two arms & shape & ${cells[1]}\\% \\\\
Rare reward & constant & ${cells[2]}\\% \\\\
Rare reward & shape & ${cells[3]}\\% \\\\ \\bottomrule
\\end{tabular}\\end{table}`;

describe("what a step is of a whole change", () => {
  test.each([
    "On two arms the constant lowers the regret by 22.0 and the shape by a further 2.00, which is 91.7\\% and 8.3\\% of the whole gain.",
    "On rare reward the regret falls in two steps; the share of the gain that is the constant's is 24.0\\%.",
    "On two arms the constant lowers the regret by 22.0 (91.7\\%) and the bound by a further 2.00 (8.3\\%).",
    "On rare reward the constant accounts for 24.0\\% of the total reduction in regret.",
    table("Share of the gain", [91.7, 8.3, 24.1, 75.9]),
  ])("%s", (text) => {
    expect(findingsIn(text)).toEqual([]);
  });

  test("is told where it is wrong, with what it is of", () => {
    expect(findingsIn("On rare reward the constant has 35.5\\% of the whole gain in regret.")).toEqual([
      "No step is 35.5% of a change of regret on rare_reward.",
    ]);
    expect(findingsIn(table("Share of the gain", [83.5, 8.3, 24.1, 76.1]))).toEqual([
      "No step is 83.5% of a change of regret on two_arms.",
    ]);
  });

  test("a cell of changes says whose no run changes so", () => {
    const findings = findingsIn(table("Change", [33.3, 60.1, 11.8, 49.1]));
    expect(findings[0]).toMatch(/^No run changes regret on two_arms by 33.3%\./);
  });
});

test("runs are called by the labels of the legend, not by their markers and colours", () => {
  const { evidence } = library;
  expect(evidence.runs.map(({ names }) => names.at(-1))).toEqual([
    "Baseline",
    "Small constant",
    "Tight bound",
    "Plug-in variance",
  ]);
});

test.each([
  "The plug-in variance is worse than the baseline on the two fixed families, and better on rare reward.",
  "The plug-in variance is worse than the baseline on two arms, better on rare reward.",
  "The plug-in variance gives up an arm, as ties favour a worse arm, on rare reward.",
])("%s: what is no comparison of runs where we know them", (text) => {
  expect(findingsIn(text)).toEqual([]);
});
