import { hiddenFailures } from "../evaluator/hidden-failures";
import { missingEvaluation } from "../evaluator/missing-evaluation";
import { patches } from "../evaluator/patches";
import { peeks } from "../evaluator/peeks";
import { writtenResults } from "../evaluator/written-results";
import type { Rule } from "../rule";

/** Touches what judges the run, or what it records, rather than what is judged. */
export const evaluator: Rule = {
  id: "evaluator",
  check: (program, context) => [
    ...patches(program, context),
    ...missingEvaluation(program, context),
    ...hiddenFailures(program, context),
    ...writtenResults(program, context),
    ...peeks(program),
  ],
};
