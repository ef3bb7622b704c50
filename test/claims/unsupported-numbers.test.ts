import { expect, test } from "vitest";
import { unsupportedNumbers } from "../../src/claims/unsupported-numbers";
import { findings, template } from "../fakes/study";

const code = ["LEARNING_RATE = 4e-3\nDECAY = 0.999\n"];
const found = (latex: string) => unsupportedNumbers(latex, findings, template.manifest, code).map(({ text }) => text);

// The study: kl on dino is 1.700, 1.800, 1.750 for the baseline and 1.500, 1.550, 1.600 for the cosine schedule.
test.each([
  ["a mean, rounded", "falls to 1.55 nats"],
  ["a difference and its percentage", "lower by 0.2 (11.4\\,\\%)"],
  ["Welch's interval", "the interval $[-0.313, -0.087]$"],
  ["the interval paired by seed", "paired by seed $[-0.324, -0.076]$"],
  ["half of the interval of a mean", "$1.550 \\pm 0.124$"],
  ["half of the interval of a difference", "$-0.200 \\pm 0.113$, paired $\\pm 0.124$"],
  ["a ratio", "0.886 times the baseline's"],
  ["a literal of the code", "a rate of $0.004$ and a decay of 0.999"],
  ["a version that was recorded", "PyTorch 2.13.0"],
  ["a length", "\\includegraphics[width=0.83\\linewidth]{kl.png} and \\vspace{1.37em}"],
  ["a number in a comment", "text % was 0.777 before"],
])("%s is supported", (_, latex) => {
  expect(found(latex)).toEqual([]);
});

test.each([
  ["a number that nothing explains", "falls to 1.337 nats", "1.337"],
  ["a mean with a wrong last digit", "falls to 1.53 nats", "1.53"],
  ["an invented percentage", "improves by 12.8\\%", "12.8"],
])("%s is not", (_, latex, text) => {
  expect(found(latex)).toEqual([text]);
});
