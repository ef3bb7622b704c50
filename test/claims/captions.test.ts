import { expect, test } from "vitest";
import { messagesOf, runsWith, studyOf } from "./a-study";

/** Run, data set: training and validation accuracy with its error, and the steps. */
type Row = readonly [train: number, val: number, error: number, steps: number];
const DATA: Record<"Plain" | "Gates" | "Gates + Cap", readonly Row[]> = {
  Plain: [
    [0.912, 0.811, 0.012, 4200],
    [0.934, 0.702, 0.021, 5100],
    [0.951, 0.623, 0.018, 6400],
  ],
  Gates: [
    [0.923, 0.842, 0.011, 3400],
    [0.945, 0.751, 0.019, 4600],
    [0.962, 0.655, 0.022, 5200],
  ],
  "Gates + Cap": [
    [0.987, 0.871, 0.014, 2900],
    [0.971, 0.782, 0.017, 3100],
    [0.993, 0.694, 0.013, 3900],
  ],
};
const SETS = ["circle", "moons", "waves"];
const library = studyOf({
  ...runsWith(DATA, SETS, ([train, val, error, steps]) => ({
    means: { train_acc: train, val_acc: val, steps_to_target: steps },
    stderrs: { train_acc: 0.001, val_acc: error, steps_to_target: 20 },
  })),
  "experiment.py": 'parser.add_argument("--seeds", type=int, default=4)\n',
});
const messages = (body: string) => messagesOf(library, body);

const table = (caption: string, cell: (row: readonly number[]) => string) => `\\begin{table}\\caption{${caption}}
\\begin{tabular}{lccc}
Method & Circle & Moons & Waves \\\\
${Object.entries(DATA)
  .map(([name, rows]) => `${name} & ${rows.map(cell).join(" & ")} \\\\`)
  .join("\n")}
\\end{tabular}\\end{table}`;
const validation = ([, val]: readonly number[]) => val!.toFixed(3);

test("what a caption says is in the table is what is there", () => {
  expect(messages(table("Validation accuracy.", validation))).toEqual([]);
  expect(messages(table("Training accuracy.", validation))).toEqual([
    expect.stringContaining("those of val_acc, not of train_acc"),
  ]);
});

test("a caption names the data set that the numbers are of, or none where they are means", () => {
  const rows = (values: (rows: readonly (readonly number[])[], at: number) => number) =>
    Object.entries(DATA)
      .map(([name, all]) => `${name} & ${[0, 1].map((at) => values(all, at).toFixed(3)).join(" & ")} \\\\`)
      .join("\n");
  const costs = (caption: string, body: string) => `\\begin{table}\\caption{${caption}}\\begin{tabular}{lcc}
Method & Train Acc & Val Acc \\\\
${body}
\\end{tabular}\\end{table}`;
  const moons = rows((all, at) => all[1]![at]!);
  const means = rows((all, at) => all.reduce((sum, row) => sum + row[at]!, 0) / all.length);
  expect(messages(costs("Both accuracies on moons.", moons))).toEqual([]);
  expect(messages(costs("Both accuracies on circle.", moons))).toEqual([expect.stringContaining("those of moons")]);
  expect(messages(costs("Both accuracies on circle.", means))).toEqual([expect.stringContaining("means over")]);
});

test("a caption says which of the spreads stands after the sign", () => {
  const withError = ([, val, error]: readonly number[]) => `${val!.toFixed(3)} $\\pm$ ${error!.toFixed(3)}`;
  const said = (what: string) => messages(table(`Validation accuracy, mean $\\pm$ ${what}.`, withError));
  expect(said("standard error")).toEqual([]);
  expect(said("standard deviation")).toEqual([expect.stringContaining("is the standard error")]);
  const withDeviation = ([, val, error]: readonly number[]) => `${val!.toFixed(3)} $\\pm$ ${(2 * error!).toFixed(3)}`;
  const other = (what: string) => messages(table(`Validation accuracy, mean $\\pm$ ${what}.`, withDeviation));
  expect(other("standard deviation")).toEqual([]);
  expect(other("standard error")).toEqual([expect.stringContaining("is the standard deviation")]);
});

test("a caption names the run that the changes are from", () => {
  const percent = (to: number, from: number) =>
    `$${to < from ? "-" : "+"}${Math.abs((100 * (to - from)) / from).toFixed(1)}$\\%`;
  const changes = (caption: string) => `\\begin{table}\\caption{${caption}}\\begin{tabular}{lccc}
Method & Circle & Moons & Waves \\\\
${(["Gates", "Gates + Cap"] as const)
  .map((name) => `${name} & ${DATA[name].map((row, at) => percent(row[3], DATA.Plain[at]![3])).join(" & ")} \\\\`)
  .join("\n")}
\\end{tabular}\\end{table}`;
  expect(messages(changes("Change of the steps to the target relative to the baseline."))).toEqual([]);
  expect(messages(changes("Change of the steps to the target relative to Gates."))).toEqual([
    expect.stringContaining("those from “Plain”"),
  ]);
});

test("which way a metric is better is known", () => {
  const said = (words: string) => messages(`\\begin{figure}\\caption{${words}}\\end{figure}`);
  expect(said("Validation accuracy of all methods. Higher values are better.")).toEqual([]);
  expect(said("Validation accuracy of all methods. Lower values are better.")).toEqual([
    expect.stringContaining("higher is better"),
  ]);
  expect(said("The accuracy (higher is better) and the steps to the target (lower is better).")).toEqual([]);
  expect(said("The accuracy (lower is better) and the steps to the target (lower is better).")).toHaveLength(1);
});

test("methods, configurations and corpora are counted", () => {
  expect(messages("\\begin{figure}\\caption{Accuracy of the three methods.}\\end{figure}")).toEqual([]);
  expect(messages("\\begin{figure}\\caption{Accuracy of the five methods.}\\end{figure}")).toHaveLength(1);
  expect(messages("We train five configurations in total, including the baseline.")).toHaveLength(1);
  expect(messages("The bars stand for each of the four corpora.")).toEqual([expect.stringContaining("3 data sets")]);
  expect(messages("All accuracies are means over four seeds.")).toEqual([]);
  expect(messages("All accuracies are means over ten seeds.")).toHaveLength(1);
});
