import { expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

const run = (number: number, loss: number, other: number) => ({
  [`run_${number}/final_info.json`]: JSON.stringify({
    hills: { means: { val_loss: loss, train_time: 40 + number } },
    lakes: { means: { val_loss: other, train_time: 60 + number } },
  }),
});
const library = studyOf({
  ...run(0, 1.412, 0.931),
  ...run(1, 1.377, 0.902),
  ...run(2, 1.298, 0.868),
  ...run(3, 1.265, 0.847),
  "plot.py": labelsOf(["Baseline", "Gates", "Mixer", "Gates + Mixer"]),
});
const messages = (body: string) => messagesOf(library, body);

test("a change starts from the baseline where nothing else is named that it starts from", () => {
  expect(messages("The mixer lowers the validation loss on hills from 1.412 to 1.298.")).toEqual([]);
  expect(messages("The mixer lowers the validation loss on hills from 1.377 to 1.298.")).toEqual([
    expect.stringContaining("1.377 is not what it is compared with: “Gates” (run_1): val_loss on hills is 1.377."),
  ]);
  expect(messages("With the mixer, hills have a validation loss of 1.298 instead of 1.377.")).toEqual([
    expect.stringContaining("“Baseline” (run_0): val_loss on hills is 1.412"),
  ]);
});

test("the same where the number that is arrived at tells whose change it is, and on what", () => {
  expect(messages("The validation loss falls from 1.412 to 1.298.")).toEqual([]);
  expect(messages("The validation loss falls from 1.377 to 1.298.")).toEqual([expect.stringContaining("1.377 is not")]);
});

test("a change may start from a run that is named, or of which the run has a part", () => {
  expect(messages("Compared with “Gates”, “Mixer” lowers the validation loss on hills from 1.377 to 1.298.")).toEqual(
    [],
  );
  expect(
    messages("Compared with the gates, the mixer lowers the validation loss on hills from 1.377 to 1.298."),
  ).toEqual([]);
  expect(messages("Gates + Mixer lowers the validation loss on hills from 1.377 to 1.265.")).toEqual([]);
  expect(messages("The mixer lowers the validation loss on hills further, from 1.377 to 1.298.")).toEqual([]);
});

test("two runs that are set against each other without the baseline may be any two", () => {
  expect(messages("More is better on hills (a validation loss of 1.298 vs. 1.377).")).toEqual([]);
  expect(messages("The mixer beats the baseline on hills (a validation loss of 1.298 vs. 1.377).")).toHaveLength(1);
});
