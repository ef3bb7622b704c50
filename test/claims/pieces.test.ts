import { expect, test } from "vitest";
import { caseOf, libraryOf } from "../../src/claims/case";
import { isClear } from "../../src/claims/comparison";
import { evidenceOf } from "../../src/claims/evidence";
import { numbersIn } from "../../src/claims/printed-number";
import { relationsIn } from "../../src/claims/relation";
import { claimSources } from "../../src/claims/results-folder";
import { sentenceSpans } from "../../src/claims/sentence";

const LEGEND = `labels = {"run_0": "Baseline", "run_1": "Shared Mixer", "run_2": "Per-Layer Mixer", "run_3": "Rank dropout (0.35)"}`;

/** A folder of results as another program may have left it: one data set, one metric, a legend, no template. */
function folder(values: readonly number[], notes = ""): ReturnType<typeof evidenceOf> {
  const runs = values.map((value, run) => [
    `run_${run}/final_info.json`,
    JSON.stringify({ dino: { means: { kl_divergence_mean: value } } }),
  ]);
  return evidenceOf(claimSources({ ...Object.fromEntries(runs), "plot.py": LEGEND, "notes.txt": notes })!);
}

test("numbers as papers print them", () => {
  const read = (text: string) =>
    numbersIn(text).map(({ value, percent, times, measure, hedge, spread }) => [
      value,
      percent ? "%" : times ? "×" : (measure ?? ""),
      hedge ?? "",
      ...(spread ? [spread.value] : []),
    ]);
  expect(read("0.862 ± 0.004 on text8, about 12.8% lower, 2.3× as fast")).toEqual([
    [0.862, "", "", 0.004],
    [12.8, "%", "about"],
    [2.3, "×", ""],
  ]);
  expect(read("from 17.0 to 18.5 minutes, 2×10^-3, 100k, 9,409 and −0.5")).toEqual([
    [17, "min", ""],
    [18.5, "min", ""],
    [0.002, "", ""],
    [100_000, "", ""],
    [9409, "", ""],
    [-0.5, "", ""],
  ]);
  expect(read("GPT-2 on enwik8 in 2D with 5x5 grids")).toEqual([]);
});

test("words that say which way, and those that only look like it", () => {
  const ways = (text: string) => relationsIn(text).map(({ way }) => way);
  expect(ways("reduces the loss, trains faster and outperforms it")).toEqual(["down", "faster", "better"]);
  expect(ways("more robust in lower layers, with comparable or better quality")).toEqual([]);
});

test("sentences end at full stops, not at abbreviations or numbers", () => {
  const text = "We follow Ho et al. (2020), cf. Fig. 3. It reaches 0.86. Run 4 is best.";
  expect(sentenceSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    "We follow Ho et al. (2020), cf. Fig. 3.",
    "It reaches 0.86.",
    "Run 4 is best.",
  ]);
});

test("runs are found by number, by name, by parts of names and in lists", () => {
  const { runs } = caseOf(libraryOf(folder([1, 0.9, 0.8, 0.7])), []);
  const named = (text: string) => runs.find(text).map(({ ids, start, end }) => [text.slice(start, end), ids.join()]);
  expect(named("Run 2 and the baseline")).toEqual([
    ["Run 2", "2"],
    ["baseline", "0"],
  ]);
  expect(named("for the baseline, shared and per-layer mixers")).toEqual([
    ["baseline", "0"],
    ["shared", "1"],
    ["per-layer mixers", "2"],
  ]);
  expect(named("a rate of 0.35 is best")).toEqual([["0.35", "3"]]);
  expect(named("sharing what is mixed")).toEqual([]);
  expect(runs.labelled("Per-layer").ids).toEqual(["2"]);
});

test("a folder that nobody made for us says what it can", () => {
  const evidence = folder([1, 0.9], "## Run 1: Sharing\nResults: {'dino': {'kl_divergence_mean': 0.95}}\n");
  expect(evidence.runs.map(({ names }) => names)).toEqual([["Baseline"], ["Sharing", "Shared Mixer"]]);
  expect(evidence.metrics.map(({ key, direction }) => [key, direction])).toEqual([["kl_divergence", "lower"]]);
  expect(evidence.runs[1]!.earlier).toEqual([{ dataset: "dino", metric: "kl_divergence", mean: 0.95 }]);
  expect(claimSources({ "run_1/final_info.json": "nothing" })).toBeUndefined();
});

test("a difference is as clear whichever way round it is told, and corrected both ways", () => {
  const seeds = [
    [1.7, 1.8, 1.75],
    [1.57, 1.62, 1.67],
    [1.7, 1.81, 1.74],
    [1.71, 1.8, 1.74],
  ];
  const results = seeds.map((kl, run) => {
    const means = { kl: kl.reduce((sum, value) => sum + value, 0) / kl.length };
    return [`run_${run}/final_info.json`, JSON.stringify({ dino: { means, final_info_dict: { kl } } })];
  });
  const evidence = evidenceOf(claimSources(Object.fromEntries(results))!);
  const [baseline, one] = evidence.runs;
  expect(isClear(evidence, [one!, baseline!], evidence.metrics[0]!, "dino")).toBe(false);
  expect(isClear(evidence, [baseline!, one!], evidence.metrics[0]!, "dino")).toBe(false);
});
