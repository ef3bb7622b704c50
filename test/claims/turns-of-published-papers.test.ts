import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const NAMES = ["Baseline", "Static scaling", "Hybrid (6 steps)"];
const DATA = [
  [0.000136, 0.0000347, 34.18],
  [0.000157, 0.0000135, 36.62],
  [0.000271, 0.0000121, 45.76],
];
const library = studyOf({
  ...Object.fromEntries(
    DATA.map(([init, corr, time], run) => [
      `run_${run}/final_info.json`,
      JSON.stringify({
        orbit: { means: { init_loss_mean: init, corr_loss_mean: corr, total_train_time_mean: time } },
      }),
    ]),
  ),
  "plot.py": labelsOf(NAMES),
});
const messages = (body: string) => messagesOf(library, body);

test("what costs more time is not what was improved in the same breath", () => {
  const said = (share: string) =>
    `Static scaling improves the corrected loss from $3.47 \\times 10^{-5}$ to $1.35 \\times 10^{-5}$ with only ${share}\\% training overhead.`;
  expect(messages(said("7.1"))).toEqual([]);
  expect(messages(said("17.1"))).toEqual([expect.stringContaining("17.1%")]);
});

test("a change in brackets behind a value is one of that value", () => {
  const said = (share: string) => `Static scaling brought it to $1.35 \\times 10^{-5}$ (${share}\\% reduction).`;
  expect(messages(said("61"))).toEqual([]);
  expect(messages(said("51"))).toEqual([expect.stringContaining("51%")]);
});

const table = (initial: string, time: string, more = "") => `\\begin{table}\\begin{tabular}{cccc}
Run & Initial Loss & Corrected Loss & Train Time (min) \\\\
0 & $1.36 \\times 10^{-4}$ & $3.47 \\times 10^{-5}$ & 34.18 \\\\
1 & ${initial} & $1.35 \\times 10^{-5}$ & ${time} \\\\
2 & $2.71 \\times 10^{-4}$ & $1.21 \\times 10^{-5}$ & 45.76 \\\\
${more}\\end{tabular}\\caption{All runs.}\\end{table}`;

test("numbers under “Run” are runs, short words of names are spelled out, and a unit that fits nothing is none", () => {
  expect(messages(table("$1.57 \\times 10^{-4}$", "36.62"))).toEqual([]);
  expect(messages(table("$1.75 \\times 10^{-4}$", "36.62"))).toEqual([expect.stringContaining("init_loss")]);
  expect(messages(table("$1.57 \\times 10^{-4}$", "45.76"))).toEqual([expect.stringContaining("another run's")]);
});
