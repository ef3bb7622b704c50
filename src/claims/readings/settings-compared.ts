import type { QueryOf } from "../../research/claim-reading";
import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { plain } from "../rules/settings";
import { hasSetting, numbersNamed } from "./code-names";
import { type Judgement, UNMEASURED } from "./judgement";
import { notedOf } from "./noted-settings";
import { runsNamed } from "./quantities";
import { isSoCompared } from "./sizes-compared";
import { namesInSum, resultsOf, type SmallSum } from "./small-sums";

/** “Twice the batch size of the baseline”, “as many steps as run 1”: a setting of a run held against that of another run. */
export function judgeSettingsCompared(
  evidence: Evidence,
  query: QueryOf<"setting">,
  sum: SmallSum | undefined,
  printed: PrintedNumber | undefined,
  runs: readonly RunEvidence[] | undefined,
): Judgement {
  const [than] = runsNamed(evidence, query.than) ?? [];
  const [run] = runs ?? [];
  if (!sum || !than || !run || runs!.length > 1 || (!printed && query.way === undefined)) return UNMEASURED;
  const [own, others] = [valuesOf(evidence, sum, run), valuesOf(evidence, sum, than)];
  if (own.length === 0 || others.length === 0) return UNMEASURED;
  const holds = own.some((value) => others.some((other) => isSoCompared(query, value, other, printed)));
  const sizes = (one: RunEvidence, values: readonly number[]) => `${values.map(plain).join(" or ")} in ${nameOf(one)}`;
  const told = { evidence: `${query.name.trim()} is ${sizes(run, own)}, ${sizes(than, others)}` };
  if (holds) return { type: "holds", ...told };
  // Which of several is meant is not known.
  if (own.length > 1 || others.length > 1) return UNMEASURED;
  return { type: "fails", kind: "contradicted", ...told };
}

/** By its own program, else by its notes; by all programs for the baseline, where its own is not known. */
function valuesOf(evidence: Evidence, sum: SmallSum, { code, noted, number }: RunEvidence): number[] {
  if (code && namesInSum(sum).every((name) => hasSetting(code, name)))
    return resultsOf(sum, (name) => numbersNamed(code, name));
  if (code || sum.type !== "name") return [];
  const said = notedOf(noted, sum.name, evidence.datasets);
  // “From 200 to 100” ends at what it is now.
  const last = said?.beside.at(-1);
  if (said) return last && said.beside.length <= 2 ? [last.percent ? last.value / 100 : last.value] : [];
  return number === 0 ? numbersNamed(evidence.code, sum.name) : [];
}
