import { describe, expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

/** Loss and steps to convergence of made-up bakeries' models in four towns. */
const result = (rows: Readonly<Record<string, readonly [number, number]>>) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(rows).map(([town, [loss, steps]]) => [
        town,
        { means: { val_loss_mean: loss, steps_to_converge_mean: steps } },
      ]),
    ),
  );
const library = studyOf({
  "run_0/final_info.json": result({ lyon: [0.62, 4100], graz: [0.51, 3900], porto: [0.77, 5200], bergen: [0.4, 2900] }),
  "run_1/final_info.json": result({ lyon: [0.58, 3600], graz: [0.49, 3500], porto: [0.7, 5600], bergen: [0.42, 2800] }),
  "run_2/final_info.json": result({ lyon: [0.6, 4400], graz: [0.53, 4200], porto: [0.79, 5700], bergen: [0.38, 3300] }),
  "run_3/final_info.json": result({
    lyon: [0.65, 3300],
    graz: [0.55, 3100],
    porto: [0.81, 4700],
    bergen: [0.44, 2400],
  }),
  "plot.py": labelsOf(["Baseline", "Sourdough", "Dark Rye", "Light Spelt"]),
});
const found = (text: string) => messagesOf(library, text);

describe("what is said of one alone", () => {
  test.each([
    ["Sourdough is the only variant that improves the validation loss on Lyon.", "Dark Rye"],
    ["Light spelt is the only one that beats the baseline in validation loss on Lyon.", "does not fit"],
    ["Only on Lyon does dark rye outperform the baseline in validation loss.", "bergen"],
  ])("holds for no other: %s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    "Sourdough is the only variant that improves the validation loss on Graz.",
    "Only on Bergen does sourdough lose to the baseline in validation loss.",
  ])("is right where it is so: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("places and sizes", () => {
  test.each([
    ["In validation loss, dark rye comes second on Lyon, second on Graz and third on Porto.", "number 3"],
    ["Sourdough is last on Porto in validation loss.", "number 1"],
    ["With sourdough the largest improvement in validation loss is seen on Graz.", "most on porto"],
    ["With sourdough, the gain in validation loss is largest on Porto and smallest on Lyon.", "least on bergen"],
    ["Sourdough has a lower validation loss on Lyon (0.58), and also on Bergen.", "bergen"],
  ])("are those of the data: %s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    "Dark rye comes second on Lyon.",
    "With sourdough the largest improvement in validation loss is seen on Porto.",
    "Sourdough has a lower validation loss on Lyon (0.58), and also on Graz.",
  ])("are right where they are so: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("whom it is compared with", () => {
  test("are those whose names the words tell", () => {
    const told = (way: string) => `Sourdough has a ${way} validation loss than the light and dark variants on Lyon.`;
    expect(found(told("lower"))).toEqual([]);
    expect(found(told("higher"))).toEqual([expect.stringContaining("higher")]);
  });

  test("may stand without a metric, where it is so in none and nowhere", () => {
    expect(found("Light spelt outperforms sourdough.")).toEqual([]);
    expect(found("Dark rye is faster than sourdough.")).toHaveLength(1);
  });

  test("tells which way the steps in brackets have to differ", () => {
    const told = (way: string) =>
      `Lyon showed ${way} convergence (4100 steps) compared to Porto (5200 steps) in the baseline.`;
    expect(found(told("faster"))).toEqual([]);
    expect(found(told("slower"))).toHaveLength(1);
  });

  test("delaying is a matter of steps", () => {
    expect(found("Dark rye delays convergence on Lyon.")).toEqual([]);
    expect(found("Light spelt delays convergence on Lyon.")).toHaveLength(1);
  });
});

describe("what is counted and listed", () => {
  test.each([
    ["We take three datasets (Lyon, Graz, Porto and Bergen).", "4 are listed"],
    ["We compare four variants: sourdough, dark rye and light spelt.", "3 are listed"],
  ])("are as many as are said: %s", (text, says) => {
    expect(found(text)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    "We take four datasets (Lyon, Graz, Porto and Bergen).",
    "We take four datasets (e.g. Lyon, Graz).",
    "We take four datasets (shown in gray, black, red).",
  ])("are passed over where they agree or are none: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});
