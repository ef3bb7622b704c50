import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { claimLibrary } from "../../src/latex/claim-problems";
import { labelsOf, messagesOf } from "./a-study";

const SETS = ["x_plus_y", "x_div_y", "permutation"];
type Numbers = readonly (readonly [steps: number, accuracy: number])[];

/** A study of runs that have these names, of which the last alone has a program. */
function study(runs: Readonly<Record<string, Numbers>>, program: string) {
  const names = Object.keys(runs);
  const infos = Object.values(runs).map((sets, run) => [
    `run_${run}/final_info.json`,
    JSON.stringify(
      Object.fromEntries(
        sets.map(([steps, accuracy], at) => [
          SETS[at],
          { means: { step_val_acc_99_mean: steps, final_val_acc_mean: accuracy } },
        ]),
      ),
    ),
  ]);
  const library = claimLibrary(
    claimSources({
      ...Object.fromEntries(infos),
      "plot.py": labelsOf(names),
      [`run_${names.length - 1}.py`]: program,
    })!,
  );
  return (body: string, section?: string) => messagesOf(library, body, section);
}

const depths = study(
  {
    "2-layer (baseline)": [
      [2410, 0.736],
      [4273, 0.999],
      [7500, 0.273],
    ],
    "1-layer": [
      [2260, 1],
      [3793, 1],
      [7500, 0.665],
    ],
    "4-layer": [
      [2580, 1],
      [4237, 0.999],
      [7500, 0.143],
    ],
  },
  "torch.optim.SGD(model.parameters(), lr=0.1)\nn_layers = 4\ndim_model = 128\nnum_heads = 4\n",
);

test("“by 2,580 steps” behind what comes about is a moment, behind what is saved a difference", () => {
  expect(depths("Patterns emerge first (by 2,580 steps on addition).")).toEqual([]);
  expect(depths("The 1-layer model shortens training on addition by 150 steps.")).toEqual([]);
  expect(depths("The 1-layer model shortens training on addition by 269 steps.")).toEqual([
    expect.stringContaining("not 269"),
  ]);
});

test("a percentage behind “vs” is a value of something else, not a change", () => {
  const said = (low: string) =>
    `The 1-layer model achieves better validation accuracy (100\\% vs ${low}--99.9\\%) than deeper models on arithmetic tasks.`;
  expect(depths(said("73.6"))).toEqual([]);
  expect(depths(said("83.6"))).toEqual([expect.stringContaining("83.6")]);
});

test("a mean over the data sets is not what one of them has", () => {
  expect(depths("The validation accuracy on permutation is 66.5\\%.")).toEqual([]);
  expect(depths("The validation accuracy on permutation is 88.8\\%.")).toEqual([expect.stringContaining("88.8")]);
});

test("a head has the width by the number of heads", () => {
  const said = (size: string) => `The model has 4 heads ($d_k=${size}$).`;
  expect(depths(said("32"), "Method")).toEqual([]);
  expect(depths(said("64"), "Method")).toEqual([expect.stringContaining("32 dimensions, not 64")]);
});

test("the name of a run says what its program had when that is not there", () => {
  expect(depths("Grokking takes 2260 steps on addition versus 2410 (2-layer) and 2580 (4-layer).")).toEqual([]);
  expect(depths("We train a 3-layer model.", "Experimental Setup")).toEqual([expect.stringContaining("not 3")]);
  const optimisers = study(
    {
      "AdamW (Baseline)": [[2410, 1]],
      "Vanilla SGD": [[7500, 0.01]],
    },
    "torch.optim.SGD(model.parameters(), lr=0.1)\n",
  );
  expect(optimisers("We train with the AdamW optimizer or with SGD.", "Experimental Setup")).toEqual([]);
  expect(optimisers("We train with the RMSprop optimizer.", "Experimental Setup")).toEqual([
    expect.stringContaining("not RMSprop"),
  ]);
});

test("a threshold in a definition is no result", () => {
  const said = "Memorization is a phase with validation accuracy $<50\\%$.";
  expect(depths(said, "Method")).toEqual([]);
  expect(depths(said)).toEqual([expect.stringContaining("50")]);
});

test("what a run looks at is not the run", () => {
  const logged = study(
    {
      Baseline: [
        [2410, 1],
        [4273, 1],
        [7500, 0.27],
      ],
      "Gradient Norm Logging": [
        [2833, 1],
        [4093, 1],
        [7500, 0.35],
      ],
      "Gradient Noise Analysis": [
        [2410, 1],
        [4333, 0.83],
        [7500, 0.06],
      ],
      "Layer-wise Tracking": [
        [2580, 1],
        [3796, 1],
        [7500, 0.34],
      ],
    },
    "lr = 0.1\n",
  );
  const said = (subject: string) => `${subject} ends at a validation accuracy of 35\\% on permutation.`;
  expect(logged(said("Training with less gradient noise"))).toEqual([]);
  expect(logged(said("Gradient noise analysis"))).toEqual([expect.stringContaining("not this run's")]);
});

test("a row that is called by its data set is of whichever run has its numbers", () => {
  const table = (steps: string) => `\\begin{table}\\begin{tabular}{lcc}
Task & Val Acc & Steps to 99\\% Val \\\\
$x + y \\bmod 97$ & 1.000 & 2580 \\\\
$x \\times y^{-1} \\bmod 97$ & 0.999 & ${steps} \\\\
\\end{tabular}\\caption{Performance across tasks.}\\end{table}`;
  expect(depths(table("4237"))).toEqual([]);
  expect(depths(table("4273"))).toEqual([]);
});
