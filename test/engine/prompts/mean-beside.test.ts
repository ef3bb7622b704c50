import { expect, test } from "vitest";
import { meanBeside } from "../../../src/engine/prompts/evidence";

test.each<[number, number, string]>([
  // Four digits would be printed as 2.4620 beside such an interval.
  [0.00876, 2.4623332594590663, "2.4623"],
  [0.000123, 99.876543, "99.87654"],
  [0.094, 2.4434, "2.443"],
  [1.5, 0.004850123, "0.004850"],
  [0, 2.4623332594590663, "2.462"],
  [1e-14, 2.4623332594590663, "2.462"],
  [0.01, 12, "12.000"],
])("beside ± %d stands a mean of %d as %s", (half, mean, text) => {
  expect(meanBeside(half, mean)).toBe(text);
});
