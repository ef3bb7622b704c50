import { grouped, type Mention } from "./mentions";
import type { PrintedNumber } from "./printed-number";
import type { RunMention } from "./run-words";
import type { Named, Sentence } from "./sentence";

/**
 * What a number is about in one respect. `attached`: the words tie the two together; `near`: it is the closest that is named;
 * `carried`: an earlier sentence or a heading named it; `none`: nothing does.
 */
export type Bound = { readonly ids: readonly string[]; readonly how: "attached" | "near" | "carried" | "none" };

/** “9.2% lower inference speed”, “a 12% reduction in KL divergence”, “0.345 KL divergence” */
const BETWEEN_NUMBER_AND_METRIC =
  /^\s*%?\s*(?:(?:lower|higher|faster|slower|longer|shorter|better|worse|more|less|fewer|smaller|larger|relative|average|mean|absolute|overall|reductions?|decreases?|increases?|improvements?|drops?|gains?|savings?|speed-?ups?|of|in|for|the|its|their|our)\s+){0,4}$/i;
/** “0.989 for the baseline”, “9% longer with trained angles” */
const RUN_BEHIND =
  /^\s*%?\s*(?:nats|seconds|s|ms|min|minutes|h|hours|steps|tokens per second|tokens\/s)?\s*(?:(?:lower|higher|faster|slower|longer|shorter|better|worse|more|less|fewer)\s+)?(?:\(|\b(?:for|in|of|by|from|with|under|at)\s+(?:the\s+|our\s+)?)$/i;
/** The second half of “5%–6%”. */
const RANGE = /^\s*%?\s*(?:–|—|-{1,2}|to|and|or)\s*[\d.]+(?=\s*%)/;
const NOTHING: Bound = { ids: [], how: "none" };
const LIST_SIGN = /^\s*%?\s*(?:,|\/|,?\s*(?:and|or|to)|;)\s*$/;
const PARTING = /\b(?:than|while|whereas|but|and|compared|versus|vs|unlike|although|then|instead|rather)\b/;

/** The data sets that a number is about. */
export function datasetsOf(sentence: Sentence, number: PrintedNumber): Bound {
  const groups = grouped(sentence.text, sentence.datasets);
  return bound(sentence, number, groups, sentence.datasets, sentence.before.datasets);
}

/** The metrics that a number is about; a mention that follows it at once (“0.345 KL divergence”) counts before all others. */
export function metricsOf(sentence: Sentence, number: PrintedNumber): Bound {
  const follows = sentence.metrics.find(
    ({ start }) =>
      start >= endOf(number) &&
      BETWEEN_NUMBER_AND_METRIC.test(sentence.text.slice(endOf(number), start).replace(RANGE, "")),
  );
  if (follows) return { ids: follows.ids, how: "attached" };
  return bound(sentence, number, grouped(sentence.text, sentence.metrics), sentence.metrics, sentence.before.metrics);
}

/**
 * The runs whose number it is. A run that only serves for comparison (“compared with the baseline”, “outperforms Fixed Weighting”)
 * takes a number only where that stands right beside it.
 */
export function runsOf(sentence: Sentence, number: PrintedNumber): Bound {
  const attached = attachedRun(sentence, number);
  if (attached) return { ids: attached.ids, how: "attached" };
  const subjects = sentence.runs.filter((mention) => !isReference(sentence.text, mention));
  const list = listAround(sentence, number);
  const compared = comparedInBrackets(sentence, list, number);
  if (compared) return compared;
  if (isOfSomethingElse(sentence, number)) return NOTHING;
  const before = subjects.filter(
    ({ end }) => end <= list[0]!.start && !isClosedOff(sentence.text.slice(end, list[0]!.start)),
  );
  const group = grouped(sentence.text, before).at(-1);
  const paired = group && pairedWith(list, number, group, before);
  if (paired) return paired;
  const clause = clauseStart(sentence, number.start);
  const inClause = explained(sentence, before.filter(({ start }) => start >= clause).at(-1));
  if (inClause) {
    const meant = isStillMeant(sentence, number, inClause) && !endsPair(sentence.text, inClause);
    return { ids: inClause.ids, how: meant ? "near" : "carried" };
  }
  const elsewhere = before.at(-1);
  return elsewhere ? { ids: elsewhere.ids, how: "carried" } : carriedRuns(sentence, number);
}

/** “A is on par with B (0.31 and 0.32)”: the first number is A's, the second B's. */
function comparedInBrackets(
  { text, runs }: Sentence,
  list: readonly PrintedNumber[],
  number: PrintedNumber,
): Bound | undefined {
  const reference = runs.findLast(({ end }) => end <= list[0]!.start);
  if (list.length !== 2 || !reference || !isReference(text, reference)) return undefined;
  if (!/^(?:['’]s)?[^()\d]{0,30}\(\s*$/.test(text.slice(reference.end, list[0]!.start))) return undefined;
  const subject = runs.findLast((mention) => mention.end <= reference.start && !isReference(text, mention));
  const meant = number === list[0] ? subject : reference;
  return meant && { ids: meant.ids, how: "attached" };
}

/** “0.266 with a constant weight”: what is said behind the number is no run that we know, so that it is not the one before either. */
function isOfSomethingElse({ text, runs, datasets, metrics }: Sentence, number: PrintedNumber): boolean {
  const end = endOf(number);
  const behind =
    /^\s*%?\s*(?:nats|seconds|s|ms|minutes|steps|tokens per second|tokens\/s)?\s*(?:(?:with|for|under|using|by)\s+(?:the\s+|a\s+|an\s+|our\s+)?[\p{L}-]{3,}(?:\s+[\p{L}-]+)?|\([\p{L}-]{3,}\))/u.exec(
      text.slice(end),
    );
  if (!behind) return false;
  const span = { start: end, stop: end + behind[0].length };
  return ![...runs, ...datasets, ...metrics].some((mention) => mention.start < span.stop && mention.end > span.start);
}

/** “Our best method (token gates)” is that run. */
function explained({ text, runs }: Sentence, mention: RunMention | undefined): RunMention | undefined {
  if (!mention?.own) return mention;
  const inBrackets = runs.find(
    ({ start, own }) => !own && start >= mention.end && /^\s*[(,]\s*(?:the\s+)?$/.test(text.slice(mention.end, start)),
  );
  return inBrackets ?? mention;
}

/** After a number of its own, a run keeps the next only where that is of another data set; “0.114 without” is nobody's. */
function isStillMeant({ text, numbers, datasets }: Sentence, number: PrintedNumber, { end }: Mention): boolean {
  if (
    /^\s*%?\s*(?:nats|s|seconds|steps)?\s*(?:without|before|originally|otherwise|otherwise)\b/i.test(
      text.slice(endOf(number)),
    )
  )
    return false;
  const between = numbers.filter(
    (other) => other.start >= end && endOf(other) <= number.start && !/^\s*\)/.test(text.slice(other.end)),
  );
  const previous = between.at(-1);
  if (!previous || between.length < 1) return true;
  const joint = text.slice(endOf(previous), number.start);
  return (
    LIST_SIGN.test(joint) ||
    /^\s*%?\s*(?:\(|to\b|from\b|\w*\s*\(?(?:from|to|vs))/.test(joint) ||
    datasets.some(({ start }) => start >= previous.end)
  );
}

/** “It needs 1940 steps”: the run of the sentence before, if that named one. */
function carriedRuns({ text, before: { runs } }: Sentence, number: PrintedNumber): Bound {
  const pronoun =
    /\bit\s+(?:needs|reaches|takes|has|is|gets|attains|achieves|requires|ends|obtains|drops|lowers|reduces)\b/i;
  if (runs.ids.length === 1 && runs.how === "mentioned" && pronoun.test(text.slice(0, number.start)))
    return { ids: runs.ids, how: "near" };
  return carriedOver(runs);
}

function carriedOver({ ids, how }: Named): Bound {
  if (ids.length === 0) return NOTHING;
  return { ids, how: how === "introduced" ? "attached" : how === "headed" ? "near" : "carried" };
}

/** Whether what stands between closes a bracket that it does not open: the name before was an aside. */
function isClosedOff(between: string): boolean {
  const close = between.indexOf(")");
  return close >= 0 && !between.slice(0, close).includes("(");
}

/** “the baseline's 0.989”, “Baseline (0.989)”, “0.989 for the baseline” */
function attachedRun({ text, runs }: Sentence, number: PrintedNumber): RunMention | undefined {
  const before = runs.findLast(({ end }) => end <= number.start);
  if (
    before &&
    !isCompared(text, before, number) &&
    !(/\bto\s*$/.test(text.slice(before.end, number.start)) && endsPair(text, before)) &&
    !(isReference(text, before) && /:\s*$/.test(text.slice(before.end, number.start))) &&
    !number.percent &&
    !number.times &&
    /^(?:['’]s?)?\s*(?:\(|:|at|of|=|reach\w*|achiev\w*|attain\w*|obtain\w*|is|was|has|had|with|needs?|requires?|takes?|took|uses?|gets?|scores?|gives?|yields?|shows?|measures?|obtains?|records?|hits?|lies at|stays at|comes in at|to|down to|up to|value of|average of|an average of|\s|a|the|≈|about|around|approximately)*\s*$/i.test(
      text.slice(before.end, number.start),
    )
  )
    return before;
  const after = runs.find(({ start }) => start >= endOf(number));
  const gap = after && text.slice(endOf(number), after.start);
  return gap !== undefined && after !== undefined && RUN_BEHIND.test(gap) && !opensOther(text, gap, after)
    ? after
    : undefined;
}

/** In “6.86 in the baseline to 0.0079” the baseline has its number already. */
function endsPair(text: string, { start }: Mention): boolean {
  return /\d\s*%?\s*(?:[\p{L}/]+\s+)?(?:in|for|of|with|by|under|at)\s+(?:the\s+|our\s+)?$/u.test(
    text.slice(Math.max(0, start - 40), start),
  );
}

/** “worse than the baseline (1.019 vs. 0.978)”: the first number in the brackets is not the baseline's. */
function isCompared(text: string, mention: Mention, number: PrintedNumber): boolean {
  const opened = /^(?:['’]s)?[^()]*\(\s*$/.test(text.slice(mention.end, number.start));
  return (
    opened &&
    isReference(text, mention) &&
    /^[^()]{0,20}(?:vs\.?|versus|compared|against|→|instead of|rather than|and|,)\s/.test(text.slice(endOf(number)))
  );
}

/** “1940 steps (baseline: 4707)”: what stands in the brackets has a number of its own. */
function opensOther(text: string, gap: string, { end }: Mention): boolean {
  return /\($/.test(gap) && !/^[^()\d]{0,30}\)/.test(text.slice(end));
}

/** Whether the words before a run's name make it the one that another is compared with. */
export function isReference(text: string, { start }: Mention): boolean {
  return /\b(?:than|versus|vs\.?|over|against|unlike|relative to|compared (?:to|with)|comparison (?:to|with)|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|beat(?:s|ing)?|exceed(?:s|ed|ing)?|improv(?:es|ed|ing|ements?) (?:up)?on|(?:lower|higher|better|worse|faster|slower|more|less|fewer) than|ahead of|behind|on par with|similar to|comparable (?:to|with)|close to|identical to|equal to|as good as|match(?:es|ed|ing)?|from)\s+(?:(?:that|those) of\s+)?(?:both\s+|all\s+|even\s+)?(?:the\s+|a\s+|our\s+)?$/i.test(
    text.slice(Math.max(0, start - 60), start),
  );
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
    if (before.start < clauseStart(sentence, number.start)) return { ids: before.ids, how: "carried" };
    const interrupted =
      sentence.metrics.some(({ start, end }) => start >= before.end && end <= first.start) &&
      groups !== sentence.metrics;
    const introduced = (previous?.end ?? 0) <= before.start && !(interrupted && previous !== undefined);
    return { ids: before.ids, how: introduced ? "attached" : "near" };
  }
  const after = groups.find(({ start }) => start >= endOf(number) && start - endOf(number) <= 90);
  if (after && after.start < clauseEnd(sentence, endOf(number)))
    return { ids: after.ids, how: groups.length === 1 ? "attached" : "near" };
  return carriedOver(carried);
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

/** “0.9667 for shakespeare_char”, “0.862 (dino)” */
function attachedBehind(text: string, number: PrintedNumber, groups: readonly Mention[]): Mention | undefined {
  const next = groups.find(({ start }) => start >= endOf(number));
  if (!next) return undefined;
  const gap = text.slice(endOf(number), next.start);
  if (/^\s*%?\s*\(\s*(?:on |for )?(?:the )?$/.test(gap)) return opensOther(text, "(", next) ? undefined : next;
  if (gap.length > 70 || PARTING.test(gap) || /[.;:,\d)]/.test(gap)) return undefined;
  return /\b(?:on|for|in|at|of|with|over)\s+(?:the\s+|our\s+|both\s+|all\s+)?(?:[\p{L}-]+\s+)?$/u.test(gap)
    ? next
    : undefined;
}

/** As many numbers as names: the first belongs to the first. */
function pairedWith(
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
