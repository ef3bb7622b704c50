import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const NAMES = ["AdamW (Baseline)", "Vanilla SGD", "LION (Sign Updates)"];
/** Accuracy and steps on division, subtraction, addition and permutations; 6000 steps are all that there are. */
const DATA = [
  [
    [1, 3900],
    [1, 4200],
    [0.72, 2300],
    [0.31, 6000],
  ],
  [
    [0.011, 6000],
    [0.009, 6000],
    [0.012, 6000],
    [0.008, 6000],
  ],
  [
    [1, 3100],
    [1, 3600],
    [1, 2100],
    [0.12, 6000],
  ],
] as const;
const TASKS = ["x_div_y", "x_minus_y", "x_plus_y", "permutation"];
const library = studyOf({
  ...Object.fromEntries(
    DATA.map((tasks, run) => [
      `run_${run}/final_info.json`,
      JSON.stringify(
        Object.fromEntries(
          tasks.map(([accuracy, steps], task) => [
            TASKS[task],
            { means: { final_val_acc_mean: accuracy, step_val_acc_99_mean: steps } },
          ]),
        ),
      ),
    ]),
  ),
  "plot.py": labelsOf(NAMES),
});
const messages = (body: string) => messagesOf(library, body);

test("the word before the bracket of a label is the run's name, where its capitals tell that it is a name", () => {
  expect(messages("With AdamW the validation accuracy on permutations is 31\\%.")).toEqual([]);
  expect(messages("With AdamW the validation accuracy on permutations is 12\\%.")).toEqual([
    expect.stringContaining("12 is not this run's"),
  ]);
});

test("all tasks grok only where some run gets there on each of them", () => {
  expect(messages("Our experiments show that all four tasks reliably grok.")).toEqual([
    expect.stringContaining("does not get there on permutation"),
  ]);
  expect(messages("We see that not all four tasks grok.")).toEqual([]);
  expect(messages("With AdamW, grokking occurs on all tasks except permutations.")).toEqual([]);
});

test("who alone groks has to, and the others must not", () => {
  expect(messages("The permutation task shows grokking only for AdamW.")).toEqual([
    expect.stringContaining("“AdamW (Baseline)” does not get there on permutation either"),
  ]);
  expect(messages("On division, only LION achieves grokking.")).toEqual([
    expect.stringContaining("“AdamW (Baseline)” does so as well on x_div_y"),
  ]);
  expect(messages("On division, only AdamW and LION achieve grokking.")).toEqual([]);
  expect(messages("With LION, only subtraction groks.")).toEqual([expect.stringContaining("as well")]);
});

test("a task that is said to grok slowest, or later than another, has to in some run", () => {
  expect(messages("Addition grokked fastest, followed by division and subtraction.")).toEqual([]);
  expect(messages("Addition grokked slowest, followed by division and subtraction.")).toEqual([
    expect.stringContaining("No run has that order"),
  ]);
  expect(messages("We find subtraction grokking later than division.")).toEqual([]);
  expect(messages("We find division grokking later than subtraction.")).toEqual([
    expect.stringContaining("“later” does not fit"),
  ]);
});

test("a task beside both other tasks is slower than two of them", () => {
  expect(messages("Subtraction is slower than both other operations.")).toEqual([]);
  expect(messages("Addition is slower than both other operations.")).toEqual([
    expect.stringContaining("“slower than both other operations” does not fit"),
  ]);
});

test("an improvement with two numbers in brackets is one in the metric that they are of", () => {
  expect(messages("LION shows an improvement on permutations (12\\% vs 31\\%).")).toContainEqual(
    expect.stringContaining("“improvement” does not fit"),
  );
  expect(messages("LION shows an improvement on addition (100\\% vs 72\\%).")).not.toContainEqual(
    expect.stringContaining("“improvement” does not fit"),
  );
});

test("two numbers that each have their run in a bracket are set against each other by the verb", () => {
  const said = (verb: string) => `It ${verb} permutation accuracy from 31\\% (AdamW) to 12\\% (LION).`;
  expect(messages(said("lowers"))).toEqual([]);
  expect(messages(said("raises"))).toEqual([expect.stringContaining("it is a fall")]);
});

test("all of the accuracy on a kind of tasks is to be had on each that is of it", () => {
  expect(messages("LION achieves 100\\% validation accuracy on arithmetic tasks.")).toEqual([]);
  expect(messages("We see how they differ---AdamW achieves 100\\% validation accuracy on arithmetic tasks.")).toEqual([
    expect.stringContaining("final_val_acc on x_plus_y is 0.72"),
  ]);
  expect(messages("Here arithmetic operations reach 100\\% validation accuracy.")).toEqual([]);
});

test("the members of a kind are those that the paper lists behind the word", () => {
  const listed = "We train on commutative tasks (addition and permutation). ";
  expect(messages(`${listed}LION achieves 100\\% validation accuracy on commutative tasks.`)).toEqual([
    expect.stringContaining("final_val_acc on permutation is 0.12"),
  ]);
  expect(messages("LION achieves 100\\% validation accuracy on commutative tasks.")).toEqual([]);
});

test("the best of three on every task is so only where two others are nowhere ahead of it", () => {
  expect(messages("We compare AdamW, the best of the three on every task, with the others.")).toEqual([
    expect.stringContaining("somewhere “LION (Sign Updates)” is ahead"),
  ]);
  expect(messages("We compare AdamW, the best of the two on every task, with SGD.")).toEqual([]);
});

test("what is ahead everywhere but where all are at the limit is consistently ahead", () => {
  expect(messages("LION consistently trained faster than AdamW.")).toEqual([]);
});
