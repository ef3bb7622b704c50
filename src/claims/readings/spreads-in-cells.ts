import type { Case } from "../case";
import { spreadVerdict } from "../rules/spreads";
import type { Verdict } from "../verdict";
import { runsNamed, scopesOf, valuesOf } from "./quantities";
import { isOfNoResult } from "./read-cells";
import type { JudgedCell } from "./signs-of-changes";
import { runName } from "./words-of-query";

/** What stands after ± in cells whose numbers are read, and is no spread of what was measured. */
export function spreadsOfCells({ evidence }: Case, judged: readonly JudgedCell[]): Verdict[] {
  return judged.flatMap(({ read: { cell, number, axis } }) => {
    const { run, metric, on, than, take = "each", as = "plain" } = axis;
    if (!number.spread || isOfNoResult(axis) || run === undefined || metric === undefined) return [];
    // Of changes, and of means over data sets, there are many ways to say how sure they are.
    if (than !== undefined || axis.whole || take !== "each" || as !== "plain") return [];
    const [scope, ...others] = scopesOf(evidence, { metric, on, take });
    const [of] = runsNamed(evidence, [run])!;
    if (!scope || others.length > 0 || scope.sets.length !== 1) return [];
    const found = spreadVerdict(cell.cell, number, valuesOf(evidence, of!, scope), cell.scale);
    if (!found) return [];
    const reading = `uncertainty of ${metric} of ${runName(evidence, run)} on ${scope.sets[0]} = ${number.spread.text}`;
    return [{ ...found, message: `${found.message} Read by the model as: ${reading}.`, reading }];
  });
}
