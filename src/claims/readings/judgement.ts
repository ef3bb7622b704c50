import { type Candidate, restsOn } from "../candidates";
import { type Change, describeChange, restsOnChange } from "../derived";
import type { PrintedNumber } from "../printed-number";
import type { Origin, VerdictKind } from "../verdict";

/** What a query comes to when it is held against the data. `unmeasured`: the data do not tell. `loosely`: it is one of several values, or nothing speaks against it. */
export type Judgement =
  | ({ readonly type: "holds"; readonly loosely?: boolean } & Rest)
  | ({ readonly type: "fails"; readonly kind: VerdictKind; readonly correction?: string } & Rest)
  | { readonly type: "unmeasured" };
type Rest = { readonly evidence: string; readonly origins?: readonly Origin[] };

export const UNMEASURED: Judgement = { type: "unmeasured" };

/** So many of what speaks for or against it are named. */
const MOST = 3;

export function restingOnValues(candidates: readonly Candidate[]): Rest {
  return restsOn(candidates.slice(0, MOST));
}

export function restingOnChanges(changes: readonly Change[]): Rest {
  const some = changes.slice(0, MOST);
  return { evidence: some.map(describeChange).join("; "), origins: some.flatMap((one) => restsOnChange(one).origins) };
}

/** Where the words leave open what is meant, it is right if it is so in one of the ways, and nothing exact can be said if it is not. */
export function inOneWay(judgements: readonly Judgement[], otherwise: VerdictKind): Judgement {
  const known = judgements.filter(({ type }) => type !== "unmeasured");
  const [first = UNMEASURED, ...others] = known;
  const holding = known.find(({ type }) => type === "holds");
  if (holding || others.length === 0 || first.type !== "fails") return holding ?? first;
  const { evidence, origins } = first;
  return { type: "fails", kind: otherwise, evidence, ...(origins && { origins }) };
}

/** Whether a size is on the side of a printed number that “at least” and “at most” mean, or would be printed as that number. */
export function isBeyond(bound: "least" | "most", size: number, printed: PrintedNumber): boolean {
  const limit = Math.abs(printed.value);
  return bound === "least" ? size >= limit - printed.unit / 2 : size <= limit + printed.unit / 2;
}
