import { expect, test } from "vitest";
import { firstError } from "../../../src/editor/models/first-error";
import type { Problem } from "../../../src/research/problem";

const problem = (rule: string, severity: Problem["severity"], message: string): Problem => ({
  ...{ file: "a.tex", line: 1, column: 1, endColumn: 1, source: "LaTeX" },
  ...{ rule, severity, message },
});
const unknown = problem("undefined-reference", "error", "Nothing is labelled “fig:error”.");
const cause = problem("latex-error", "error", "File ended while scanning use of \\textbf .");

test("a compilation that failed is told by its cause, and not by a label that TeX did not come to", () => {
  expect(firstError([problem("overfull-box", "info", "Wide."), unknown, cause])).toBe(cause);
  expect(firstError([unknown])).toBe(unknown);
  expect(firstError([problem("overfull-box", "info", "Wide.")])).toBeUndefined();
});
