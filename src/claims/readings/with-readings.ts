import { isFinding, type Verdict } from "../verdict";

/**
 * What the rules and the readings of a model say together. What both find is said once, in the words of the rules; where only one
 * of them finds wrong what the other finds right, both are said. What is right as it was read is no warning any more: of those
 * that the rules find wrong, and a careful reader does not, hardly any are.
 */
export function withReadings(rules: readonly Verdict[], read: readonly Verdict[]): Verdict[] {
  const told = rules.map((verdict) => (isFinding(verdict) ? doubtedBy(verdict, read) : verdict));
  const more = distinct(read).flatMap((verdict) => {
    const same = rules.filter((one) => isSame(one, verdict));
    if (same.some(isFinding)) return [];
    const supported = same.find(({ kind }) => kind === "supported");
    if (!isFinding(verdict)) return same.length > 0 ? [] : [verdict];
    const otherwise = "The rules read this otherwise, and find it right";
    return [supported ? disputed(verdict, "warning", otherwise, supported) : verdict];
  });
  return [...told, ...more].toSorted((one, other) => one.start - other.start || one.end - other.end);
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
