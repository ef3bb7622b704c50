import { describe, expect, test } from "vitest";
import { messagesOf, runsWith, studyOf } from "./a-study";

/** Losses and hours of made-up models of three bells. */
const library = studyOf({
  ...runsWith(
    {
      "Cast bronze": [
        [0.412, 7.1],
        [0.508, 7.9],
        [0.377, 6.8],
      ],
      "Thin rim": [
        [0.398, 5.2],
        [0.522, 5.8],
        [0.361, 5.1],
      ],
      "Thin rim + long clapper": [
        [0.371, 6.3],
        [0.489, 6.7],
        [0.344, 6.1],
      ],
      "Tuned clapper (alpha 2)": [
        [0.405, 8.8],
        [0.501, 9.4],
        [0.369, 8.5],
      ],
      "Tuned clapper (alpha 4)": [
        [0.421, 8.7],
        [0.515, 9.1],
        [0.383, 8.4],
      ],
    },
    ["ghent", "york", "pisa"],
    ([loss, time]: readonly number[]) => ({ means: { val_loss_mean: loss, training_time_mean: time } }),
  ),
  "notes.txt": "# Title: Bells\n## Run 1: Thin rim\nDescription: rim_size 96, everything else as before.\n",
  "experiment.py":
    "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--rim_size', type=int, default=160)\nparser.add_argument('--max_updates', type=int, default=9000)\nparser.add_argument('--hidden_size', type=int, default=64)\nema_decay = 0.95\n",
});
const found = (text: string, section = "Results") => messagesOf(library, text, section);

describe("a comparison with what we do not know", () => {
  test.each([
    "The thin rim has a higher validation loss than the gilded one on Ghent.",
    "The thin rim is worse than the hammered sheets on three of the three data sets.",
    "The thin rim with the long clapper is 9.2\\% below the hammered sheets on Ghent.",
    "On York, the thin rim is 31.4\\% better than training from sheets.",
  ])("says nothing: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    ["The thin rim has a lower validation loss than cast bronze on York.", "does not fit"],
    ["The thin rim has a lower validation loss than the bronze on York.", "does not fit"],
    ["The thin rim is better than the baseline on all three data sets.", "more than the data"],
  ])("is held against what it names: %s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });
});

describe("the best of a kind", () => {
  test.each([
    "Thin rims are the best rims on York.",
    "The tuned clapper with alpha 2 is the fastest of all tuned clappers.",
    "The long clapper has the best validation loss on York, falling from 0.508 to 0.489.",
    "With the long clapper the training time on Pisa is 6.1, compared with 6.8 for the baseline, although its validation loss is the best.",
  ])("is no claim about all: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("is one where the kind is that of all runs", () => {
    expect(found("The thin rim is the best model on York.")).toEqual([expect.stringContaining("not the best")]);
  });
});

describe("numbers that are no settings", () => {
  test.each([
    "From update 3,000 on, the rim is left as it is.",
    "Each stroke is kept with probability 1-p, where p is small.",
    "The gradient becomes g+2 EMA(g) before it is used.",
    "One of the bells has a rim size of 96.",
  ])("say when, what a formula is or what one run had: %s", (text) => {
    expect(found(text, "Method")).toEqual([]);
  });

  test("are held against the code where they are settings", () => {
    expect(found("We train for 3,000 updates with a rim size of 120.", "Method")).toEqual([
      expect.stringContaining("9000"),
      expect.stringContaining("160"),
    ]);
  });
});

describe("a percentage and a pair of another verb", () => {
  test("are two claims", () => {
    expect(
      found(
        "The thin rim shortens training on Ghent by 26.8\\% and, once cool, lowers the validation loss from 0.412 to 0.398.",
      ),
    ).toEqual([]);
  });

  test("are one where there is one verb", () => {
    expect(found("The thin rim lowers the validation loss on Ghent by 26.8\\%, from 0.412 to 0.398.")).toEqual([
      expect.stringContaining("26.8"),
    ]);
  });
});
