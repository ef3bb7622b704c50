import type { QueryOf } from "../../research/claim-reading";
import { allows, allowsSize } from "../agreement";
import type { Evidence } from "../evidence";
import { type PrintedNumber, significantDigits } from "../printed-number";
import { numbersNamed, settingNamed } from "./code-names";
import { sizesOfChange } from "./judge-change";
import { goesWay, pairsOf } from "./judge-comparison";
import { sharesIn } from "./judge-share";
import { inOneWay, type Judgement, restingOnChanges, restingOnValues, UNMEASURED } from "./judgement";
import { runsNamed, type Scope, scopesOf, UnknownName, valuesOf } from "./quantities";
import { unitFactors } from "./units";

type Query = QueryOf<"range">;
type Bounds = { readonly low: PrintedNumber; readonly high: PrintedNumber };

/** Whether everything lies between two numbers, and reaches both. */
export function judgeRange(evidence: Evidence, query: Query, bounds: Bounds): Judgement {
  if (query.setting !== undefined) return ofSetting(evidence, query.setting, bounds);
  const judge = query.whole
    ? ofShares
    : query.as === "interval"
      ? ofInterval
      : query.than === undefined
        ? ofValues
        : ofChanges;
  return inOneWay(
    scopesOf(evidence, query).map((scope) => judge(evidence, query, bounds, scope)),
    "not-found",
  );
}

function ofValues(evidence: Evidence, query: Query, bounds: Bounds, scope: Scope): Judgement {
  const runs = runsNamed(evidence, query.runs) ?? evidence.runs;
  const all = runs.flatMap((run) => valuesOf(evidence, run, scope));
  const sizes = all.map(({ value, metric }) => unitFactors(bounds.high, metric).map((factor) => value * factor));
  return judged(sizes, bounds, restingOnValues(all));
}

/** Whether the two ends lie about a value as far as something that is known of its uncertainty. */
function ofInterval(evidence: Evidence, query: Query, { low, high }: Bounds, scope: Scope): Judgement {
  const runs = runsNamed(evidence, query.runs) ?? evidence.runs;
  const all = runs.flatMap((run) => valuesOf(evidence, run, scope));
  const known = all.filter((one) => one.spreads().length > 0);
  if (known.length === 0) return UNMEASURED;
  const fits = ({ value, metric, spreads }: (typeof all)[number]) =>
    unitFactors(high, metric).some((factor) =>
      spreads().some((half) => allows(low, (value - half) * factor) && allows(high, (value + half) * factor)),
    );
  const rest = restingOnValues(known);
  return known.some(fits) ? { type: "holds", ...rest } : { type: "fails", kind: "contradicted", ...rest };
}

function ofChanges(evidence: Evidence, query: Query, bounds: Bounds, scope: Scope): Judgement {
  const all = pairsOf(evidence, query, scope).flat(2);
  const turned = all.filter((one) => query.way !== undefined && goesWay(query.way, one) === false);
  if (turned.length > 0) return { type: "fails", kind: "wrong-direction", ...restingOnChanges(turned) };
  const sizes = all.map((one) => sizesOfChange(one, query, bounds.high).map(Math.abs));
  return judged(sizes, bounds, restingOnChanges(all));
}

function ofShares(evidence: Evidence, query: Query, bounds: Bounds, scope: Scope): Judgement {
  const shares = sharesIn(evidence, pairsOf(evidence, query, scope).flat(2), query.whole!, scope);
  const sizes = shares.map(({ share }) => [bounds.high.percent ? 100 * share : share]);
  return judged(sizes, bounds, restingOnChanges(shares.flatMap(({ part, whole }) => [part, whole])));
}

/** Whether a setting was tried with both ends. Where the code has those elsewhere they may be what is meant. */
function ofSetting(evidence: Evidence, setting: string, { low, high }: Bounds): Judgement {
  const name = settingNamed(evidence, setting);
  if (name === undefined) throw new UnknownName(`setting ${setting}`);
  const values = numbersNamed(evidence.code, name);
  const told = { evidence: `the code has ${name} = ${values.join(" or ")}` };
  const among = (ends: PrintedNumber, numbers: readonly number[]) => numbers.some((value) => allows(ends, value));
  if ([low, high].every((end) => among(end, values))) return { type: "holds", ...told };
  const anywhere = [...evidence.code.literals];
  if (values.length === 0 || [low, high].every((end) => among(end, anywhere))) return UNMEASURED;
  return { type: "fails", kind: "contradicted", ...told };
}

function judged(
  all: readonly (readonly number[])[],
  { low, high }: Bounds,
  rest: { readonly evidence: string },
): Judgement {
  const sizes = all.flatMap(([size]) => size ?? []);
  if (sizes.length < 2) return UNMEASURED;
  const [from, to] = [Math.min(...sizes), Math.max(...sizes)];
  const inside = from >= Math.abs(low.value) - low.unit && to <= Math.abs(high.value) + high.unit;
  if (inside && reaches(low, from) && reaches(high, to)) return { type: "holds", ...rest };
  return { type: "fails", kind: inside ? "overclaimed" : "contradicted", ...rest };
}

/** Round numbers are meant loosely, and those of which the last digit is much. */
function reaches(bound: PrintedNumber, size: number): boolean {
  const coarse = significantDigits(bound) < 3 && bound.unit > COARSE * Math.abs(bound.value);
  const room = !bound.decimal && bound.value % 5 === 0 ? 0.25 : coarse ? 0.05 : 0;
  return allowsSize(bound, size) || Math.abs(Math.abs(bound.value) - size) <= room * size;
}

const COARSE = 0.03;
