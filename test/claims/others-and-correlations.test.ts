import { expect, test } from "vitest";
import { messagesOf, studyOf } from "./a-study";

const measured = (seconds: number, loss: number) => ({
  means: { total_train_time_mean: seconds, best_val_loss_mean: loss },
  stderrs: { total_train_time_stderr: 0.9, best_val_loss_stderr: 0.0012 },
});
const run = (number: number, times: readonly [number, number, number]) => ({
  [`run_${number}/final_info.json`]: JSON.stringify({
    shakespeare_char: measured(times[0], 1.4697),
    enwik8: measured(times[1], 1.0057),
    text8: measured(times[2], 0.9807),
  }),
});
const library = studyOf({
  ...run(0, [142.4, 1207.8, 1199.7]),
  ...run(1, [140.3, 1231.2, 1246.9]),
  "plot.py": 'labels = {"run_0": "Baseline", "run_1": "Attention tracking"}\n',
  "notes.txt": "# Run 1\nA strong correlation (r=0.82) between stability and validation loss was found.\n",
  "experiment.py": 'batch_size = 64 if dataset == "shakespeare_char" else 32\n',
});
const messages = (body: string) => messagesOf(library, body);

test("others are the data sets that were not named before", () => {
  const times = (first: string, others: string) =>
    messages(`The training time is small (${first}s \\texttt{shakespeare\\_char}, ${others}s others).`);
  expect(times("142.4", "1199.7")).toEqual([]);
  expect(times("142.4", "~1200")).toEqual([]);
  expect(times("142.4", "1354.2")).toEqual([expect.stringContaining("1354.2")]);
  expect(times("1199.7", "1207.8")).toEqual([expect.stringContaining("1199.7 belongs to another data set")]);
  expect(times("142.4", "140.3")).toEqual([expect.stringContaining("140.3 belongs to another data set")]);
  expect(messages("Attention tracking takes 140.3 s on text8.")).toHaveLength(1);
});

test("a correlation with a metric is none of its values, and its ± is none of its spreads", () => {
  const said = (r: string) => messages(`There is a strong correlation with the validation loss ($r=${r}$).`);
  expect(said("0.82")).toEqual([]);
  expect(said("0.82 \\pm 0.03")).toEqual([]);
  expect(said("0.91 \\pm 0.03")).toEqual([expect.stringContaining("0.91")]);
  expect(messages("The validation loss on text8 is $0.9807 \\pm 0.03$.")).toEqual([expect.stringContaining("± 0.03")]);
});
