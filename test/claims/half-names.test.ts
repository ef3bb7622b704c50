import { describe, expect, test } from "vitest";
import { messagesOf, runsWith, studyOf } from "./a-study";

/** Losses and seconds of made-up models of three rivers. */
const library = studyOf(
  runsWith(
    {
      "Monthly means": [
        [0.812, 31.2],
        [0.644, 29.8],
        [0.733, 30.4],
      ],
      "Two gauges": [
        [0.791, 33.5],
        [0.661, 32.1],
        [0.729, 33.9],
      ],
      "Two gauges + snow cover": [
        [0.702, 41.7],
        [0.583, 40.2],
        [0.648, 42.3],
      ],
      "Recurrent net with lake levels": [
        [0.757, 58.6],
        [0.627, 55.1],
        [0.741, 57.3],
      ],
    },
    ["danube", "loire", "tagus"],
    ([loss, time]: readonly number[]) => ({ means: { val_loss_mean: loss, training_time_mean: time } }),
  ),
);
const found = (text: string) => messagesOf(library, text);

describe("a run that is spoken of by a part of its name", () => {
  test.each([
    "On the Danube, two gauges reach a validation loss of 0.791, and the snow one of 0.702.",
    "Two gauges with the additional snow data have the lowest validation loss on all data sets.",
    "Two gauges with the snow data are the best on the Danube. They reach a validation loss of 0.702 on the Danube.",
    "Two gauges train in 33.5 seconds on the Danube, the lake model in 58.6.",
    "Two gauges are better on the Danube, while snowy maps are better on all data sets.",
    "Two gauges lose on the Loire, but lake data improve the validation loss on the Loire.",
    "Two gauges raise the validation loss on the Loire by 2.6\\%, and the snow lowers it by 9.5\\%.",
  ])("takes what is its own: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    ["On the Danube, two gauges reach a validation loss of 0.702.", "not this run's"],
    ["Two gauges have the lowest validation loss on all data sets.", "not the lowest"],
    ["Two gauges are good, but lake data improve the validation loss on the Tagus.", "does not fit"],
    ["Two gauges with the snow data train in 41.7 seconds on the Danube and in 45.2 seconds on the Loire.", "45.2"],
  ])("is held against its own: %s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });
});

describe("a clause with a subject of its own", () => {
  test.each([
    "Recurrent nets with lake levels are worse on the Tagus, while plain averages are better on the Tagus.",
    "Two gauges are worse than monthly means on the Loire, and no model is the best everywhere.",
  ])("says nothing of the run before it: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("is that of the run before it where it begins with a pronoun or a verb", () => {
    expect(found("Two gauges help on the Danube, but they improve the validation loss on the Loire.")).toEqual([
      expect.stringContaining("does not fit"),
    ]);
  });
});

describe("whose a number is", () => {
  test.each([
    "Two gauges are good. Over all runs, the validation loss on the Danube spans 0.702 to 0.812.",
    "Every model except two gauges has a training time on the Loire below 41 seconds.",
    "Two gauges lose 2.6\\% on the Loire. The snow is 1.25 times slower than two gauges on the Loire.",
    "Two gauges need 7.4\\% more time on the Danube at a lower validation loss.",
  ])("is not the one that is named before: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    ["Two gauges need 12.4\\% more time on the Danube at a lower validation loss.", "12.4%"],
    ["Two gauges have a training time on the Loire of 55.1 seconds.", "not this run's"],
  ])("is the one that is named: %s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });
});
