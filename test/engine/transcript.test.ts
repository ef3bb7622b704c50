import { expect, test } from "vitest";
import { withoutThoughts } from "../../src/engine/transcript";

test.each([
  ["<think>\nHm.\n</think>\n\nYes.", "Yes."],
  ["  <thinking>Hm.</thinking>Yes.", "Yes."],
  ["<think>Hm, and then it was cut", ""],
  ["<think>a</think>We close with </think> here.", "We close with </think> here."],
  ["The prompt template opened it.\n</think>\n\nYes.", "Yes."],
  ["Yes, <think>no</think>.", "Yes, <think>no</think>."],
  ["A line\n<think>\nquoted\n</think>\nlater", "A line\n<think>\nquoted\n</think>\nlater"],
  ["No thoughts at all.\n", "No thoughts at all.\n"],
])("%j says %j", (answer, said) => {
  expect(withoutThoughts(answer)).toBe(said);
});
