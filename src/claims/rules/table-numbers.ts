import { averagesIn, type Candidate, measuredIn, restsOn } from "../candidates";
import type { Case } from "../case";
import { inUnitOf, isDerived, isWritten, PLAIN } from "../look-up";
import { once } from "../memory";
import { sourceSpan } from "../paper-text";
import { cellAllows, type NumberCell } from "../table-cells";
import type { Verdict } from "../verdict";
import { spreadVerdict } from "./spreads";

/** The measured value, or the mean over data sets, of a run that a cell may print. */
export function matchesRun(one: Case, cell: NumberCell, id: string): Candidate | undefined {
  const { measured, averaged } = candidatesBy(one, cell, [id]);
  const fits = (candidate: Candidate) =>
    inUnitOf(cell.number, candidate, PLAIN).some((value) => cellAllows(cell, value));
  return measured().find(fits) ?? averaged().find(fits);
}

/** What the heads of a cell may mean of some runs, means over data sets included where no single one is named. */
export function candidatesOf(one: Case, cell: NumberCell, runs: readonly string[]): Candidate[] {
  const { measured, averaged } = candidatesBy(one, cell, runs);
  return [...measured(), ...averaged()];
}

/** The same apart, each worked out when it is asked for: most cells print what was measured. */
function candidatesBy(
  { evidence }: Case,
  { datasets, metrics, averaged: together }: NumberCell,
  runs: readonly string[],
): { readonly measured: () => Candidate[]; readonly averaged: () => Candidate[] } {
  const selection = { runs, datasets, metrics };
  const averaged = once(() => (datasets.length === 1 ? [] : averagesIn(evidence, selection)));
  const onlyTogether = () => together && datasets.length === 0 && averaged().length > 0;
  return { measured: () => (onlyTogether() ? [] : measuredIn(evidence, selection)), averaged };
}

/** The cell prints what was measured; what stands after ± may still be wrong. */
export function supported(cell: NumberCell, candidate: Candidate): Verdict {
  return (
    spreadVerdict(cell.cell, cell.number, [candidate], cell.scale) ??
    cellVerdict(cell, "supported", "", restsOn([candidate]))
  );
}

/** Numbers that are in the code, or that follow from the data in some way, may stand; decimals without any source may not. */
export function loneVerdict(one: Case, cell: NumberCell): Verdict {
  const { number } = cell;
  if (isWritten(one, number)) return cellVerdict(cell, "supported");
  if (isDerived(one, number) && !isExactlyHeaded(one, cell)) return cellVerdict(cell, "supported");
  const counts = !number.decimal && !(cell.metrics.length > 0 && number.value > 20);
  return counts
    ? cellVerdict(cell, "not-checkable")
    : cellVerdict(cell, "not-found", nowhere(one, cell), withSpread(cell));
}

/** What stands after ± is of a number that nobody measured. */
function withSpread({ cell, number }: NumberCell): Partial<Verdict> {
  return number.spread ? sourceSpan(cell, number.start, number.spread.end) : {};
}

function nowhere(one: Case, cell: NumberCell): string {
  const { number, datasets, metrics } = cell;
  return isExactlyHeaded(one, cell)
    ? `No run has ${number.text} as ${metrics[0]} on ${datasets[0]}.`
    : `No run and no line of the code has the number ${number.text}.`;
}

/** Heads that leave nothing open but the run: what another metric or data set has is no support. */
function isExactlyHeaded(
  { evidence }: Case,
  { number, datasets, metrics, change, spread, bounds }: NumberCell,
): boolean {
  const measured = measuredIn(evidence, { runs: [], datasets, metrics });
  return (
    number.decimal &&
    !change &&
    !spread &&
    !bounds &&
    datasets.length === 1 &&
    metrics.length === 1 &&
    measured.length > 0
  );
}

/** A verdict on the number of a cell. */
export function cellVerdict(
  cell: NumberCell,
  kind: Verdict["kind"],
  message = "",
  rest: Partial<Verdict> = {},
): Verdict {
  return { kind, about: "number", ...placeOf(cell), message, ...rest };
}

/** Where the number of a cell stands in the source. */
export function placeOf({ cell, number }: NumberCell) {
  return sourceSpan(cell, number.start, number.end);
}
