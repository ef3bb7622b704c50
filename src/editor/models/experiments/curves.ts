import { readCurveFile } from "../../../research/curves";
import type { CurvePart } from "../../../webview/contract/experiments";

/** The curves that a run wrote, as far as the file can be read; whole. */
export function curvesIn(json: string): CurvePart[] {
  return readCurveFile(json).map((curve) => ({ ...curve, from: 0 }));
}

/** What is new since `before`: of a curve that only grew its new end, of any other the whole. */
export function curveGrowth(before: readonly CurvePart[], after: readonly CurvePart[]): CurvePart[] {
  return after.flatMap((curve) => {
    const known = before.find(({ dataset, name }) => dataset === curve.dataset && name === curve.name);
    if (!known || !isContinued(known, curve)) return [curve];
    const from = known.x.length;
    return from === curve.x.length ? [] : [{ ...curve, from, x: curve.x.slice(from), y: curve.y.slice(from) }];
  });
}

/** The first and the last point that were known are what they were. */
function isContinued({ x, y }: CurvePart, after: CurvePart): boolean {
  const last = x.length - 1;
  return last < after.x.length && [0, last].every((at) => x[at] === after.x[at] && y[at] === after.y[at]);
}
