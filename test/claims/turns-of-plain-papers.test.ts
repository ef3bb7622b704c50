import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const NAMES = ["Baseline", "Cubic gates", "Cubic gates, no noise", "Wide mixer"];
/** Loss on moss, fern and reed, then seconds of training on each. */
const DATA = [
  [1.42, 0.96, 2.31, 20.1, 30.2, 40.3],
  [1.31, 0.91, 2.12, 22.4, 33.5, 44.6],
  [1.35, 0.87, 2.05, 22.0, 33.1, 44.2],
  [1.22, 0.98, 1.94, 31.3, 46.4, 61.5],
];
const library = studyOf({
  ...Object.fromEntries(
    DATA.map((values, run) => [
      `run_${run}/final_info.json`,
      JSON.stringify(
        Object.fromEntries(
          ["moss", "fern", "reed"].map((set, at) => [
            set,
            { means: { val_loss_mean: values[at], train_time_mean: values[at + 3] } },
          ]),
        ),
      ),
    ]),
  ),
  "run_0/env.json": JSON.stringify({ cuda: "12.4", torchCuda: "12.1" }),
  "plot.py": labelsOf(NAMES),
});
const messages = (body: string, section?: string) => messagesOf(library, body, section);

test("what a run costs is not what it is the best in", () => {
  expect(messages("The wide mixer is the best choice on moss and reed, for a training time that is longer.")).toEqual(
    [],
  );
  expect(messages("The wide mixer is the best choice on moss and fern, for a training time that is longer.")).toEqual([
    expect.stringContaining("not the best"),
  ]);
  const gates = (share: string) => `Cubic gates have a lower loss on ${share}, at the cost of slower training.`;
  expect(messages(gates("all data sets"))).toEqual([]);
  expect(messages(gates("all data sets").replace("Cubic gates have", "The wide mixer has"))).toEqual([
    expect.stringContaining("more than the data say"),
  ]);
});

test("“where it is the worst” speaks of the data set before it", () => {
  const said = (one: string, other: string) =>
    `The wide mixer is a good choice for ${one}, and a poor choice for ${other}, where it is the worst of all.`;
  expect(messages(said("moss", "fern"))).toEqual([]);
  expect(messages(said("fern", "reed"))).toEqual([expect.stringContaining("not the worst")]);
});

test("what is improved on, and whose loss is lowered, is what a run is compared with", () => {
  expect(messages("On moss, all variants improve on the baseline.")).toEqual([]);
  expect(messages("On fern, all variants improve on the baseline.")).toEqual([expect.stringContaining("Wide mixer")]);
  expect(messages("The wide mixer lowers the loss of the baseline on reed.")).toEqual([]);
  expect(messages("The wide mixer lowers the loss of the baseline on fern.")).toEqual([
    expect.stringContaining("lowers"),
  ]);
});

test("gates with noise are not those without, and not better is not better", () => {
  expect(messages("On fern, cubic gates with noise reach a loss of 0.91.")).toEqual([]);
  expect(messages("On fern, cubic gates without noise reach a loss of 0.91.")).toEqual([
    expect.stringContaining("0.91"),
  ]);
  expect(messages("On fern, the wide mixer is not better than the baseline (0.98 versus 0.96).")).toEqual([]);
  expect(messages("On fern, the wide mixer is better than the baseline (0.98 versus 0.96).")).toContainEqual(
    expect.stringContaining("it is a rise"),
  );
});

test("a percentage belongs to no pair that has a verb of its own", () => {
  const said = (share: string) =>
    `On reed, training the wide mixer takes 61.5 seconds, ${share}\\% more than the baseline, and the loss falls from 2.31 to 1.94.`;
  expect(messages(said("52.6"))).toEqual([]);
});

test("CUDA may be the one that PyTorch was built for", () => {
  expect(messages("We use CUDA 12.1.", "Experimental Setup")).toEqual([]);
  expect(messages("We use CUDA 12.4.", "Experimental Setup")).toEqual([]);
  expect(messages("We use CUDA 11.8.", "Experimental Setup")).toEqual([expect.stringContaining("11.8")]);
});

test("“a small but consistent gain” is one clause, and a slow mixer is no comparison", () => {
  expect(messages("Cubic gates give a small but consistent gain in loss.")).toEqual([]);
  expect(messages("The wide mixer gives a small but consistent gain in loss.")).toEqual([
    expect.stringContaining("consistent"),
  ]);
  expect(messages("All variants are built from slow gates on all data sets.")).toEqual([]);
});

test("a table that has “Thin” and “Thin + sieve” tells which of them a thin width is", () => {
  const thin = studyOf({
    ...Object.fromEntries(
      DATA.map((values, run) => [
        `run_${run}/final_info.json`,
        JSON.stringify(
          Object.fromEntries(
            ["moss", "fern", "reed"].map((set, at) => [set, { means: { val_loss_mean: values[at] } }]),
          ),
        ),
      ]),
    ),
    "plot.py": labelsOf(["Baseline", "Thin layers", "Thin layers with a sieve", "Wide mixer"]),
  });
  const rows = ["Baseline", "Thin", "Thin + sieve", "Wide"].map(
    (name, run) => `${name} & ${DATA[run]!.slice(0, 3).join(" & ")} \\\\`,
  );
  const table = `\\begin{table}\\caption{Loss.}\\begin{tabular}{lccc}\\toprule Method & moss & fern & reed \\\\ \\midrule ${rows.join(" ")} \\bottomrule\\end{tabular}\\end{table}`;
  expect(messagesOf(thin, `${table} The thin width reaches a loss of 0.91 on fern.`)).toEqual([]);
  expect(messagesOf(thin, `${table} The thin width reaches a loss of 0.87 on fern.`)).toEqual([
    expect.stringContaining("0.87"),
  ]);
});
