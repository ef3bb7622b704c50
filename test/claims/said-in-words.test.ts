import { describe, expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

/** Final accuracy and steps to 99 % on four made-up tasks. */
const result = (rows: Readonly<Record<string, readonly [number, number]>>) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(rows).map(([task, [acc, steps]]) => [
        task,
        { means: { final_val_acc_mean: acc, step_val_acc_99_mean: steps } },
      ]),
    ),
  );
const library = studyOf({
  "run_0/final_info.json": result({ rook: [1, 4210], bishop: [1, 4730], queen: [1, 2370], knight: [0.31, 7500] }),
  "run_1/final_info.json": result({ rook: [1, 2540], bishop: [1, 2350], queen: [1, 870], knight: [1, 5060] }),
  "run_2/final_info.json": result({ rook: [0.94, 1640], bishop: [1, 1990], queen: [1, 840], knight: [0.98, 4540] }),
  "run_3/final_info.json": result({ rook: [1, 4520], bishop: [0.99, 5170], queen: [1, 1990], knight: [0.4, 7210] }),
  "plot.py":
    'labels = {"run_0": "Baseline", "run_1": "Mirrored Openings", "run_2": "Rotated Boards", "run_3": "Castling"}\n',
});
const found = (text: string) => messagesOf(library, text);

describe("numbers that are parts of names", () => {
  test("the 99 of a metric does not part a run from its number", () => {
    const rook = (steps: string) =>
      `For the rook task, mirrored openings reached 99\\% validation accuracy in ${steps} steps, while the baseline required 4210 steps.`;
    expect(found(rook("2540"))).toEqual([]);
    expect(found(rook("1640"))).toEqual([expect.stringContaining("not this run's")]);
  });

  test("a paragraph that opens with a task stays with it", () => {
    const told = (steps: string) =>
      `The bishop task takes long. The baseline required ${steps} steps to reach 99\\% validation accuracy.`;
    expect(found(told("4730"))).toEqual([]);
    expect(found(told("4210"))).toEqual([expect.stringContaining("on bishop is 4730")]);
  });
});

describe("the best of all", () => {
  test.each([
    ["Mirrored openings consistently outperformed others in steps to 99\\% validation accuracy.", "more than the data"],
    ["On the rook task, mirrored openings demonstrated the fastest convergence.", "not the fastest on rook"],
    ["On bishop, castling performed best.", "not the best on bishop"],
    ["Castling is the best choice for every task.", "not the best"],
    ["Mirrored openings need fewer steps than every other configuration.", "does not fit"],
    ["Mirrored openings generally outperformed other methods in steps to 99\\% validation accuracy.", "generally"],
  ])("is not what another run beats: %s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    "Rotated boards consistently outperformed others in steps to 99\\% validation accuracy.",
    "On the rook task, rotated boards demonstrated the fastest convergence.",
    "Mirrored openings and rotated boards consistently outperformed other methods in steps to 99\\% validation accuracy.",
    "Rotated boards generally outperformed other methods in steps to 99\\% validation accuracy.",
    "Rotated boards need fewer steps than every other configuration.",
  ])("is what it says where nothing beats it: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("data sets beside each other", () => {
  test.each([
    ["In the baseline, bishop needs fewer steps to 99\\% validation accuracy than rook.", "bishop"],
    ["The knight task exhibited the earliest grokking, followed by queen and rook.", "No run has that order"],
    ["All tasks reached perfect validation accuracy with rotated boards.", "perfect"],
  ])("%s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    "In the baseline, rook needs fewer steps to 99\\% validation accuracy than bishop.",
    "The queen task exhibited the earliest grokking, followed by rook and bishop.",
    "All tasks reached perfect validation accuracy with mirrored openings.",
    "All tasks reached near-perfect validation accuracy with mirrored openings.",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("tables that say nowhere whose numbers they hold", () => {
  const shown = (queen: string, text: string) => `\\begin{table}
\\caption{Final results.}
\\begin{tabular}{lcc}
Task & Val Acc & 99\\% Val Acc \\\\
rook & 0.94 & 1640 \\\\
bishop & 1.00 & 1990 \\\\
queen & 1.00 & ${queen} \\\\
knight & 0.98 & 4540 \\\\
\\end{tabular}
\\end{table}
${text}`;

  test("are those of one run, so that another's is wrong", () => {
    expect(found(shown("840", ""))).toEqual([]);
    expect(found(shown("870", ""))).toEqual([expect.stringContaining("step_val_acc_99 on queen")]);
  });

  test("show the run that the text then speaks of", () => {
    const knight = (acc: string) => shown("840", `The knight task ends with a final validation accuracy of ${acc}\\%.`);
    expect(found(knight("98.0"))).toEqual([]);
    expect(found(knight("40.0"))).toEqual([expect.stringContaining("not this run's")]);
  });
});

test("“the model” is the run of the sentence before", () => {
  const told = (steps: string) =>
    `The knight task is harder. Rotated boards lower its loss. The model reached 99\\% validation accuracy in ${steps} steps.`;
  expect(found(told("4540"))).toEqual([]);
  expect(found(told("5060"))).toEqual([expect.stringContaining("not this run's")]);
});

test("of a pair and its percentage only what is wrong is told", () => {
  const told = "On bishop, mirrored openings need 2350 steps instead of the baseline's 4210, a 50.3\\% reduction.";
  expect(found(told)).toEqual([expect.stringContaining("4210")]);
});

describe("places and printed comparisons", () => {
  test.each([
    ["Castling has the second-lowest number of steps on bishop.", "not the second-lowest"],
    ["Castling has higher step counts (2540) than mirrored openings (4520) on rook.", "2540 is less than 4520"],
    ["Castling has the lowest number of steps.", "not the lowest"],
  ])("%s", (text, says) => {
    expect(found(text)).toContainEqual(expect.stringContaining(says));
  });

  test("hold where the data have them", () => {
    expect(found("Mirrored openings have the second-lowest number of steps on bishop.")).toEqual([]);
    expect(found("Mirrored openings achieve the highest validation accuracy.")).toEqual([]);
  });
});
