import { describe, expect, test } from "vitest";
import { labelsOf, messagesOf, studyOf } from "./a-study";

/** Loss and minutes of made-up translators of birdsong in three woods. */
const result = (rows: Readonly<Record<string, readonly [number, number]>>) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(rows).map(([wood, [loss, time]]) => [
        wood,
        { means: { eval_loss_mean: loss, training_time_mean: time } },
      ]),
    ),
  );
const library = studyOf({
  "run_0/final_info.json": result({ birch: [0.512, 34.1], larch: [0.713, 35.2], alder: [0.634, 33.9] }),
  "run_1/final_info.json": result({ birch: [0.488, 33.6], larch: [0.703, 34.6], alder: [0.601, 33.4] }),
  "run_2/final_info.json": result({ birch: [0.531, 21.4], larch: [0.733, 22.7], alder: [0.652, 20.8] }),
  "plot.py": labelsOf(["Baseline", "Slow Listening", "Pitch Folding"]),
});
const found = (text: string) => messagesOf(library, text);

describe("words of size", () => {
  test("need more than a few in a hundred", () => {
    expect(found("Slow listening has substantially lower training times than the baseline.")).toEqual([
      expect.stringContaining("more than the data say"),
    ]);
    expect(found("Pitch folding has substantially lower training times than the baseline.")).toEqual([]);
    expect(found("This maintains substantially lower training times (33.6 s vs 34.1 s).")).toHaveLength(1);
    expect(found("This maintains substantially lower training times (21.4 s vs 34.1 s).")).toEqual([]);
    expect(found("Slow listening has slightly lower training times than the baseline.")).toEqual([]);
  });
});

describe("differences with a word", () => {
  test.each([
    ["On the birch, pitch folding raises the evaluation loss by 0.019.", 0],
    ["On the birch, pitch folding lowers the evaluation loss by 0.019.", 1],
    ["On the birch, slow listening lowers the evaluation loss by 0.024.", 0],
    ["On the birch, slow listening increases the evaluation loss by 0.024.", 1],
  ])("go the way that it says: %s", (text, count) => {
    expect(found(text)).toHaveLength(count);
  });
});

describe("what is best of all runs", () => {
  test("is not what is the most of one run elsewhere", () => {
    expect(found("On the larch, pitch folding has the highest evaluation loss (0.733).")).toEqual([]);
    expect(found("We turn to the larch. Slow listening has the highest evaluation loss (0.703).")).toEqual([
      expect.stringContaining("not the highest"),
    ]);
    expect(found("The highest evaluation loss of slow listening, 0.703, is that of larch.")).toEqual([]);
  });

  test("may be said in passing", () => {
    expect(
      found("Slow listening, although the fastest option on all datasets, has the lowest evaluation loss."),
    ).toHaveLength(1);
    expect(
      found("Pitch folding, although the fastest option on all datasets, has the highest evaluation loss."),
    ).toEqual([]);
  });
});

describe("words that are of something else", () => {
  test.each([
    "We see consistent patterns of listening across three datasets with little overhead.",
    "Slow listening achieves superior performance compared to complex adaptive approaches on the birch.",
    "Benefits scale with the density of the wood (birch, larch and alder).",
  ])("are held against no metric: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("the runs of one data set are its seeds", () => {
    const list = (runs: string) =>
      `We use\\begin{itemize}\\item birch: recordings of one spring (${runs} runs)\\end{itemize}`;
    expect(messagesOf(library, list("9"), "Experimental Setup")).toHaveLength(1);
    expect(messagesOf(library, list("3"), "Experimental Setup")).toEqual([]);
  });
});
