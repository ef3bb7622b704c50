import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { claimLibrary, claimProblemsInPart } from "../../src/latex/claim-problems";

const result = (kl: number, loss: number) =>
  JSON.stringify({
    dino: { means: { kl_divergence: kl, eval_loss: loss } },
    moons: { means: { kl_divergence: kl + 1, eval_loss: loss + 1 } },
  });
const library = claimLibrary(
  claimSources({
    "run_0/final_info.json": result(1.743, 0.513),
    "run_1/final_info.json": result(1.255, 0.486),
    "plot.py": 'labels = {"run_0": "Baseline", "run_1": "Loss-following bins"}\n',
  })!,
);
const table = (value: string) => `\\documentclass{article}\\begin{document}
\\begin{table}
\\caption{KL divergence of each run, lower is better.}
\\begin{tabular}{lcc}
Run & dino & moons \\\\
Baseline & 1.743 & 2.743 \\\\
Loss-following bins & ${value} & 2.255 \\\\
\\end{tabular}
\\end{table}
\\end{document}
`;
const problemsOf = (text: string) => claimProblemsInPart(text, "paper.tex", library);

test("the word of a metric in a run's name does not make its row one of that metric", () => {
  expect(problemsOf(table("1.255"))).toEqual([]);
});

test("a wrong number in such a row is held against the metric of the caption", () => {
  expect(problemsOf(table("1.155")).map(({ message }) => message)).toEqual([
    expect.stringContaining("kl_divergence on dino is 1.255"),
  ]);
});
