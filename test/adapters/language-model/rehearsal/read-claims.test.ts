import { expect, test } from "vitest";
import { readConversation } from "../../../../src/adapters/language-model/rehearsal/asked";
import { readClaims } from "../../../../src/adapters/language-model/rehearsal/read-claims";

const NAMES = `# What there is to name

BEGIN DATA names
Runs:
- 0: Baseline (the baseline)
- 1: Half bandwidth
Data sets:
- sine: 1
Metrics:
- test_mse: lower is better
END DATA names`;

/** The numbers of the claims that are read in a sentence. */
function read(sentence: string): string[] {
  const task = "# Your task: translate what these sentences and tables claim";
  const text = `${NAMES}\n\n# The sentences and tables\n\n1. ${sentence}\n\n${task}\n`;
  const answer = readClaims(readConversation([{ role: "user", text }]));
  return [...answer.matchAll(/"number":"([^"]+)"/g)].map(([, number = ""]) => number);
}

test("one number is read, also where it ends the sentence, and of two neither", () => {
  expect(read("On sine, half bandwidth has a test MSE of 0.0096.")).toEqual(["0.0096"]);
  expect(read("Half bandwidth lowers the test MSE on sine from 0.0123 to 0.0096.")).toEqual([]);
  expect(read("Half bandwidth has a test MSE of 0.0096 on sine, and 1.2.3 is a version.")).toEqual(["0.0096"]);
});
