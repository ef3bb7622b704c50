import { expect, test } from "vitest";
import { claimSources } from "../../src/claims/results-folder";
import { claimLibrary } from "../../src/latex/claim-problems";
import { messagesOf } from "./a-study";

const results = (addition: number, division: number) =>
  JSON.stringify({
    addition: { means: { step_val_acc_99: addition, val_loss: addition / 5000 } },
    division: { means: { step_val_acc_99: division, val_loss: division / 5000 } },
  });
const library = (baseline: string, other: string) =>
  claimLibrary(
    claimSources({
      "run_0/final_info.json": results(2410, 4273),
      "run_1/final_info.json": results(2517, 7110),
      "plot.py": `labels = {"run_0": "${baseline}", "run_1": "${other}"}`,
    })!,
  );
const messages = (text: string, baseline = "2-layer (baseline)", other = "4-layer") =>
  messagesOf(library(baseline, other), text);

test("what a legend calls the baseline besides is the baseline: two numbers that change places are both wrong", () => {
  expect(messages("Addition is learned in 2410 steps (2-layer) and 2517 steps (4-layer).")).toEqual([]);
  expect(messages("Addition is learned in 2517 steps (2-layer) and 2410 steps (4-layer).")).toEqual([
    expect.stringContaining("2517 is not this run's"),
    expect.stringContaining("2410 is not this run's"),
  ]);
  expect(messages("On addition, AdamW needs 2517 steps.", "AdamW (Baseline)", "SGD")).toEqual([
    expect.stringContaining("2517 is not this run's"),
  ]);
});

const listed = (steps: string) => `We find the following.
\\begin{itemize}
  \\item \\textbf{AdamW} solves all tasks:
  \\begin{itemize}
    \\item Addition: $2410$ steps
    \\item Division: $${steps}$ steps
  \\end{itemize}
  \\item The tasks differ: a slow one takes $7110$ steps on division.
\\end{itemize}`;

test("an item with a list of its own says whose the numbers in that list are, and no others", () => {
  expect(messages(listed("4273"), "AdamW (Baseline)", "SGD")).toEqual([]);
  expect(messages(listed("7110"), "AdamW (Baseline)", "SGD")).toEqual([
    expect.stringContaining("7110 is not this run's"),
  ]);
});

test("a number with its own ± is held to be measured, and the end of a range is no difference", () => {
  expect(messages("On division, the 4-layer model needs $7110 \\pm 0$ steps.")).toEqual([]);
  expect(messages("On division, the 4-layer model needs $4273 \\pm 0$ steps.")).toEqual([
    expect.stringContaining("4273 is not this run's"),
  ]);
  expect(messages("The 4-layer model is learned with steps (2517--7110 steps) all the way.")).toEqual([]);
});
