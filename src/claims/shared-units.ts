import type { PrintedNumber } from "./printed-number";

/** “5.5 percentage points on A, 4.7 on B and 8.6 on C”: the unit of the first is that of all. */
export function withContinuedUnits(text: string, numbers: readonly PrintedNumber[]): PrintedNumber[] {
  const result = numbers.slice();
  for (let index = 1; index < result.length; index++) {
    const [last, one] = [result[index - 1]!, result[index]!];
    if (one.measure || one.percent || one.times || last.decimal !== one.decimal) continue;
    if (last.measure !== "points" && last.measure !== "steps" && !last.percent) continue;
    const between = text.slice(last.spread?.end ?? last.end, one.start);
    const named = CONTINUED.test(between) && /^\s+(?:on|for|in|with|at)\s/.test(text.slice(one.end));
    if (named || areBracketed(text, last, one))
      result[index] = { ...one, measure: last.measure, percent: last.percent };
  }
  return result;
}

/** “addition (2580 ± 110 steps), followed by division (4093 ± 90) and subtraction (4393 ± 33)” */
function areBracketed(text: string, last: PrintedNumber, one: PrintedNumber): boolean {
  const alone = (number: PrintedNumber, unit: RegExp) =>
    /\(\s*$/.test(text.slice(0, number.start)) && unit.test(text.slice(number.spread?.end ?? number.end));
  const between = text.slice(last.spread?.end ?? last.end, one.start);
  return (
    alone(one, /^\s*\)/) && alone(last, /^[^()]{0,24}\)/) && /^[^()]*\)[^().;:\d]{1,60}\($/.test(between.trimEnd())
  );
}

const CONTINUED =
  /^\s*(?:%|per\s?cent|percentage points?|points?|(?:\p{L}+\s+)?(?:updates|steps|iterations))?\s*(?:on|for|in|with|at)\s+(?:[^.;:,\d]|(?<=\p{L})\d){1,40}?\s*(?:,|,?\s*and|,?\s*but)\s+(?:by\s+|only\s+|about\s+)?$/iu;

/** “from 17.0 to 18.5 minutes”, “30 and 40%”: the unit behind the last is that of all. */
export function withSharedUnits(text: string, numbers: readonly PrintedNumber[]): PrintedNumber[] {
  const result = numbers.slice();
  for (let index = result.length - 2; index >= 0; index--) {
    const [one, next] = [result[index]!, result[index + 1]!];
    const between = text.slice(one.spread?.end ?? one.end, next.start);
    if (
      one.measure ||
      one.percent ||
      one.times ||
      !/^\s*(?:to|and|or|,|,\s*and|–|--|-|vs\.?|versus|→)\s*(?:about|only|just)?\s*$/i.test(between)
    )
      continue;
    const shares =
      next.measure !== undefined || (next.percent && /–|-|to|and|or/.test(between) && !one.decimal === !next.decimal);
    if (shares) result[index] = { ...one, measure: next.measure, percent: next.percent };
  }
  return result;
}
