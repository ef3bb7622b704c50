import type { Rule } from "../rule";
import { troublesOf } from "../troubles";

/** An environment that is ended by the name of another, or ended without a beginning. */
export const mismatchedEnvironment: Rule = {
  id: "mismatched-environment",
  severity: "error",
  check: (paper) => troublesOf(paper, ["mismatched-environment"]),
};
