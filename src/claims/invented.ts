import type { Case } from "./case";
import { inUnitOf, PLAIN } from "./look-up";
import { significantDigits } from "./printed-number";
import { candidatesOf, matchesRun } from "./rules/table-numbers";
import type { NumberCell } from "./table-cells";

/** A label with a citation or a year is that of another work. */
const CITED = /\uE000|\[\d+\]|\bet al\b|(?:19|20)\d\d/;
/** How far an invented number is from what was measured, at most. */
const CLOSE = 0.4;

/**
 * A number that is no number of its metric, under a label and a head that leave nothing open, close to what the run of that name
 * measured: it was made up. What is misread would be a number of another run or data set, or of another size. In a table of which the
 * rest is right, `restIsRight`, so is one of a row that is no run's, unless it is taken from elsewhere.
 */
export function isInvented(one: Case, cell: NumberCell, restIsRight = false): boolean {
  const { label, metrics, number, change, spread, bounds, scale } = cell;
  if (
    change ||
    spread ||
    bounds ||
    metrics.length === 0 ||
    metrics.length > 2 ||
    !number.decimal ||
    significantDigits(number) < 3
  )
    return false;
  const { ids, own } = one.runs.labelled(label);
  const nobodys = restIsRight && ids.length === 0 && /\p{L}/u.test(label) && !CITED.test(label);
  if (own || (ids.length !== 1 && !nobodys)) return false;
  const measured = nobodys ? one.evidence.runs.map((run) => String(run.number)) : ids;
  const expected = candidatesOf(one, cell, measured).flatMap((candidate) => inUnitOf(number, candidate, PLAIN));
  const near = (value: number) => Math.abs(value * scale - number.value) <= CLOSE * Math.abs(value * scale);
  return (
    expected.length > 0 &&
    expected.length <= 3 * metrics.length * measured.length &&
    expected.some(near) &&
    !isOfAnyRun(one, cell)
  );
}

/** Whether any run measured the number in this metric, on any data set or as the mean over them. */
function isOfAnyRun(one: Case, cell: NumberCell): boolean {
  const anywhere = { ...cell, datasets: [], averaged: false };
  return one.evidence.runs.some((run) => matchesRun(one, anywhere, String(run.number)) !== undefined);
}
