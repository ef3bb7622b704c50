import { type Bound, clauseStart, endOf, LIST_SIGN, listAround, NOTHING, opensOther, pairedWith } from "./binding";
import { carriedRuns } from "./carried-runs";
import { grouped, type Mention } from "./mentions";
import type { PrintedNumber } from "./printed-number";
import { isExcepted, isReference } from "./references";
import type { RunMention } from "./run-words";
import type { Sentence } from "./sentence";

/** “0.989 for the baseline”, “9% longer with trained angles” */
const RUN_BEHIND =
  /^\s*%?\s*(?:nats|seconds|s|ms|min|minutes|h|hours|steps|tokens per second|tokens\/s)?\s*(?:(?:lower|higher|faster|slower|longer|shorter|better|worse|more|less|fewer)\s+)?(?:\(|\b(?:for|in|of|by|from|with|under|at)\s+(?:the\s+|our\s+)?)$/i;

/** “(chance: 0.8%)” is what no run did. */
const CHANCE = /\b(?:chance|random guessing)(?:\s+(?:level|accuracy|performance))?\s*(?:is|of|at|:|\()?\s*$/i;

/** “Over all runs, the loss spans 0.76 to 1.04” */
const OF_ALL =
  /^(?:over|across|among)\s+(?:all|the)\s+(?:two|three|four|five|six|seven|\d)?\s*(?:runs|variants|methods|models|configurations)\b/i;

/** “Every curriculum except linear growth takes less than 65 seconds” */
function isOfAllButSome({ text, runs }: Sentence, { start }: PrintedNumber): boolean {
  const before = runs.filter(({ end }) => end <= start);
  return before.length > 0 && before.every((mention) => isExcepted(text, mention));
}

/**
 * The runs whose number it is. A run that only serves for comparison (“compared with the baseline”, “outperforms Fixed Weighting”)
 * takes a number only where that stands right beside it.
 */
export function runsOf(sentence: Sentence, number: PrintedNumber): Bound {
  if (CHANCE.test(sentence.text.slice(0, number.start))) return NOTHING;
  if (OF_ALL.test(sentence.text.slice(0, number.start)) || isOfAllButSome(sentence, number)) return NOTHING;
  const list = listAround(sentence, number);
  const listed = listedBehind(sentence, list, number);
  if (listed) return listed;
  const subjects = sentence.runs.filter((mention) => !isReference(sentence.text, mention));
  const inTurn = list.length > 1 && listedBefore(sentence, subjects, list, number);
  if (inTurn) return inTurn;
  const attached = attachedRun(sentence, number);
  if (attached) return { ids: attached.ids, how: "attached" };
  const compared = comparedInBrackets(sentence, list, number);
  if (compared) return compared;
  if (isOfSomethingElse(sentence, number)) return NOTHING;
  const before = subjects.filter(
    (one) =>
      one.end <= list[0]!.start &&
      !isClosedOff(sentence.text.slice(one.end, list[0]!.start)) &&
      !isInRelative(sentence.text, one, list[0]!),
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
  if (/\bwithout\s+(?:the\s+|an?\s+|any\s+)?[^.;:\d]+$/i.test(sentence.text.slice(clause, number.start)))
    return NOTHING;
  const elsewhere = before.at(-1);
  if (elsewhere && isOpening(sentence.text, elsewhere)) return { ids: elsewhere.ids, how: "near" };
  return elsewhere ? { ids: elsewhere.ids, how: "carried" } : carriedRuns(sentence, number);
}

/** “Without dropout, …”: it is said of the whole sentence. */
function isOpening(text: string, { start, end }: Mention): boolean {
  return (
    /^\s*(?:(?:with|without|for|under|using|in)\s+)?(?:the\s+|an?\s+)?$/i.test(text.slice(0, start)) &&
    text[end] === ","
  );
}

/** “802, 868 and 918 seconds for the baseline, shared and per-layer mixers”: the first is the baseline's. */
function listedBehind(
  { text, runs }: Sentence,
  list: readonly PrintedNumber[],
  number: PrintedNumber,
): Bound | undefined {
  const end = endOf(list.at(-1)!);
  const group = grouped(text, runs).find(({ start }) => start >= end);
  return group && RUN_BEHIND.test(text.slice(end, group.start)) ? pairedWith(list, number, group, runs) : undefined;
}

/** “A, B and C obtain 1, 2 and 3” */
function listedBefore(
  { text }: Sentence,
  subjects: readonly RunMention[],
  list: readonly PrintedNumber[],
  number: PrintedNumber,
): Bound | undefined {
  const before = subjects.filter(({ end }) => end <= list[0]!.start);
  const group = grouped(text, before).at(-1);
  const close = group && /^[^.;:()]{0,40}$/.test(text.slice(group.end, list[0]!.start));
  return close ? pairedWith(list, number, group, before) : undefined;
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
  if (/^\s*%?\s*(?:nats|s|seconds|steps)?\s*(?:without|before|originally|otherwise)\b/i.test(text.slice(endOf(number))))
    return false;
  const between = numbers.filter(
    (other) => other.start >= end && endOf(other) <= number.start && !/^\s*\)/.test(text.slice(other.end)),
  );
  const previous = between.at(-1);
  if (!previous || between.length < 1) return true;
  const joint = text.slice(endOf(previous), number.start);
  return (
    LIST_SIGN.test(joint) ||
    (number.percent && !previous.percent && ITS_CHANGE.test(joint)) ||
    /^\s*%?\s*(?:\(|to\b|from\b|\w*\s*\(?(?:from|to|vs))/.test(joint) ||
    datasets.some(({ start }) => start >= previous.end)
  );
}

/** “reduced this to 920 steps, a 61% reduction”: what the value before comes to. */
const ITS_CHANGE =
  /^\s*(?:steps|seconds|s)?\s*(?:,|—|–|-{2,3})\s*(?:(?:which is|that is|i\.e\.,?|representing|corresponding to|amounting to|for)\s+)?an?\s+(?:[\p{L}]+\s+)?(?:of\s+)?$/u;

/** Whether what stands between closes a bracket that it does not open: the name before was an aside. */
function isClosedOff(between: string): boolean {
  const close = between.indexOf(")");
  return close >= 0 && !between.slice(0, close).includes("(");
}

/** “For permutations, which the baseline does not learn, accuracy climbs to 0.927”: the name in the relative clause is left behind. */
function isInRelative(text: string, { start, end }: Mention, number: PrintedNumber): boolean {
  const opened = /,\s+(?:which|who|whose|where)\s+(?:[^,;.]|(?<=\d)\.(?=\d))*$/.test(text.slice(0, start));
  return opened && /,\s+(?!and\b|or\b|with\b|but\b)\p{L}/u.test(text.slice(end, number.start));
}

/** “the baseline's 0.989”, “Baseline (0.989)”, “0.989 for the baseline” */
function attachedRun({ text, runs }: Sentence, number: PrintedNumber): RunMention | undefined {
  const before = runs.findLast(({ end }) => end <= number.start);
  if (
    before &&
    !isCompared(text, before, number) &&
    !(/\bto\s*$/.test(text.slice(before.end, number.start)) && endsPair(text, before)) &&
    !(isReference(text, before) && /:\s*$/.test(text.slice(before.end, number.start))) &&
    !(number.percent && !isOfValue(text, number)) &&
    !number.times &&
    /^(?:['’]s?)?\s*(?:\(|:|at|of|=|reach\w*|achiev\w*|attain\w*|obtain\w*|is|was|has|had|with|needs?|requires?|only|just|still|takes?|took|uses?|gets?|scores?|gives?|yields?|shows?|measures?|obtains?|records?|hits?|lies at|stays at|comes in at|to|down to|up to|value of|average of|an average of|\s|a|the|≈|about|around|approximately)*\s*$/i.test(
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

/** “layer-wise 68.7%”, “the baseline only 36.3%”: no change is spoken of behind the percentage. */
function isOfValue(text: string, number: PrintedNumber): boolean {
  return /^\s*%\s*(?:[,;)]|\.(?!\d)|$|and\b|val|acc|on\b|in\b|for\b|at\b)/i.test(text.slice(endOf(number)));
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
