import { type Candidate, describe, restsOn } from "../candidates";
import type { Case } from "../case";
import { inUnitOf, PLAIN } from "../look-up";
import { printedLike } from "../printed-number";
import { cellAllows, type NumberCell } from "../table-cells";
import type { Verdict } from "../verdict";
import { spreadVerdict } from "./spreads";
import { candidatesOf, cellVerdict, loneVerdict, matchesRun, placeOf } from "./table-numbers";
import { staleBy } from "./unsupported-values";

/** A cell that does not print what its run measured, and what stands after ± in it. `sure`: the headings are known to be read rightly. */
export function judgeWrong(one: Case, cell: NumberCell, id: string, sure: boolean): Verdict[] {
  const expected = candidatesOf(one, cell, [id]).filter(
    (candidate) => inUnitOf(cell.number, candidate, PLAIN).length > 0,
  );
  const stale = earlierOf(cell, expected);
  if (stale) return [stale];
  const other = one.evidence.runs.map((run) => matchesRun(one, cell, String(run.number))).find(Boolean);
  if (sure && cell.metrics.length > 0 && expected.length > 0 && expected.length <= 3)
    return [contradicted(cell, expected, other), ...spreadOf(cell, other ? [...expected, other] : expected)];
  return [other ? cellVerdict(cell, "supported", "", restsOn([other])) : loneVerdict(one, cell)];
}

/** A spread that is neither that of what should stand there nor that of the number which does. */
function spreadOf({ cell, number, scale }: NumberCell, fitting: readonly Candidate[]): Verdict[] {
  const known = fitting.filter(({ spreads }) => spreads().length > 0);
  if (number.spread?.value === 0 && known.length < fitting.length) return [];
  return [spreadVerdict(cell, number, known, scale) ?? []].flat();
}

function earlierOf(cell: NumberCell, expected: readonly Candidate[]): Verdict | undefined {
  for (const candidate of expected) {
    const { run, dataset, metric, value } = candidate;
    const then = run.earlier.find(
      (was) => was.dataset === dataset && was.metric === metric.key && cellAllows(cell, was.mean),
    );
    if (!then) continue;
    const { message, rest } = staleBy(cell.number, { ...candidate, value: then.mean }, value, cell.scale);
    return cellVerdict(cell, "stale", message, rest);
  }
  return undefined;
}

function contradicted(cell: NumberCell, expected: readonly Candidate[], other: Candidate | undefined): Verdict {
  const data = expected.map(describe).join("; ");
  const [only, more] = expected;
  const correction =
    only && !more ? printedLike(cell.number, inUnitOf(cell.number, only, PLAIN)[0]! * cell.scale) : undefined;
  const rest = { ...restsOn(expected), ...(correction && { correction }) };
  const { text } = cell.number;
  return other
    ? cellVerdict(cell, "wrong-run", `${text} is another run's: ${describe(other)}. Here: ${data}.`, rest)
    : cellVerdict(cell, "contradicted", `The data do not say ${text}: ${data}.`, rest);
}

/** One finding for each row of numbers that another run measured. */
export function swapped(one: Case, cells: readonly NumberCell[], id: string, other: string): Verdict[] {
  const rows = [...new Set(cells.map(({ row }) => row))];
  return rows.map((row) => {
    const inRow = cells.filter((cell) => cell.row === row);
    const theirs = inRow.map((cell) => matchesRun(one, cell, other)!);
    const span = { start: placeOf(inRow[0]!).start, end: placeOf(inRow.at(-1)!).end };
    return {
      kind: "wrong-run",
      about: "number",
      ...span,
      message: `These are not the numbers of ${labelOf(one, id)} but of ${labelOf(one, other)}.`,
      ...restsOn(theirs),
    };
  });
}

function labelOf({ evidence }: Case, id: string): string {
  const run = evidence.runs.find(({ number }) => String(number) === id);
  return run && run.names.length > 0 ? `“${run.names.at(-1)}” (run_${id})` : `run_${id}`;
}
