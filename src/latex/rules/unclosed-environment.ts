import type { Rule } from "../rule";
import { troublesOf } from "../troubles";

/** An environment that is begun and never ended, at its `\begin`. */
export const unclosedEnvironment: Rule = {
  id: "unclosed-environment",
  severity: "error",
  check: (paper) => troublesOf(paper, ["unclosed-environment"]),
};
