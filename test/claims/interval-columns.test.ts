import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { claimLibrary, claimProblemsInPart } from "../../src/latex/claim-problems";

const losses: Record<string, readonly number[]> = {
  Baseline: [2.409, 2.437, 2.431],
  "Distance penalty": [2.164, 2.155, 2.174],
  "No positions": [2.408, 2.402, 2.408],
};
const names = Object.keys(losses);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const results = names.map((name, number) => [
  `run_${number}/final_info.json`,
  JSON.stringify({ moby: { means: { val_loss: meanOf(losses[name]!) }, final_info_dict: { val_loss: losses[name] } } }),
]);
const notes = `${names.map((name, number) => `## Run ${number}: ${name}\n`).join("")}
## Comparisons and verdicts
| dataset | metric | run | compared with | verdict |
| --- | --- | --- | --- | --- |
| moby | val_loss | Distance penalty | Baseline | better |
| moby | val_loss | No positions | Baseline | no clear difference |
| moby | val_loss | No positions | Distance penalty | worse |
`;
const library = claimLibrary(
  claimSources({
    ...Object.fromEntries(results),
    "notes.txt": notes,
    "template.json": JSON.stringify({ seeds: [0, 1, 2], metrics: { val_loss: { direction: "lower" } } }),
  })!,
);
const paper = (difference: string, interval: string, sentence = "") => `\\documentclass{article}\\begin{document}
${sentence}
\\begin{table}
\\caption{Validation loss, lower is better: mean $\\pm$ half of the 95\\,\\% interval, and the difference to the baseline with its corrected interval.}
\\begin{tabular}{lccc}
Variant & Validation loss & Difference & Corrected interval \\\\
Baseline & $2.426 \\pm 0.036$ & -- & -- \\\\
Distance penalty & $2.164 \\pm 0.024$ & ${difference} & ${interval} \\\\
\\end{tabular}
\\end{table}
\\end{document}
`;
const messages = (text: string) => claimProblemsInPart(text, "paper.tex", library).map(({ message }) => message);

test("differences and their corrected intervals are read as what their columns say", () => {
  expect(messages(paper("$-0.2613$", "$[-0.3290, -0.1937]$"))).toEqual([]);
});

test("a wrong difference and a wrong bound are found", () => {
  expect(messages(paper("$-0.2913$", "$[-0.3290, -0.1137]$"))).toEqual([
    expect.stringContaining("-0.2913"),
    expect.stringContaining("-0.1137"),
  ]);
});

test("the corrected interval of a comparison that only the notes name is known", () => {
  const right = "No positions is worse than the distance penalty by 0.2417 (corrected interval [0.2116, 0.2717]).";
  expect(messages(paper("$-0.2613$", "--", right))).toEqual([]);
});

test("what was expected beforehand is no claim about the results, a result that came as expected is", () => {
  expect(messages(paper("$-0.2613$", "--", "The loss falls by more than the 0.0333 that we had expected."))).toEqual(
    [],
  );
  expect(messages(paper("$-0.2613$", "--", "As expected, the loss of the distance penalty is 0.0333."))).toHaveLength(
    1,
  );
});
