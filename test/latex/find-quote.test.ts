import { expect, test } from "vitest";
import { lineOfQuote } from "../../src/latex/find-quote";

const text = `It is impossible to train it in one hour.
The loss changes by $-0.5$ and reaches 15 points after 20.5 epochs.
我们训练了一个小型的模型并且报告了它的损失。
The \\emph{loss} falls \\citep{kim2020} to zero at last.`;

test("words are found whatever the commands and blanks between them", () => {
  expect(lineOfQuote(text, "the loss falls to\nzero at last")).toBe(4);
  expect(lineOfQuote(text, "训练了一个小型的模型并且报告")).toBe(3);
  expect(lineOfQuote("𝐿oss first.\nThe loss 𝐿 falls to zero.", "The loss 𝐿 falls")).toBe(2);
});

test.each([
  "possible to train it in one hour",
  "The loss changes by 0.5",
  "reaches 1.5 points after 20.5 epochs",
  "reaches 15 points after 2",
  "5 points after 20.5 epochs",
  "points after 20 epochs",
  "reaches 15 points after 20",
])("%s was never said", (quote) => {
  expect(lineOfQuote(text, quote)).toBeUndefined();
});
