import { expect, test } from "vitest";
import { messagesOf, runsWith, studyOf } from "./a-study";

const DATA: Record<string, readonly (readonly [kl: number, time: number])[]> = {
  Baseline: [
    [0.1, 33.4],
    [1.04, 34.2],
  ],
  Fixed: [
    [18.8, 36.1],
    [26.76, 37.2],
  ],
  Smoothed: [
    [16.2, 37.3],
    [28.28, 38.2],
  ],
};
const library = studyOf(
  runsWith(DATA, ["dino", "moons"], ([kl, time]) => ({ means: { kl_divergence: kl, training_time: time } })),
);
const messages = (body: string) => messagesOf(library, body);

test("the ends of a range are the least and the most of something", () => {
  expect(messages("The KL divergence rises from 0.10--1.04 to 16.20--28.28.")).toEqual([]);
  expect(messages("The KL divergence rises from 0.10--1.04 to 16.20--29.28.")).toEqual([
    expect.stringContaining("29.28 is not the largest that goes with 16.20: it is 28.28"),
  ]);
});

test("a range of factors or percentages holds for some run on all data sets", () => {
  expect(messages("Guidance makes training 8--12\\% longer.")).toEqual([]);
  expect(messages("Guidance makes training 20--25\\% longer.")).toEqual([expect.stringContaining("20–25%")]);
  expect(messages("The KL divergence increases 25--188$\\times$.")).toEqual([]);
  expect(messages("The KL divergence increases 2--5$\\times$.")).toEqual([expect.stringContaining("2–5×")]);
});

const table = (kl: string, time: string) => `\\begin{table}\\caption{Ranges over the data sets.}\\begin{tabular}{lcc}
Method & KL Divergence & Train (min) \\\\
Baseline & 0.10--1.04 & 33.4--34.2 \\\\
Fixed & ${kl} & 36.1--37.2 \\\\
Smoothed & 16.20--28.28 & ${time} \\\\
\\end{tabular}\\end{table}`;

test("a cell holds the least and the most of its run, in the unit that was recorded", () => {
  expect(messages(table("18.80--26.76", "37.3--38.2"))).toEqual([]);
  expect(messages(table("18.80--28.28", "37.9--38.2"))).toEqual([
    expect.stringContaining("28.28 is not the largest that goes with 18.80: it is 26.76"),
    expect.stringContaining("37.9 is not the smallest that goes with 38.2: it is 37.3"),
  ]);
});

const unnamed = (value: string) => `\\begin{table}\\caption{Performance of the variants.}\\begin{tabular}{lcc}
Method & KL Divergence & Train time (s) \\\\
Baseline & 0.10 & 33.4 \\\\
Fixed & 18.80 & ${value} \\\\
Smoothed & 16.20 & 37.3 \\\\
\\end{tabular}\\end{table}`;

test("a table without the name of a data set is of the one that its numbers are of", () => {
  expect(messages(unnamed("36.1"))).toEqual([]);
  expect(messages(unnamed("37.2"))).toEqual([expect.stringContaining("training_time on dino is 36.1")]);
});
