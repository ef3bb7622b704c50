import { grouped, type Mention } from "./mentions";
import type { PrintedNumber } from "./printed-number";
import type { Named, Sentence } from "./sentence";

/**
 * What a number is about in one respect. `attached`: the words tie the two together; `near`: it is the closest that is named;
 * `carried`: an earlier sentence or a heading named it; `none`: nothing does.
 */
export type Bound = { readonly ids: readonly string[]; readonly how: "attached" | "near" | "carried" | "none" };

/** “9.2% lower inference speed”, “a 12% reduction in KL divergence”, “0.345 KL divergence” */
const BETWEEN_NUMBER_AND_METRIC =
  /^\s*%?\s*(?:(?:lower|higher|faster|slower|longer|shorter|better|worse|more|less|fewer|smaller|larger|relative|average|mean|absolute|overall|reductions?|decreases?|increases?|improvements?|drops?|gains?|savings?|speed-?ups?|of|in|for|the|its|their|our)\s+){0,4}$/i;
/** The second half of “5%–6%”. */
const RANGE = /^\s*%?\s*(?:–|—|-{1,2}|to|and|or)\s*[\d.]+(?=\s*%)/;
export const NOTHING: Bound = { ids: [], how: "none" };
export const LIST_SIGN = /^\s*%?\s*(?:,|\/|,?\s*(?:and|or|to)|;)\s*$/;
const PARTING = /\b(?:than|while|whereas|but|and|compared|versus|vs|unlike|although|then|instead|rather)\b/;

/** The data sets that a number is about. */
export function datasetsOf(sentence: Sentence, number: PrintedNumber): Bound {
  if (/^[^.;:\d]{0,24}\b(?:there|here)\b/.test(sentence.text.slice(endOf(number)))) {
    const named = sentence.datasets.findLast(({ end }) => end <= number.start);
    return named ? { ids: named.ids, how: "near" } : carriedOver(sentence.before.datasets);
  }
  if (isOnSomethingElse(sentence, number) || isOnSeveral(sentence, number)) return NOTHING;
  const groups = grouped(sentence.text, sentence.datasets);
  return bound(sentence, number, groups, sentence.datasets, sentence.before.datasets);
}

/** “delays division and is the slowest on all three tasks, with a delay of up to 26%”: what is said of all is not said of the one before. */
function isOnSeveral({ text, datasets }: Sentence, number: PrintedNumber): boolean {
  const before = datasets.findLast(({ end }) => end <= number.start);
  return (
    before !== undefined &&
    SEVERAL.test(text.slice(before.end, number.start)) &&
    !datasets.some(({ start }) => start >= number.end)
  );
}

const SEVERAL =
  /\b(?:on|in|for|across|over)\s+(?:all|each|every|both)\s+(?:of\s+)?(?:the\s+)?(?:(?:two|three|four|five|six|\d)\s+)?(?:[\p{L}-]+\s+)?(?:data ?sets?|tasks?|operations?|corpora|corpus|problems?|shapes?)\b/iu;

/** “by 17.6% on the sine and by 5.11% on the staircase”: a staircase that we do not know is at least not the sine. */
function isOnSomethingElse({ text, datasets, metrics, runs }: Sentence, number: PrintedNumber): boolean {
  const end = endOf(number);
  const behind =
    /^\s*%?\s*(?:\([^()]*\)\s*)?on\s+the\s+([\p{L}][\p{L}-]{2,24})(?=\s*[.,;:)]|\s+(?:and|but|while)\b|\s*$)/iu.exec(
      text.slice(end),
    );
  if (
    !behind ||
    /^(?:data|datasets?|task|whole|average|other|others|contrary|latter|former|same|one|first|second|last)$/i.test(
      behind[1]!,
    )
  )
    return false;
  const stop = end + behind[0].length;
  const named = [...datasets, ...metrics, ...runs].some((mention) => mention.start < stop && mention.end > end);
  return (
    !named &&
    datasets.some((mention) => mention.end <= number.start && /\bon\s+(?:the\s+)?$/i.test(text.slice(0, mention.start)))
  );
}

/** The metrics that a number is about; a mention that follows it at once (“0.345 KL divergence”) counts before all others. */
export function metricsOf(sentence: Sentence, number: PrintedNumber): Bound {
  const follows = sentence.metrics.find(
    ({ start }) =>
      start >= endOf(number) &&
      BETWEEN_NUMBER_AND_METRIC.test(sentence.text.slice(endOf(number), start).replace(RANGE, "")),
  );
  if (follows) return { ids: follows.ids, how: "attached" };
  const groups = grouped(sentence.text, sentence.metrics).filter((group) => !isBeyond(sentence, number, group));
  return bound(sentence, number, groups, sentence.metrics, sentence.before.metrics);
}

/** “improves A by 1.0% and costs 10% of the throughput”: what follows a further number at once is that number's alone. */
function isBeyond(sentence: Sentence, number: PrintedNumber, { start }: Mention): boolean {
  const last = listAround(sentence, number).at(-1)!;
  const by = number.percent && /\bby\s*$/i.test(sentence.text.slice(0, number.start));
  const known = sentence.before.metrics.ids.length > 0 || sentence.metrics.some(({ end }) => end <= number.start);
  const closed = /^[^()]*\)/.test(sentence.text.slice(last.end, start));
  if (!by && !known && !closed) return false;
  return sentence.numbers.some(
    (other) =>
      other.start > last.end &&
      endOf(other) <= start &&
      BETWEEN_NUMBER_AND_METRIC.test(sentence.text.slice(endOf(other), start)),
  );
}

export function carriedOver({ ids, how }: Named): Bound {
  if (ids.length === 0) return NOTHING;
  return { ids, how: how === "introduced" ? "attached" : how === "headed" ? "near" : "carried" };
}

/** “1940 steps (baseline: 4707)”: what stands in the brackets has a number of its own. */
export function opensOther(text: string, gap: string, { end }: Mention): boolean {
  return /\($/.test(gap) && !/^[^()\d]{0,30}\)/.test(text.slice(end));
}

/** The nearest named thing: attached behind, or by its place in a list, or introduced since the number before, or the last named. */
function bound(
  sentence: Sentence,
  number: PrintedNumber,
  groups: readonly Mention[],
  single: readonly Mention[],
  carried: Named,
): Bound {
  const list = listAround(sentence, number);
  const behind = attachedBehind(sentence.text, lastOfChain(sentence, list.at(-1)!), groups);
  if (behind) return pairedWith(list, number, behind, single) ?? { ids: behind.ids, how: "attached" };
  const first = list[0]!;
  const before = groups.filter(({ end }) => end <= first.start).at(-1);
  const previous = sentence.numbers.findLast(({ end }) => end <= first.start);
  if (before) {
    const paired = pairedWith(list, number, before, single);
    if (paired) return paired;
    const several = inTurn(sentence.text, list, groups, single);
    if (several) return several;
    if (before.start < clauseStart(sentence, number.start) || isAside(sentence.text, before, first))
      return { ids: before.ids, how: "carried" };
    const interrupted =
      sentence.metrics.some(({ start, end }) => start >= before.end && end <= first.start) &&
      groups !== sentence.metrics;
    const introduced = (previous?.end ?? 0) <= before.start && !(interrupted && previous !== undefined);
    return { ids: before.ids, how: introduced ? "attached" : "near" };
  }
  const after = groups.find(
    ({ start }) =>
      start >= endOf(number) &&
      start - endOf(number) <= 90 &&
      !/,\s+(?:which|who|where)\b/.test(sentence.text.slice(endOf(number), start)) &&
      !(carried.ids.length > 0 && OPENS_ANOTHER.test(sentence.text.slice(endOf(number), start))),
  );
  const last = list.at(-1)!;
  const others = sentence.numbers.some(({ start, end }) => start >= last.end && after && end <= after.start);
  if (after && others && single === sentence.datasets) return carriedOver(carried);
  if (after && after.start < clauseEnd(sentence, endOf(number)))
    return { ids: after.ids, how: groups.length === 1 ? "attached" : "near" };
  if (list.length > 1 && carried.ids.length === list.length && carried.how === "mentioned")
    return { ids: [carried.ids[list.indexOf(number)]!], how: "carried" };
  return carriedOver(carried);
}

/** “reaches 39.1% and the accuracy on B rises”: what is named there is said of something else. */
const OPENS_ANOTHER =
  /^[^.;:\d]*\b(?:and|but|while|whereas)\s+(?:even\s+)?(?:the|its|their)\s+(?:[\p{L}-]+\s+)?(?:[\p{L}-]+,\s+on\s+(?:the\s+)?)?$/u;

/** “from 0.87 in A and from 0.70 in B, that is by 26.2 and 24.7 points”: as many numbers as were named one by one. */
function inTurn(
  text: string,
  list: readonly PrintedNumber[],
  groups: readonly Mention[],
  single: readonly Mention[],
): Bound | undefined {
  if (/\bto\b/.test(text.slice(list[0]!.end, list.at(-1)!.start))) return undefined;
  const before = single.filter(({ end }) => end <= list[0]!.start);
  const ids = [...new Set(before.flatMap((one) => one.ids))];
  return list.length > 1 && groups.length > 1 && ids.length === list.length && before.length === list.length
    ? { ids, how: "near" }
    : undefined;
}

/** “(restarts with warmup on division)”: what was named inside brackets is left behind with them. */
function isAside(text: string, { start, end }: Mention, number: PrintedNumber): boolean {
  const close = text.slice(end, number.start).indexOf(")");
  if (close < 0 || text.slice(end, end + close).includes("(")) return false;
  return /\([^)]*$/.test(text.slice(Math.max(0, start - 60), start));
}

/** “0.9342 versus 0.9172 on enwik8”: what stands behind the second is said of both. */
function lastOfChain({ text, numbers }: Sentence, number: PrintedNumber): PrintedNumber {
  const next = numbers[numbers.indexOf(number) + 1];
  const joint = /^\s*%?\s*(?:vs\.?|versus|to|→|against|compared (?:to|with)|rather than|instead of)\s*$/;
  return next && joint.test(text.slice(endOf(number), next.start)) ? next : number;
}

/** Numbers that follow each other with commas and “and” only. */
export function listAround({ text, numbers }: Sentence, number: PrintedNumber): PrintedNumber[] {
  const at = numbers.indexOf(number);
  if (at < 0) return [number];
  const joined = (one: PrintedNumber, other: PrintedNumber) => LIST_SIGN.test(text.slice(endOf(one), other.start));
  let [first, last] = [at, at];
  while (first > 0 && joined(numbers[first - 1]!, numbers[first]!)) first--;
  while (last + 1 < numbers.length && joined(numbers[last]!, numbers[last + 1]!)) last++;
  return numbers.slice(first, last + 1);
}

/** “(142 s text8, 120 s others)” */
const UNIT = /^\s*(?:ms|s|sec|seconds|min|minutes|h|hours)\s+[“‘"'`]?$/;

/** “0.9667 for shakespeare_char”, “0.862 (dino)” */
function attachedBehind(text: string, number: PrintedNumber, groups: readonly Mention[]): Mention | undefined {
  const next = groups.find(({ start }) => start >= endOf(number));
  if (!next) return undefined;
  const gap = text.slice(endOf(number), next.start);
  if (/^\s*%?\s*\(\s*(?:on |for )?(?:the )?[“‘"'`]?$/.test(gap)) return opensOther(text, "(", next) ? undefined : next;
  if (number.measure !== undefined && UNIT.test(gap) && /^[”’"'`]?\s*(?:[,;)]|$)/.test(text.slice(next.end)))
    return next;
  if (gap.length > 70 || PARTING.test(gap) || /[.;:,\d)]/.test(gap)) return undefined;
  return /\b(?:on|for|in|at|of|with|over)\s+(?:the\s+|our\s+|both\s+|all\s+)?(?:[\p{L}-]+\s+)?[“‘"'`]?$/u.test(gap)
    ? next
    : undefined;
}

/** As many numbers as names: the first belongs to the first. */
export function pairedWith(
  list: readonly PrintedNumber[],
  number: PrintedNumber,
  group: Mention,
  single: readonly Mention[],
): Bound | undefined {
  const members = single.filter(({ start, end }) => start >= group.start && end <= group.end);
  if (list.length < 2 || members.length !== list.length) return undefined;
  const member = members[list.indexOf(number)];
  return member ? { ids: member.ids, how: "attached" } : undefined;
}

export function clauseStart({ clauses }: Sentence, offset: number): number {
  return clauses.findLast((start) => start <= offset) ?? 0;
}

export function clauseEnd({ clauses, text }: Sentence, offset: number): number {
  return clauses.find((start) => start > offset) ?? text.length;
}

/** With what stands after ± and the percent sign. */
export function endOf({ end, spread }: PrintedNumber): number {
  return spread?.end ?? end;
}
