import { isFinding, type Verdict } from "../verdict";

/**
 * What the rules and the readings of a model say together. What both find is said once, in the words of the rules; where only one
 * of them finds wrong what the other finds right, both are said. What is right as it was read is no warning any more: of those
 * that the rules find wrong, and a careful reader does not, hardly any are.
 */
export function withReadings(rules: readonly Verdict[], read: readonly Verdict[]): Verdict[] {
  const doubts = read.filter(({ kind }) => kind === "doubted");
  const both = together(
    rules,
    read.filter(({ kind }) => kind !== "doubted"),
  );
  const settled = both.filter((verdict) => isFinding(verdict) || (verdict.kind === "supported" && !verdict.loosely));
  const open = withoutAnswered(doubts, settled);
  // One doubt about the same words says enough.
  const once = open.filter((doubt, at) =>
    open.slice(0, at).every((one) => one.end <= doubt.start || doubt.end <= one.start),
  );
  return [...both, ...once].toSorted(inOrder);
}

export type Span = { readonly start: number; readonly end: number };

/** More of the words of a doubt than this were held against the data, and it is none. */
const ANSWERED = 3 / 4;

/** Doubts about what nothing else is said of: no finding touches them, and of what is right they have little. */
export function withoutAnswered(doubts: readonly Verdict[], settled: readonly (Span & Partial<Verdict>)[]): Verdict[] {
  return doubts.filter((doubt) =>
    settled.every((one) => {
      const shared = Math.min(one.end, doubt.end) - Math.max(one.start, doubt.start);
      const isFound = one.kind !== undefined && isFinding({ kind: one.kind });
      return shared <= 0 || (!isFound && shared <= ANSWERED * (doubt.end - doubt.start));
    }),
  );
}

function inOrder(one: Span, other: Span): number {
  return one.start - other.start || one.end - other.end;
}

function together(rules: readonly Verdict[], read: readonly Verdict[]): Verdict[] {
  const told = rules.map((verdict) => (isFinding(verdict) ? doubtedBy(verdict, read) : verdict));
  const more = distinct(read).flatMap((verdict) => {
    const same = rules.filter((one) => isSame(one, verdict));
    if (same.some(isFinding)) return [];
    const supported = same.find(({ kind }) => kind === "supported");
    if (!isFinding(verdict)) return same.length > 0 ? [] : [verdict];
    const otherwise = "The rules read this otherwise, and find it right";
    return [supported ? disputed(verdict, "warning", otherwise, supported) : verdict];
  });
  return [...told, ...more];
}

/** A finding of the rules that the model reads as something that is so. */
function doubtedBy(verdict: Verdict, read: readonly Verdict[]): Verdict {
  const same = read.filter((one) => isSame(one, verdict) && one.kind !== "not-checkable");
  const [supported] = same;
  if (!supported || same.some(isFinding)) return verdict;
  return disputed(verdict, "info", `Read by the model as: ${supported.reading}, it is right`, supported);
}

function disputed(
  verdict: Verdict,
  severity: Verdict["disputed"] & string,
  by: string,
  { evidence }: Verdict,
): Verdict {
  return { ...verdict, disputed: severity, message: `${verdict.message} ${by}${evidence ? ` (${evidence})` : ""}.` };
}

/** Whether both are about the same words; what is said of a number is something else than what is said of a comparison around it. */
function isSame(one: Verdict, other: Verdict): boolean {
  return one.start < other.end && other.start < one.end && (one.about === "number") === (other.about === "number");
}

function distinct(read: readonly Verdict[]): Verdict[] {
  const seen = new Set<string>();
  return read.filter(({ start, end, kind }) => {
    const key = `${start} ${end} ${kind}`;
    return !seen.has(key) && seen.add(key);
  });
}
