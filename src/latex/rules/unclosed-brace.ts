import type { Rule } from "../rule";
import { troublesOf } from "../troubles";

/** A brace without its partner: an opening one at its own place, or a closing one too many. */
export const unclosedBrace: Rule = {
  id: "unclosed-brace",
  severity: "error",
  check: (paper) => troublesOf(paper, ["unclosed-brace", "stray-brace"]),
};
