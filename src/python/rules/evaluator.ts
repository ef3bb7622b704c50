import { hiddenFailures } from "../evaluator/hidden-failures";
import { missingEvaluation } from "../evaluator/missing-evaluation";
import { patches } from "../evaluator/patches";
import { peeks } from "../evaluator/peeks";
import { writtenResults } from "../evaluator/written-results";
import type { Context, Finding, Rule } from "../rule";

/** Touches what judges the run, or what it records, rather than what is judged. */
export const evaluator: Rule = {
  id: "evaluator",
  check: (program, context) =>
    context.policy.locked.includes(context.path)
      ? changedItself(context)
      : looks.flatMap((look) => look(program, context)),
};

const looks = [patches, missingEvaluation, hiddenFailures, writtenResults, peeks];

function changedItself({ path, before }: Context): Finding[] {
  if (!before) return [];
  const message = `Changes ${path}, which the template locks: a run with another copy does not count. Reject this.`;
  return [{ node: { from: 0, to: 0 }, message }];
}
