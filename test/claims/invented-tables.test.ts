import { describe, expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { claimLibrary, claimProblemsInPart } from "../../src/latex/claim-problems";

/** Loss and seconds of three runs on two sets. */
const MEASURED = [
  { north: [0.8124, 41.37], south: [0.6342, 44.81] },
  { north: [0.7719, 63.52], south: [0.5917, 68.14] },
  { north: [0.7446, 71.93], south: [0.5583, 75.26] },
];
const results = MEASURED.map((sets, run) => [
  `run_${run}/final_info.json`,
  JSON.stringify(
    Object.fromEntries(
      Object.entries(sets).map(([set, [loss, time]]) => [set, { means: { eval_loss: loss, training_time: time } }]),
    ),
  ),
]);
const library = claimLibrary(
  claimSources({
    ...Object.fromEntries(results),
    "plot.py": 'labels = {"run_0": "Baseline", "run_1": "Soft Routing", "run_2": "Sparse Routing"}',
  })!,
);
const found = (table: string) =>
  claimProblemsInPart(`\\documentclass{article}\\begin{document}\n${table}\n\\end{document}`, "paper.tex", library).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );

const together = (rows: string) => `\\begin{table}
\\caption{Results across all datasets, with standard deviations.}
\\begin{tabular}{lcc}
Model & Eval Loss & Training Time (s) \\\\
${rows}
\\end{tabular}
\\end{table}`;

describe("a table of which hardly a number was measured", () => {
  test("is made up where its labels and heads leave nothing open and its numbers are close to those that were", () => {
    const rows = `Baseline & 0.7411 $\\pm$ 0.1102 & 44.90 \\\\
Soft Routing & 0.6692 $\\pm$ 0.1274 & 61.17 \\\\
Sparse Routing & 0.6514 $\\pm$ 0.1317 & 77.38 \\\\`;
    const all = found(together(rows));
    for (const number of ["0.7411", "44.90", "0.6692", "61.17", "77.38", "± 0.1102"])
      expect(all.join("\n")).toContain(number);
    expect(all.join("\n")).not.toContain("± 0.1317");
    expect(all.every((one) => one.startsWith("claim-contradicted"))).toBe(true);
  });

  test("is passed over where its numbers are of another size: it tells of something else", () => {
    const rows = `Baseline & 0.0411 & 4.490 \\\\
Soft Routing & 0.0392 & 6.117 \\\\
Sparse Routing & 0.0314 & 7.738 \\\\`;
    expect(found(together(rows))).toEqual([]);
  });

  test("is right where it prints means over the data sets, with their spread", () => {
    const rows = `Baseline & 0.7233 $\\pm$ 0.1260 & 43.09 \\\\
Soft Routing & 0.6818 $\\pm$ 0.1274 & 65.83 \\\\
Sparse Routing & 0.6515 $\\pm$ 0.1317 & 73.60 \\\\`;
    expect(found(together(rows))).toEqual([]);
  });
});

test("rows under a run's own name that hold another run's numbers are that run's, whether or not the table has it as well", () => {
  const table = `\\begin{table}
\\caption{Performance by run.}
\\begin{tabular}{llcc}
Run & Dataset & Eval Loss & Training Time (s) \\\\
Baseline & North & 0.812 & 41.37 \\\\
 & South & 0.634 & 44.81 \\\\
Sparse Routing & North & 0.772 & 63.52 \\\\
 & South & 0.592 & 68.14 \\\\
\\end{tabular}
\\end{table}`;
  const swapped =
    "claim-wrong-run: These are not the numbers of “Sparse Routing” (run_2) but of “Soft Routing” (run_1).";
  expect(found(table)).toEqual([expect.stringContaining(swapped), expect.stringContaining(swapped)]);
});

describe("a row that is no run's in a table of which the rest is right", () => {
  const rows = (label: string) => `\\begin{table}
\\caption{Performance by method.}
\\begin{tabular}{lcccc}
& \\multicolumn{2}{c}{Eval Loss} & \\multicolumn{2}{c}{Training Time (s)} \\\\
Model & North & South & North & South \\\\
Baseline & 0.8124 & 0.6342 & 41.37 & 44.81 \\\\
Soft Routing & 0.7719 & 0.5917 & 63.52 & 68.14 \\\\
Sparse Routing & 0.7446 & 0.5583 & 71.93 & 75.26 \\\\
${label} & 0.7782 & 0.6074 & 59.91 & 61.06 \\\\
\\end{tabular}
\\end{table}`;

  test("has numbers that nobody measured", () => {
    expect(found(rows("Without gates"))).toHaveLength(4);
  });

  test("is left alone where it is taken from another work", () => {
    expect(found(rows("Gated mixing \\cite{gates}"))).toEqual([]);
  });
});

test("a table that names no data set is of the one that nearly all of its numbers are of", () => {
  const table = (loss: string) => `\\begin{table}
\\caption{Performance of the variants.}
\\begin{tabular}{lcc}
Method & Eval Loss & Training Time (s) \\\\
Baseline & 0.812 & 41.4 \\\\
Soft Routing & ${loss} & 63.5 \\\\
Sparse Routing & 0.745 & 71.9 \\\\
\\end{tabular}
\\end{table}`;
  expect(found(table("0.772"))).toEqual([]);
  // What it is on the other data set, and near both.
  expect(found(table("0.592"))).toEqual([expect.stringContaining("0.592")]);
  expect(found(table("0.727"))).toEqual([expect.stringContaining("0.727")]);
});

test("a column in minutes of times that were recorded as they stand is held against them", () => {
  const table = (time: string) => `\\begin{table}
\\caption{Loss and time on both data sets.}
\\begin{tabular}{llcc}
Dataset & Method & Eval Loss & Time (mins) \\\\
North & Baseline & 0.8124 & 41.37 \\\\
North & Soft Routing & 0.7719 & 63.52 \\\\
South & Baseline & 0.6342 & 44.81 \\\\
South & Soft Routing & 0.5917 & ${time} \\\\
\\end{tabular}
\\end{table}`;
  expect(found(table("68.14"))).toEqual([]);
  expect(found(table("61.84"))).toEqual([expect.stringContaining("61.84")]);
});
