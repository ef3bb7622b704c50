import { describe, expect, test } from "vitest";
import { caseFor } from "../../../src/claims/learned-names";
import { judgeReadTable } from "../../../src/claims/readings/judge-read-table";
import { isFinding } from "../../../src/claims/verdict";
import { parseLatex } from "../../../src/latex/document";
import { paperTextOf } from "../../../src/latex/paper-text";
import { TableReading } from "../../../src/research/claim-reading";
import { runsWith, studyOf } from "../a-study";

/** What all runs were made with. */
const PROGRAM = `
num_seeds = {"alder": 3, "birch": 1}
widths = [64, 128]
lr = 0.003
optimizer = "adamw"
`;
const MACHINE = JSON.stringify({
  gpus: ["NVIDIA A100-SXM4-80GB"],
  packages: { torch: "2.1.0" },
  trainableParameters: 148_226,
});

/** Four runs on two lakes: the loss of training, that of validation, and how long it took. */
const library = studyOf({
  "experiment.py": PROGRAM,
  "run_0/env.json": MACHINE,
  ...runsWith(
    {
      Plain: [
        [0.4012, 0.5231, 120.4],
        [0.7713, 0.9124, 240.9],
      ],
      Narrow: [
        [0.3555, 0.4817, 96.7],
        [0.7108, 0.8846, 201.3],
      ],
      Gated: [
        [0.3127, 0.5563, 131.2],
        [0.6619, 0.9478, 262.8],
      ],
      Pruned: [
        [0.4406, 0.5012, 88.1],
        [0.8037, 0.8991, 180.2],
      ],
    },
    ["alder", "birch"],
    ([train, val, time]) => ({
      means: { final_train_loss_mean: train, final_val_loss_mean: val, training_time_mean: time },
      stderrs: { final_val_loss_stderr: 0.0123 },
    }),
  ),
});

/** What is found in a table, as it stands in the paper, with what is said of it. */
function foundIn(caption: string, rows: readonly string[], reading: object): string[] {
  const width = rows[0]!.split("&").length;
  const text = `\\documentclass{article}\\begin{document}\\section{Results}
\\begin{table}\\caption{${caption}}\\begin{tabular}{${"l".repeat(width)}}
${rows[0]} \\\\ \\midrule
${rows.slice(1).join(" \\\\\n")} \\\\
\\end{tabular}\\end{table}\\end{document}`;
  const paper = paperTextOf(parseLatex(text, "paper.tex"));
  const table = paper.elements.find((element) => element.type === "table")!;
  const asked = TableReading.parse({ line: "T1", kind: "table", ...reading });
  const { verdicts } = judgeReadTable(caseFor(library, [paper]), table, asked);
  return verdicts
    .filter(isFinding)
    .map(({ start, end, kind, message }) => `${text.slice(start, end)}: ${kind}: ${message.split(". Read")[0]}`);
}

const ROWS = [1, 2, 3, 4].map((run) => ({ at: [run + 1], run: run - 1 }));
const changed = [2, 3, 4].map((row) => ({ at: [row], run: row - 1, than: 0, how: "percent" }));
const TIMES = [
  { at: [2], metric: "training_time", on: ["alder"] },
  { at: [3], metric: "training_time", on: ["birch"] },
];

describe("the sign of a change", () => {
  test("that is not the one of the change, where those of its kind are, is the wrong one", () => {
    const rows = ["Method & alder & birch", "Narrow & -19.7 & -16.4", "Gated & +9.0 & -9.1", "Pruned & -26.8 & -25.2"];
    expect(foundIn("Change of the training time in percent.", rows, { rows: changed, columns: TIMES })).toEqual([
      "-9.1: wrong-direction: Its sign is the wrong one: training_time on birch goes from 240.9 in “Plain” to 262.8 in “Gated” (+9.1%)",
    ]);
  });

  test("is turned where savings are told, and then it is one that is not", () => {
    const rows = ["Method & alder & birch", "Narrow & 19.7 & 16.4", "Gated & -9.0 & -9.1", "Pruned & 26.8 & 25.2"];
    const reading = { rows: changed, columns: TIMES };
    expect(foundIn("Reduction of the training time in percent.", rows, reading)).toEqual([]);
    const signed = rows.map((row) => row.replace(/& (?=\d)/g, "& +"));
    expect(foundIn("Reduction of the training time in percent.", signed, reading)).toEqual([]);
    const [head, first, second, last] = signed as [string, string, string, string];
    const wrong = [head, first, second.replace("-9.1", "+9.1"), last];
    expect(foundIn("Reduction of the training time in percent.", wrong, reading)).toEqual([
      expect.stringMatching(/^\+9\.1: wrong-direction: .*; the other numbers of this kind have the sign turned$/),
    ]);
  });

  test("says nothing where none has one, and stands before what a wrong size is corrected to", () => {
    const rows = ["Method & alder & birch", "Narrow & 19.7 & 16.4", "Gated & 9.0 & 9.1", "Pruned & 26.8 & 25.2"];
    expect(foundIn("Change of the time in percent.", rows, { rows: changed, columns: TIMES })).toEqual([]);
  });
});

describe("a column or a row that is called what it is not", () => {
  const TRAIN = [
    { at: [2], metric: "final_train_loss", on: ["alder"] },
    { at: [3], metric: "final_train_loss", on: ["birch"] },
  ];
  const held = ["0.5231 & 0.9124", "0.4817 & 0.8846", "0.5563 & 0.9478", "0.5012 & 0.8991"];
  const named = (cells: readonly string[]) =>
    cells.map((cell, run) => `${["Plain", "Narrow", "Gated", "Pruned"][run]} & ${cell}`);

  test("is told of once, at the words of the caption that call it so", () => {
    const rows = ["Method & alder & birch", ...named(held)];
    expect(foundIn("Final training loss.", rows, { rows: ROWS, columns: TRAIN })).toEqual([
      "Final training loss: contradicted: These are the numbers of final_val_loss, not of final_train_loss",
    ]);
  });

  test("and a number in it is held against what it holds", () => {
    const rows = ["Method & alder & birch", ...named(held.with(1, "0.4817 & 0.8486"))];
    expect(foundIn("Final training loss.", rows, { rows: ROWS, columns: TRAIN })).toEqual([
      "Final training loss: contradicted: These are the numbers of final_val_loss, not of final_train_loss",
      expect.stringMatching(/^0\.8486: contradicted: .*final_val_loss on birch is 0\.8846/),
    ]);
  });

  test("was misread where its head or the caption calls it what it is", () => {
    const rows = ["Method & Val. loss (alder) & Val. loss (birch)", ...named(held)];
    expect(foundIn("Losses.", rows, { rows: ROWS, columns: TRAIN })).toEqual([]);
    const plain = ["Method & alder & birch", ...named(held)];
    expect(foundIn("Final validation loss.", plain, { rows: ROWS, columns: TRAIN })).toEqual([]);
    expect(foundIn("Losses of all runs.", plain, { rows: ROWS, columns: TRAIN })).toEqual([]);
  });

  test("is not told where some of its numbers are what they are called", () => {
    const rows = [
      "Method & alder & birch",
      "Plain & 0.5231 & 0.9124",
      "Narrow & 0.4817 & 0.8846",
      "Gated & 0.3127 & 0.6619",
    ];
    expect(foundIn("Final training loss.", rows, { rows: ROWS, columns: TRAIN })).toEqual([]);
  });

  test("may be two of which each holds the other", () => {
    const rows = ["Method & birch & alder", ...named(held)];
    const columns = [
      { at: [2], metric: "final_val_loss", on: ["birch"] },
      { at: [3], metric: "final_val_loss", on: ["alder"] },
    ];
    expect(foundIn("Final validation loss.", rows, { rows: ROWS, columns })).toEqual([
      "birch: contradicted: These are the numbers of alder, not of birch",
      "alder: contradicted: These are the numbers of birch, not of alder",
    ]);
  });

  test("may be said to start from another run than it does", () => {
    const rows = ["Method & alder & birch", "Plain & +8.6 & +3.1", "Gated & +15.5 & +7.1", "Pruned & +4.0 & +1.6"];
    const reading = {
      rows: [
        { at: [2], run: 0 },
        { at: [3], run: 2 },
        { at: [4], run: 3 },
      ].map((row) => ({ ...row, than: 0, how: "percent" })),
      columns: [
        { at: [2], metric: "final_val_loss", on: ["alder"] },
        { at: [3], metric: "final_val_loss", on: ["birch"] },
      ],
    };
    expect(foundIn("Change of the validation loss relative to Plain.", rows, reading)).toEqual([
      "Plain: contradicted: These are the changes from Run 1 (“Narrow”), not from Run 0 (“Plain”)",
    ]);
    expect(foundIn("Change of the validation loss relative to Narrow.", rows, reading)).toEqual([]);
  });
});

describe("cells with several numbers", () => {
  const columns = (more: object) => [
    { at: [2], metric: "training_time", on: ["alder"], ...more },
    { at: [3], metric: "training_time", on: ["birch"], ...more },
  ];

  test("have changes, factors, ends of an interval and numbers of other data sets behind the first", () => {
    const percent = ["Method & alder & birch", "Plain & 120.4 & 240.9", "Narrow & 96.7 (-19.7\\%) & 201.3 (-16.4\\%)"];
    const asked = { rows: ROWS.slice(0, 2), columns: columns({ next: { than: 0, how: "percent" } }) };
    expect(foundIn("Training time and its change.", percent, asked)).toEqual([]);
    expect(
      foundIn("Training time and its change.", [...percent.slice(0, 2), percent[2]!.replace("16.4", "14.6")], asked),
    ).toEqual([
      expect.stringMatching(/^-14\.6: contradicted: .*from 240\.9 in “Plain” to 201\.3 in “Narrow” \(−16\.4%\)/),
    ]);
    const two = ["Method & Loss", "Plain & 0.5231 / 0.9124", "Narrow & 0.4817 / 0.8486"];
    const sets = [{ at: [2], metric: "final_val_loss", on: ["alder"], next: { on: ["birch"] } }];
    expect(foundIn("Loss on alder / birch.", two, { rows: ROWS.slice(0, 2), columns: sets })).toEqual([
      expect.stringMatching(/^0\.8486: contradicted: .*on birch is 0\.8846/),
    ]);
    const interval = [{ at: [2], metric: "final_val_loss", on: ["alder"], next: { as: "interval" } }];
    const ends = ["Method & Loss", "Plain & 0.523 [0.499, 0.547]", "Narrow & 0.482 [0.402, 0.562]"];
    expect(foundIn("Loss with intervals.", ends, { rows: ROWS.slice(0, 2), columns: interval })).toEqual([
      expect.stringMatching(/^0\.402: contradicted/),
    ]);
  });

  test("are speed-ups where the time before is told over that since", () => {
    const rows = ["Method & alder & birch", "Narrow & 1.25 & 1.20", "Gated & 0.92 & 0.98", "Pruned & 1.37 & 1.34"];
    const asked = { rows: changed.map((row) => ({ ...row, how: "factor" })), columns: TIMES };
    expect(foundIn("Speed-up over Plain.", rows, asked)).toEqual([expect.stringMatching(/^0\.98: contradicted/)]);
  });

  test("have a spread behind ±, whatever the number is", () => {
    const rows = ["Method & Loss", "Plain & 0.523 $\\pm$ 0.012", "Narrow & 0.482 $\\pm$ 0.045"];
    const loss = [{ at: [2], metric: "final_val_loss", on: ["alder"] }];
    expect(foundIn("Loss.", rows, { rows: ROWS.slice(0, 2), columns: loss })).toEqual([
      expect.stringMatching(/^0\.045: contradicted: The ± 0\.045 is none of the spreads/),
    ]);
  });
});

test("a table of settings may hold words, lists, facts and counts", () => {
  const reading = {
    rows: [
      { at: [2], setting: "optimizer" },
      { at: [3], setting: "lr" },
      { at: [4], setting: "widths" },
      { at: [5], fact: "gpu" },
      { at: [6], fact: "parameters" },
      { at: [7], fact: "version", name: "PyTorch" },
      { at: [8], count: "seeds", on: ["alder"] },
      { at: [9], setting: "lr" },
    ],
    columns: [{ at: [2] }],
  };
  const rows = (...cells: string[]) => ["Setting & Value", ...cells.map((cell, at) => `${NAMES[at]} & ${cell}`)];
  const NAMES = ["Optimizer", "Rate", "Widths", "GPU", "Parameters", "PyTorch", "Seeds", "Warm-up"];
  const right = rows("AdamW", "0.003", "64, 128", "A100", "148,226", "2.1", "three", "none");
  expect(foundIn("Setup.", right, reading)).toEqual([]);
  const wrong = rows("SGD", "0.03", "64, 256", "H100", "184,226", "2.3", "five", "--");
  expect(foundIn("Setup.", wrong, reading).map((each) => each.split(": The")[0])).toEqual([
    "SGD: contradicted",
    "0.03: contradicted",
    "256: contradicted",
    "H100: contradicted",
    "184,226: contradicted",
    "2.3: contradicted",
    "five: contradicted",
  ]);
});

test("a row that was read as something that nobody has leaves the others as they were read", () => {
  const rows = ["Setting & Value", "Rate & 0.03", "Patience & 5"];
  const lines = [
    { at: [2], setting: "lr" },
    { at: [3], setting: "patience" },
  ];
  expect(foundIn("Setup.", rows, { rows: lines, columns: [{ at: [2] }] })).toHaveLength(1);
  expect(() => foundIn("Setup.", rows, { rows: lines.slice(1), columns: [{ at: [2] }] })).toThrow("setting patience");
});

describe("what is in bold", () => {
  const rows = (...bold: string[]) =>
    [
      "Method & alder & birch & alder & birch",
      "Plain & 0.5231 & 0.9124 & 120.4 & 240.9",
      "Narrow & 0.4817 & 0.8846 & 96.7 & 201.3",
      "Gated & 0.5563 & 0.9478 & 131.2 & 262.8",
      "Pruned & 0.5012 & 0.8991 & 88.1 & 180.2",
    ].map((row) => bold.reduce((text, number) => text.replace(number, `\\textbf{${number}}`), row));
  const reading = {
    rows: ROWS,
    columns: [
      { at: [2], metric: "final_val_loss", on: ["alder"] },
      { at: [3], metric: "final_val_loss", on: ["birch"] },
      { at: [4], metric: "training_time", on: ["alder"] },
      { at: [5], metric: "training_time", on: ["birch"] },
    ],
  };

  test("is the best where the caption says so, and else a mistake", () => {
    const caption = "Validation loss and time; lower is better, and the best of each column is bold.";
    expect(foundIn(caption, rows("0.4817", "0.8846", "88.1", "180.2"), reading)).toEqual([]);
    expect(foundIn(caption, rows("0.4817", "0.8991", "88.1", "180.2"), reading)).toEqual([
      expect.stringMatching(
        /^0\.8991: overclaimed: In bold is not the best: “Narrow” \(run_1\): final_val_loss on birch is 0\.8846/,
      ),
    ]);
  });

  test("may be something else", () => {
    expect(foundIn("Loss and time, ours in bold.", rows("0.4817", "0.8991", "88.1", "180.2"), reading)).toEqual([]);
    // As many are others as are the best.
    expect(foundIn("The best in bold.", rows("0.5231", "0.9124", "120.4", "180.2"), reading)).toEqual([]);
  });
});

test("a column in another unit than the one that was recorded is read in that, and a number in it held against it", () => {
  const rows = [
    "Method & Minutes & Minutes",
    "Plain & 2.007 & 4.015",
    "Narrow & 1.612 & 3.355",
    "Gated & 2.187 & 3.480",
  ];
  expect(foundIn("How long it took on alder and birch.", rows, { rows: ROWS, columns: TIMES })).toEqual([
    expect.stringMatching(/^3\.480: contradicted: .*training_time on birch is 262\.8/),
  ]);
});

test("numbers may be called means that are of one data set", () => {
  const rows = ["Method & Loss", "Plain & 0.9124", "Narrow & 0.8846", "Gated & 0.9478", "Pruned & 0.8991"];
  const columns = [{ at: [2], metric: "final_val_loss", on: "all", take: "mean" }];
  expect(foundIn("Validation loss, averaged over both data sets.", rows, { rows: ROWS, columns })).toEqual([
    "averaged over both data sets: contradicted: These are the numbers of birch, not of the mean over the data sets",
  ]);
  expect(foundIn("Validation loss on birch.", rows, { rows: ROWS, columns })).toEqual([]);
});

test("what stands after ± is another uncertainty than the caption says", () => {
  const rows = [
    "Method & Loss",
    ...["0.5231", "0.4817", "0.5563"].map(
      (mean, run) => `${["Plain", "Narrow", "Gated"][run]} & ${mean} $\\pm$ 0.0123`,
    ),
  ];
  const asked = { rows: ROWS, columns: [{ at: [2], metric: "final_val_loss", on: ["alder"] }] };
  expect(foundIn("Validation loss, mean $\\pm$ standard error.", rows, asked)).toEqual([]);
  expect(foundIn("Validation loss, mean $\\pm$ standard deviation.", rows, asked)).toEqual([
    "standard deviation: contradicted: What stands after ± is the standard error, not the standard deviation.",
  ]);
  expect(foundIn("Validation loss with 95\\% confidence intervals.", rows, asked)).toEqual([
    "95\\% confidence intervals: contradicted: What stands after ± is the standard error, not half of the 95 % interval.",
  ]);
});

describe("rows that are read as other runs", () => {
  const columns = [
    { at: [2], metric: "final_val_loss", on: ["alder"] },
    { at: [3], metric: "final_val_loss", on: ["birch"] },
  ];
  const shifted = ROWS.map(({ at, run }) => ({ at, run: (run + 1) % 4 }));
  const cells = ["0.5231 & 0.9124", "0.4817 & 0.8846", "0.5563 & 0.9478", "0.5012 & 0.8991"];
  const table = (...labels: string[]) => [
    "Method & alder & birch",
    ...cells.map((cell, at) => `${labels[at]} & ${cell}`),
  ];

  test("than their labels name, or by one each, were misread", () => {
    const named = table("Plain", "Narrow", "Gated", "Pruned");
    expect(foundIn("Validation loss.", named, { rows: shifted, columns })).toEqual([]);
    expect(foundIn("Validation loss.", table("A", "B", "C", "D"), { rows: shifted, columns })).toEqual([]);
  });

  test("under the name of the run that was read are a mistake of the paper", () => {
    const swapped = table("Narrow", "Plain", "Gated", "Pruned");
    const rows = [{ at: [2], run: 1 }, { at: [3], run: 0 }, ...ROWS.slice(2)];
    expect(foundIn("Validation loss.", swapped, { rows, columns }).map((each) => each.split(":")[1])).toEqual([
      " wrong-run",
      " wrong-run",
      " wrong-run",
      " wrong-run",
    ]);
  });
});
