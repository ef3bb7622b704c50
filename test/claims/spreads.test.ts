import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const NAMES = ["AdamW (Baseline)", "Plain SGD", "RMSprop"];
/** Steps and accuracy with their standard errors, on addition, division and subtraction. */
const DATA = [
  [
    [2410, 17, 0.7356, 0.0206],
    [4273, 163, 1, 0],
    [4277, 168, 1, 0],
  ],
  [
    [7500, 0, 0.0085, 0.0003],
    [7500, 0, 0.009, 0.0007],
    [7500, 0, 0.0067, 0.0004],
  ],
  [
    [7500, 0, 0.0081, 0.0005],
    [7500, 0, 0.0104, 0.0005],
    [7500, 0, 0.0074, 0.0003],
  ],
];
const SETS = ["x_plus_y", "x_div_y", "x_minus_y"];
const library = studyOf({
  ...Object.fromEntries(
    DATA.map((sets, run) => [
      `run_${run}/final_info.json`,
      JSON.stringify(
        Object.fromEntries(
          sets.map(([steps, ofSteps, accuracy, ofAccuracy], at) => [
            SETS[at],
            {
              means: { step_val_acc_99_mean: steps, final_val_acc_mean: accuracy },
              stderrs: { step_val_acc_99_stderr: ofSteps, final_val_acc_stderr: ofAccuracy },
            },
          ]),
        ),
      ),
    ]),
  ),
  "plot.py": labelsOf(NAMES),
  "experiment.py": `num_seeds = {${SETS.map((set) => `"${set}": 3`).join(", ")}}\n`,
});
const messages = (body: string) => messagesOf(library, body);

test("steps are not counted in minutes, and what they spread over is not nothing", () => {
  const said = (spread: string) => `Addition needs $2410 \\pm ${spread}$ steps.`;
  expect(messages(said("17"))).toEqual([]);
  expect(messages(said("0"))).toEqual([expect.stringContaining("± 0")]);
});

test("the standard deviation is that over the seeds that the code has", () => {
  const said = (spread: string) => `Addition needs $2410 \\pm ${spread}$ steps.`;
  expect(messages(said("29"))).toEqual([]);
  expect(messages(said("38"))).toEqual([expect.stringContaining("± 38")]);
});

test("in brackets one after the other, the unit of the first is that of all, and each ± is held against its own value", () => {
  const said = (second: string, third: string) =>
    `Addition is fastest ($2410 \\pm 17$ steps), followed by division ($4273 \\pm ${second}$) and subtraction ($4277 \\pm ${third}$).`;
  expect(messages(said("163", "168"))).toEqual([]);
  expect(messages(said("90", "33"))).toEqual([expect.stringContaining("± 90"), expect.stringContaining("± 33")]);
});

test("where no run is named, ± is that of any run with the value beside it", () => {
  const said = (spread: string) =>
    `The other optimizers remain at chance ($1.0 \\pm ${spread}\\%$ validation accuracy).`;
  expect(messages(said("0.1"))).toEqual([]);
  expect(messages(said("0.3"))).toEqual([expect.stringContaining("± 0.3")]);
});

test("beside a value that is wrong, ± may be wrong as well", () => {
  const said = (spread: string) => `Plain SGD reaches $72.3 \\pm ${spread}\\%$ validation accuracy on addition.`;
  expect(messages(said("0.03"))).toEqual([expect.stringContaining("72.3")]);
  expect(messages(said("3.3"))).toEqual([expect.stringContaining("72.3"), expect.stringContaining("± 3.3")]);
});

test("the first word of “AdamW (Baseline)” names the run, and “x × y^{-1}” is division", () => {
  expect(messages("AdamW achieves grokking on $x \\times y^{-1}$ in $4273$ steps, RMSprop does not.")).toEqual([]);
  expect(messages("AdamW achieves grokking on $x \\times y^{-1}$ in $2410$ steps, RMSprop does not.")).toEqual([
    expect.stringContaining("another data set"),
  ]);
});

test("what is “followed by” something is a value, and one of another data set is told of", () => {
  expect(messages("Addition comes first ($2410$ steps), followed by division ($2410 \\pm 17$).")).toEqual([
    expect.stringContaining("another data set"),
  ]);
});
