import type { Evidence } from "../evidence";
import { groupedBy } from "../grouped-by";
import { isFinding, type Verdict } from "../verdict";
import { changesBetween, runsNamed, scopesOf } from "./quantities";
import type { ReadCell } from "./read-cells";

/** A number that was read, with what the data say of it. */
export type JudgedCell = { readonly read: ReadCell; readonly verdict: Verdict };

/** So many others must turn their signs the same way, and so few may not. */
const FEWEST = 3;
const FEW = 0.2;

/**
 * Changes of the right size whose sign is not that of the change, where the others of their kind in the table have it. Under “saves”
 * all signs are turned: then it is one that is not.
 */
export function withWrongSigns(evidence: Evidence, judged: readonly JudgedCell[]): Verdict[] {
  const kinds = groupedBy(judged, ({ read: { axis } }) => JSON.stringify([axis.metric, axis.than, axis.how]));
  const odd = new Map([...kinds.values()].flatMap((kind) => oddOnes(evidence, kind)));
  return judged.map((one) => {
    const way = odd.get(one);
    return way === undefined ? one.verdict : withWrongSign(one, way);
  });
}

/** What the data say, and what sign the others give it. */
type Way = "as" | "turned";

function oddOnes(evidence: Evidence, kind: readonly JudgedCell[]): [JudgedCell, Way][] {
  const negative = kind.some(({ read }) => signOf(read) === "-");
  const plain = kind.some((one) => signOf(one.read) === "" && wayOf(evidence, one, true) === "as");
  const ways = kind.flatMap((one): [JudgedCell, Way][] => {
    const way = wayOf(evidence, one, negative && plain);
    return way === undefined ? [] : [[one, way]];
  });
  const [as, turned] = (["as", "turned"] as const).map((way) => ways.filter(([, own]) => own === way));
  const [few, many] = as!.length < turned!.length ? [as!, turned!] : [turned!, as!];
  if (many.length < FEWEST || few.length > Math.max(1, FEW * ways.length)) return [];
  return few.map(([one]): [JudgedCell, Way] => [one, many === as ? "as" : "turned"]);
}

/** Whether a change that is as large as it is printed has the sign of the printed number. A number without a sign may have none. */
export function wayOf(evidence: Evidence, { read, verdict }: JudgedCell, plainIsMore = false): Way | undefined {
  const { axis, number } = read;
  const { run, than, metric, how } = axis;
  if (verdict.kind !== "supported" || run === undefined || than === undefined || how === "factor") return undefined;
  const sign = signOf(read);
  if (metric === undefined || axis.whole || (sign === "" && !plainIsMore)) return undefined;
  // What is nothing when it is rounded goes no way.
  if (Math.abs(number.value) < 1.5 * number.unit) return undefined;
  const [scope, ...others] = scopesOf(evidence, { metric, on: axis.on, take: axis.take ?? "each" });
  const [of, from] = runsNamed(evidence, [run, than])!;
  const [change, ...more] = scope && others.length === 0 ? changesBetween(evidence, of!, from!, scope) : [];
  if (!change || more.length > 0 || change.value === change.from) return undefined;
  return change.value > change.from === (sign !== "-") ? "as" : "turned";
}

/** An arrow says the same as a sign. */
function signOf({ cell, number }: ReadCell): "+" | "-" | "" {
  const before = cell.cell.text.slice(0, number.start);
  if (/^[−–-]/.test(number.text) || /[↓−–]\s*$/.test(before)) return "-";
  return /^\+/.test(number.text) || /[↑+]\s*$/.test(before) ? "+" : "";
}

function withWrongSign({ verdict }: JudgedCell, way: Way): Verdict {
  const { evidence = "", reading } = verdict;
  const others = way === "as" ? "" : "; the other numbers of this kind have the sign turned";
  const message = `Its sign is the wrong one: ${evidence}${others}. Read by the model as: ${reading}.`;
  return isFinding(verdict) ? verdict : { ...verdict, kind: "wrong-direction", message };
}
