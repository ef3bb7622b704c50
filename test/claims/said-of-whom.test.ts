import { describe, expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

/** Error and minutes of made-up weather models on three seas. */
const result = (rows: Readonly<Record<string, readonly [number, number, number]>>) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(rows).map(([sea, [loss, train, time]]) => [
        sea,
        { means: { val_loss_mean: loss, train_loss_mean: train, training_time_mean: time } },
      ]),
    ),
  );
const library = studyOf({
  "run_0/final_info.json": result({
    baltic: [0.512, 0.301, 61],
    adriatic: [0.733, 0.402, 88],
    aegean: [0.644, 0.35, 74],
  }),
  "run_1/final_info.json": result({
    baltic: [0.478, 0.322, 66],
    adriatic: [0.702, 0.441, 93],
    aegean: [0.651, 0.372, 79],
  }),
  "run_2/final_info.json": result({
    baltic: [0.541, 0.287, 42],
    adriatic: [0.751, 0.39, 59],
    aegean: [0.663, 0.341, 51],
  }),
  "run_3/final_info.json": result({
    baltic: [0.455, 0.298, 70],
    adriatic: [0.69, 0.399, 97],
    aegean: [0.632, 0.344, 83],
  }),
  "plot.py": labelsOf(["Baseline", "Tide Gauges", "No Satellites", "Buoy Prediction"]),
});
const found = (text: string) => messagesOf(library, text);

describe("what is said of a run without its name", () => {
  test.each([
    [
      "Tide gauges help on the Baltic. Their training loss is lower than that of the baseline on all datasets.",
      "more than the data",
    ],
    ["No satellites costs accuracy. It has a lower validation loss than the baseline on the Baltic.", "does not fit"],
    ["We turn to tide gauges. Its training loss on the Baltic is 0.322, which is lower than the baseline's.", "0.301"],
    [
      "Tide gauges have a higher validation loss on the Aegean, while on the Baltic it is above the baseline's.",
      "above",
    ],
    ["No satellites is slower than the baseline.", "slower"],
    ["Buoy prediction is slower than the baseline and worse in validation loss.", "worse"],
    [
      "On the Baltic, buoy prediction makes the validation loss smaller, whereas no satellites makes it better.",
      "better",
    ],
  ])("is held against the run it is said of: %s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    "Tide gauges help on the Baltic. Their training loss is higher than that of the baseline on all datasets.",
    "No satellites costs accuracy. It has a higher validation loss than the baseline on the Baltic.",
    "We turn to tide gauges. Its training loss on the Baltic is 0.322, which is higher than the baseline's.",
    "Tide gauges have a higher validation loss on the Aegean, while on the Baltic it is below the baseline's.",
    "Buoy prediction is slower than the baseline and better in validation loss.",
    "On the Baltic, buoy prediction makes the validation loss smaller, whereas no satellites makes it worse.",
  ])("is right where it is so: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

test("what something is done to is not what does it", () => {
  expect(found("No satellites is worse than the baseline. Removing the gauges makes it better on the Baltic.")).toEqual(
    [],
  );
});

test("under what something is done is not what does it", () => {
  const told = "the validation loss is smaller on the Baltic, which is clearly better";
  expect(
    found(
      `The claim fails: with no satellites, removing the gauges lowers the validation loss on the Baltic, which is better.`,
    ),
  ).toEqual([]);
  expect(found(`The claim holds: with no satellites, ${told}.`)).toHaveLength(1);
});

describe("words that deny and guess", () => {
  test("are parts of a name there", () => {
    expect(found("No satellites has a lower validation loss than the baseline on all datasets.")).toHaveLength(1);
    expect(found("Buoy prediction has a higher validation loss than the baseline on all datasets.")).toHaveLength(1);
    expect(found("Buoy prediction has a lower validation loss than the baseline on all datasets.")).toEqual([]);
  });

  test("are of something else before a colon, under a condition and in an aside", () => {
    const worse = "no satellites is better than the baseline on every dataset";
    expect(found(`The gauges cannot be removed: ${worse}.`)).toHaveLength(1);
    expect(found(`In short, ${worse} when the grid is not refined.`)).toHaveLength(1);
    expect(
      found("No satellites, which we had hoped would help, is better than the baseline on every dataset."),
    ).toHaveLength(1);
    expect(found("No satellites is not better than the baseline on every dataset.")).toEqual([]);
  });
});

describe("what is named beside a comparing word", () => {
  test("is the metric between the same commas", () => {
    const told = (way: string) =>
      `With tide gauges the training loss is ${way} than the baseline's on all datasets, most of all on the Adriatic, where validation loss falls.`;
    expect(found(told("higher"))).toEqual([]);
    expect(found(told("lower"))).toEqual([expect.stringContaining("more than the data say")]);
  });

  test("is the place before the next one", () => {
    expect(
      found("On the Baltic buoy prediction is better than the baseline, on the Aegean tide gauges are not."),
    ).toEqual([]);
  });

  test("is a number of the run, which tells the metric", () => {
    const told = (way: string) =>
      `On the Baltic, tide gauges (0.478) are slightly ${way} than buoy prediction (0.455).`;
    expect(found(told("worse"))).toEqual([]);
    expect(found(told("better"))).toEqual([expect.stringContaining("“Buoy Prediction” has 0.455")]);
  });
});
