import type { Case } from "../case";
import { sourceSpan, type Table } from "../paper-text";
import { type SpreadCell, spreadsAsSaid } from "../rules/caption-spreads";
import { spreadVerdict } from "../rules/spreads";
import type { Verdict } from "../verdict";
import { metricNamed, runsNamed, scopesOf, valuesOf } from "./quantities";
import { isOfNoResult } from "./read-cells";
import type { JudgedCell } from "./signs-of-changes";
import { runName } from "./words-of-query";

/** What stands after ± in cells whose numbers are read: where it is no spread of what was measured, and where it is another than the caption says. */
export function spreadsOfCells(one: Case, { caption }: Table, judged: readonly JudgedCell[]): Verdict[] {
  // Beside a number that is wrong as it was read nobody knows whose the spread is.
  const cells = judged.flatMap((each) => (each.verdict.kind === "supported" ? spreadIn(one, each) : []));
  const said = caption && spreadsAsSaid(one, caption, cells);
  const kind = said ? [{ ...said, ...sourceSpan(caption, said.start, said.end) }] : [];
  const wrong = cells.flatMap((each) => wrongSpread(one, each));
  return [...kind, ...(wrong.length >= FEWEST && wrong.length >= cells.length / 2 ? [] : wrong)];
}

/** So many at once, and half of all, were misread. */
const FEWEST = 3;

/** Of changes, and of means over data sets, there are many ways to say how sure they are. */
function spreadIn({ evidence }: Case, { read: { cell, number, axis } }: JudgedCell): SpreadCell[] {
  const { run, metric, on, than, take = "each", as = "plain" } = axis;
  if (!number.spread || isOfNoResult(axis) || run === undefined || metric === undefined) return [];
  if (than !== undefined || axis.whole || take !== "each" || as !== "plain") return [];
  const [scope, ...others] = scopesOf(evidence, { metric, on, take });
  const [dataset, ...more] = scope?.sets ?? [];
  if (dataset === undefined || others.length > 0 || more.length > 0) return [];
  return [{ cell: { ...cell, number }, run: runsNamed(evidence, [run])![0]!, dataset, metric }];
}

function wrongSpread({ evidence }: Case, { cell, run, dataset, metric }: SpreadCell): Verdict[] {
  const scope = { metric: metricNamed(evidence, metric), sets: [dataset], take: "each" as const };
  const found = spreadVerdict(cell.cell, cell.number, valuesOf(evidence, run, scope), cell.scale);
  if (!found) return [];
  const reading = `uncertainty of ${metric} of ${runName(evidence, run.number)} on ${dataset} = ${cell.number.spread?.text}`;
  return [{ ...found, message: `${found.message} Read by the model as: ${reading}.`, reading }];
}
