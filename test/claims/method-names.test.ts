import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { claimLibrary, claimProblemsInPart } from "../../src/latex/claim-problems";

const LABELS = ["Baseline", "Tone Adapter", "Tuned Tone Adapter", "Reward by validation loss"];
const LOSSES = [
  [1.465, 1.005],
  [1.488, 1.022],
  [1.452, 1.003],
  [1.461, 0.948],
];
const result = ([shakespeare, wiki]: readonly number[]) =>
  JSON.stringify({ shakespeare: { means: { best_val_loss: shakespeare } }, wiki: { means: { best_val_loss: wiki } } });
const library = claimLibrary(
  claimSources({
    ...Object.fromEntries(LOSSES.map((losses, run) => [`run_${run}/final_info.json`, result(losses)])),
    "plot.py": `labels = {${LABELS.map((label, run) => `"run_${run}": "${label}"`).join(", ")}}\n`,
  })!,
);
const messages = (body: string) =>
  claimProblemsInPart(`\\documentclass{article}\\begin{document}${body}\\end{document}`, "paper.tex", library).map(
    ({ message }) => message,
  );

test("a method that later runs are variants of is called by its name wherever one of them is meant", () => {
  expect(messages("The Tone Adapter achieves a validation loss of 1.452 on shakespeare and 0.948 on wiki.")).toEqual(
    [],
  );
  expect(messages("The Tone Adapter achieves a validation loss of 1.425 on shakespeare.")).toEqual([
    expect.stringContaining("1.425"),
  ]);
});

test("words of a metric name no run", () => {
  expect(messages("On wiki, the method reached a validation loss of 1.003.")).toEqual([]);
});

const table = (wrong: string) => `\\begin{table}\\begin{tabular}{lcc}
Method & shakespeare & wiki \\\\
Baseline & 1.465 $\\pm$ 0.012 & ${wrong} $\\pm$ 0.007 \\\\
\\end{tabular}\\caption{Validation loss, mean $\\pm$ standard error.}\\end{table}`;

test("invented standard errors are told of one by one, however many they are", () => {
  expect(messages(table("1.005"))).toEqual([expect.stringContaining("± 0.012"), expect.stringContaining("± 0.007")]);
});
