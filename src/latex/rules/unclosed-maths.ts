import type { Rule } from "../rule";
import { troublesOf } from "../troubles";

/** Maths that is opened and not closed before the paragraph ends, at its opening sign. */
export const unclosedMaths: Rule = {
  id: "unclosed-maths",
  severity: "error",
  check: (paper) => troublesOf(paper, ["unclosed-maths"]),
};
