import { describe, expect, test } from "vitest";
import { evidenceOf } from "../../src/claims/evidence";
import { byRelevance, numberOffers } from "../../src/claims/number-offers";
import { macroNames, resultsTex } from "../../src/claims/result-macros";
import { claimSources } from "../../src/claims/results-folder";
import { rounded, roundedWith } from "../../src/claims/rounded";

describe("a number is printed to the digits that its uncertainty leaves", () => {
  test.each([
    [0.0095941, 0.00073, "0.0096"],
    [0.0095941, 0.00017, "0.00959"],
    [1234.56, 87, "1235"],
    [-0.1234, 0.02, "-0.12"],
    [0.0000321, 0.000004, "3.2 \\times 10^{-5}"],
    [0.98913, undefined, "0.9891"],
    [1826.42, undefined, "1826.4"],
    [17, undefined, "17"],
    [0, 0.01, "0.000"],
    [0.5, Number.POSITIVE_INFINITY, "0.5"],
  ])("%d ± %d", (value, uncertainty, text) => {
    expect(rounded(value, uncertainty).text).toBe(text);
  });

  test("both alike", () => {
    expect(roundedWith(0.0095941, 0.00073)).toEqual({ text: "0.0096 \\pm 0.0007", maths: true });
  });
});

const evidence = evidenceOf(
  claimSources({
    "run_0/final_info.json": '{"sine": {"means": {"test_mse": 0.0123}}, "8 gauß": {"means": {"test_mse": 0.00001}}}',
    "run_1/final_info.json":
      '{"sine": {"means": {"test_mse": 0.0096}, "final_info_dict": {"test_mse": [0.0093, 0.0099]}}}',
    "run_2/final_info.json": '{"sine": {"means": {"test_mse": 0.0011}}}',
    "notes.txt": "## Run 1: Half bandwidth\n## Run 2: Half-Bandwidth!\n",
  })!,
);

test("every number is a macro of letters alone, no two of the same name", () => {
  expect(resultsTex(evidence).split("\n")).toEqual([
    "% Written by AI Scientist from the results of the runs, and again when they change.",
    "\\newcommand{\\resTestMseSineBaseline}{0.0123} % test_mse (sine), Baseline (run_0): 0.0123",
    "\\newcommand{\\resTestMseEightGauBaseline}{\\ensuremath{1.00 \\times 10^{-5}}} % test_mse (8 gauß), Baseline (run_0): 0.00001",
    "\\newcommand{\\resTestMseMeanOverDataSetsBaseline}{0.006155} % test_mse (mean over data sets), Baseline (run_0): 0.006155",
    "\\newcommand{\\resTestMseSineHalfBandwidth}{0.010} % test_mse (sine), Half bandwidth (run_1): 0.0096",
    "\\newcommand{\\resTestMseSineHalfBandwidthInterval}{\\ensuremath{0.010 \\pm 0.004}}",
    "\\newcommand{\\resTestMseSineHalfBandwidthRunTwo}{0.0011} % test_mse (sine), Half-Bandwidth! (run_2): 0.0011",
    "",
  ]);
  const names = macroNames(evidence);
  expect(numberOffers(evidence).map((offer) => names.get(offer))).toContain("resTestMseSineHalfBandwidthRunTwo");
});

test("what the sentence speaks of comes first", () => {
  const offers = byRelevance(numberOffers(evidence), "On sine, half bandwidth has a test MSE of ");
  expect(offers[0]!.title).toBe("test_mse (sine), Half bandwidth");
});
