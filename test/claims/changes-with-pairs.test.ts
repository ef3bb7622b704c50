import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const run = (number: number, loss: number) => ({
  [`run_${number}/final_info.json`]: JSON.stringify({
    shakespeare: { means: { best_val_loss: loss } },
    enwik8: { means: { best_val_loss: loss - 0.46 } },
  }),
});
const library = studyOf({
  ...run(0, 1.8212),
  ...run(1, 1.4698),
  ...run(2, 1.4638),
  "plot.py": 'labels = {"run_0": "Baseline", "run_1": "Attention tracking", "run_2": "Sharing layers"}\n',
  "template.json": '{"metrics": {"best_val_loss": {"direction": "lower", "primary": true}}}',
});
const messages = (body: string, section?: string) => messagesOf(library, body, section);
const said = (percent: string, to: string, from: string) =>
  messages(`Models with these patterns achieve ${percent}\\% better validation loss (${to} vs ${from}).`);

test("a percentage and the two numbers in brackets behind it agree with each other and with the runs", () => {
  expect(said("19", "1.47", "1.82")).toEqual([]);
  expect(said("19.3", "1.4698", "1.8212")).toEqual([]);
});

test("that the three agree with each other does not make them results", () => {
  expect(said("15", "1.47", "1.73")).toEqual([
    expect.stringContaining("No run changes best_val_loss by 15%"),
    expect.stringContaining("1.73"),
  ]);
});

test("a percentage that its own numbers do not give is told, however many of them are wrong as well", () => {
  expect(said("15", "1.47", "1.82")).toEqual([expect.stringContaining("From 1.82 to 1.47 is -19.2%, not 15%")]);
  expect(said("15", "1.57", "1.73")).toEqual([
    expect.stringContaining("From 1.73 to 1.57 is -9.2%, not 15%"),
    expect.stringContaining("1.57"),
    expect.stringContaining("1.73"),
  ]);
});

test("what is better is so than the number behind it, whatever the other runs have", () => {
  expect(said("19", "1.47", "1.82")).toEqual([]);
  expect(messages("They achieve better validation loss (1.82 vs 1.47) on shakespeare.")).toHaveLength(1);
});

test("what an introduction lists of a metric is held against the runs, what it tells in passing is not", () => {
  const listed = "Models with these patterns achieve 15\\% better validation loss (1.47 vs 1.73).";
  const list = `Our contributions are:\n\\begin{itemize}\n\\item ${listed}\n\\end{itemize}`;
  expect(messages(list, "Introduction")).toEqual([expect.stringContaining("by 15%"), expect.stringContaining("1.73")]);
  expect(messages("Larger models have a 15\\% better validation loss.", "Introduction")).toEqual([]);
});
