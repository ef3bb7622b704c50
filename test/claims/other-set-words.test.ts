import { expect, test } from "vitest";
import { datasetFinder } from "../../src/claims/dataset-words";
import { onlyOnes, otherWordReader } from "../../src/claims/other-set-words";
import { claimProblemsInPart } from "../../src/latex/claim-problems";
import { libraryFor } from "./marked-papers";

const KEYS = ["sine", "steps", "chirp"];
const learned = (...texts: string[]) => onlyOnes(texts.flatMap(otherWordReader(KEYS, datasetFinder(KEYS))));
const library = libraryFor("% study: ridge_and_noise");
const said = (text: string) =>
  claimProblemsInPart(`\\section{Results}\n${text}\n`, "paper.tex", library).map(({ message }) => message);

test("a list that names all data sets but one teaches another word for that one", () => {
  expect(learned("It estimates a sine, a staircase and a chirp from samples.")).toEqual([
    { word: "staircase", key: "steps" },
  ]);
  expect(learned("on the chirp, the sine, and the staircase, each")).toEqual([{ word: "staircase", key: "steps" }]);
});

test("nothing is learned where it could be anything else", () => {
  expect(learned("a sine, a staircase, a chirp and a ramp")).toEqual([]);
  expect(learned("a sine, a staircase and a ramp")).toEqual([]);
  expect(learned("the sine, the chirp and others")).toEqual([]);
  expect(learned("sine, chirp and Blocks of earlier work")).toEqual([]);
  expect(learned("a sine, a staircase and a chirp", "a sine, a ramp and a chirp")).toEqual([]);
  expect(otherWordReader(["sine", "steps"], datasetFinder(["sine", "steps"]))("a sine and a staircase")).toEqual([]);
});

test("numbers on a data set that is called by another word are held against it", () => {
  const raises = (percent: string) =>
    said(
      `The fixed ridge of same size raises the test error by 17.6\\% on the sine and by ${percent}\\% on the staircase.`,
    );
  expect(raises("5.11")).toEqual([]);
  expect(raises("8.11")).toEqual([expect.stringContaining("test_mse on steps goes from 0.011936")]);
});

test("what stands on an unknown thing is not held against the data set before it", () => {
  expect(
    said("The fixed ridge of same size raises the test error by 17.6\\% on the sine and by 5.11\\% on the ramp."),
  ).toEqual([]);
});

test("a variable behind a number is no factor, and draws are no data sets of the results", () => {
  expect(said("The baseline fits the chirp $\\sin(20 x^2)$ and the sine $\\sin(6x)$ alike.")).toEqual([]);
  expect(said("Errors are averaged over the 20 data sets of a seed.")).toEqual([]);
  expect(said("We report results on 20 data sets.")).toEqual([expect.stringContaining("hold 3 data sets")]);
});

test("what “better” is to mean claims nothing", () => {
  expect(said("For each function a run is called better or worse only where its interval excludes zero.")).toEqual([]);
  expect(said("The fixed ridge of same size is better on each function.")).not.toEqual([]);
});
