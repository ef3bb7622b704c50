import { isShare } from "./agreement";
import { clauseStart, endOf, listAround, metricsOf } from "./binding";
import type { Case } from "./case";
import { countsSteps } from "./counted-metrics";
import { isLikeSomeResult } from "./large-numbers";
import { isInCode } from "./look-up";
import { isOrdinary } from "./ordinary";
import { isOfGains, isSetAgainst, type Pair, pairsIn, subjectSetAgainst, valuesOf } from "./pairs";
import { parametersIn } from "./parameter-places";
import type { ParameterKind } from "./parameter-words";
import { isPartOfChange } from "./parts-of-changes";
import type { PrintedNumber } from "./printed-number";
import { type Relation, relationAt, relationsIn } from "./relation";
import { judgeChange } from "./rules/changes";
import { isCorrelation, judgeCorrelation } from "./rules/correlations";
import { judgeDataSize } from "./rules/data-sizes";
import { judgeDescribedSetting } from "./rules/described-settings";
import { judgeDrawnSamples } from "./rules/drawn-samples";
import { judgeExactSetting } from "./rules/exact-settings";
import { judgeHeadDimension } from "./rules/head-dimensions";
import { judgeNamedSetting } from "./rules/named-settings";
import { judgeOrderedLists } from "./rules/ordered-lists";
import { judgePair } from "./rules/pairs";
import { isParameterCount, judgeParameterCount } from "./rules/parameter-counts";
import { judgeParameter } from "./rules/parameters";
import { judgeRange, rangesIn } from "./rules/ranges";
import { isRhythm } from "./rules/rhythms";
import { judgeSpreadsBeside } from "./rules/spreads-beside";
import { judgeSymbol } from "./rules/symbols";
import { isAssigned, judgeValue } from "./rules/values";
import { isVersion } from "./rules/versions";
import { runsOf } from "./run-binding";
import { isOfSetup } from "./sections";
import type { Sentence } from "./sentence";
import type { Verdict } from "./verdict";

/** Each number is taken by the first that knows what kind it is. */
export function judgeNumbers(one: Case, sentence: Sentence): Verdict[] {
  const parameters = parametersIn(sentence);
  const taken = new Set<PrintedNumber>(
    sentence.numbers.filter(
      (number) =>
        isOrdinary(sentence, number) ||
        isPartOfMachine(sentence, number) ||
        isVersion(one, sentence, number) ||
        isRhythm(sentence, number),
    ),
  );
  const verdicts: Verdict[] = [];
  for (const [number, verdict] of judgeOrderedLists(one, sentence)) taken.add(number) && verdicts.push(verdict);
  for (const number of sentence.numbers.filter((one) => !taken.has(one) && isParameterCount(sentence, one))) {
    taken.add(number);
    verdicts.push(judgeParameterCount(one, sentence, number));
  }
  for (const number of sentence.numbers.filter((one) => !taken.has(one))) {
    const verdict =
      judgeDataSize(one, sentence, number) ??
      judgeDrawnSamples(one, sentence, number) ??
      judgeHeadDimension(one, sentence, number) ??
      (parameters.get(number)?.loose === false ? undefined : judgeSymbol(one, sentence, number)) ??
      judgeCorrelation(one, sentence, number);
    if (verdict) taken.add(number) && verdicts.push(verdict);
  }
  for (const number of sentence.numbers) {
    if (taken.has(number) || parameters.get(number)?.loose === false) continue;
    const verdict = judgeExactSetting(one, sentence, number);
    if (verdict) taken.add(number) && verdicts.push(verdict);
  }
  for (const [number, parameter] of parameters) {
    if (taken.has(number) || isOfResults(one, sentence, number, parameter)) continue;
    taken.add(number);
    verdicts.push(judgeParameter(one, sentence, number, parameter));
  }
  for (const number of sentence.numbers.filter((one) => !taken.has(one))) {
    const verdict = judgeNamedSetting(one, sentence, number) ?? judgeDescribedSetting(one, sentence, number);
    if (verdict) taken.add(number) && verdicts.push(verdict);
  }
  for (const range of rangesIn(sentence)) {
    if (taken.has(range.low) || taken.has(range.high)) continue;
    const found = judgeRange(one, sentence, range);
    if (found.length > 0) taken.add(range.low).add(range.high) && verdicts.push(...found);
  }
  const pairs = pairsIn(sentence).filter(
    ({ from, to }) =>
      !taken.has(from) && !taken.has(to) && !isChangePair(one, sentence, from, to) && isMeasured(one, sentence, from),
  );
  for (const pair of pairs) {
    taken.add(pair.from).add(pair.to);
    if (isOfGains(sentence, pair)) continue;
    verdicts.push(...judgePair(one, sentence, pair));
  }
  for (const number of sentence.numbers)
    if (!taken.has(number)) verdicts.push(...judgeNumber(one, sentence, number, pairs));
  return [...verdicts, ...judgeSpreadsBeside(one, sentence, verdicts)];
}

/** “saves 1060 updates”: where steps are counted as results, what the code does not have is one of them. */
function isOfResults(one: Case, sentence: Sentence, number: PrintedNumber, { name }: ParameterKind): boolean {
  if (!/^(?:updates|training steps|epochs)$/.test(name) || isOfSetup(sentence) || isInCode(one, number)) return false;
  return one.evidence.metrics.some(countsSteps);
}

/** “the entropy bonus 62% on permutations”, after accuracies were spoken of. */
function isOfShare({ evidence }: Case, sentence: Sentence, number: PrintedNumber): boolean {
  const { ids } = metricsOf(sentence, number);
  const share = evidence.metrics.some((metric) => ids.includes(metric.key) && isShare(metric));
  return share && sentence.datasets.length > 0 && /attached|near/.test(runsOf(sentence, number).how);
}

function isCounting({ evidence }: Case, keys: readonly string[]): boolean {
  const metrics = evidence.metrics.filter(({ key }) => keys.includes(key));
  return metrics.length > 0 && metrics.every((metric) => countsSteps(metric) || metric.heads.has("throughput"));
}

/** “by 4% to 12%” sets no two values against each other: it is a range of changes, unless shares are spoken of. */
function isChangePair(one: Case, sentence: Sentence, from: PrintedNumber, to: PrintedNumber): boolean {
  if (!from.percent || !to.percent) return false;
  const { ids } = metricsOf(sentence, from);
  if (!one.evidence.metrics.some(isShare)) return true;
  const share = one.evidence.metrics.some((metric) => ids.includes(metric.key) && isShare(metric));
  const between = sentence.text.slice(Math.min(from.end, to.end), Math.max(from.start, to.start));
  return (
    /\bby\s*$/i.test(sentence.text.slice(0, from.start)) ||
    (!share &&
      !/\b(?:vs|versus|against|compared)\b/.test(between) &&
      relationAt(sentence, from.start, to.end) !== undefined)
  );
}

/** Counts without a unit are no measurements unless a counting metric is spoken of, or a number with a unit stands by. */
function isMeasured(one: Case, sentence: Sentence, number: PrintedNumber): boolean {
  const { metrics, numbers } = sentence;
  if (number.decimal || number.percent || number.measure !== undefined) return true;
  if (isLikeSomeResult(one, sentence, number)) return true;
  const counted = numbers.some(({ measure }) => measure === "steps" || measure === "per second");
  const attached = runsOf(sentence, number).how === "attached";
  if (counted && number.value >= 10 && attached) return true;
  if (counted && number.value >= 1000 && runsOf(sentence, number).how === "near") return true;
  if (attached && number.value >= 50 && isCounting(one, metricsOf(sentence, number).ids)) return true;
  return metrics.some(({ ids }) =>
    one.evidence.metrics.some(
      (metric) => ids.includes(metric.key) && (countsSteps(metric) || metric.heads.has("throughput")),
    ),
  );
}

function judgeNumber(one: Case, sentence: Sentence, number: PrintedNumber, pairs: readonly Pair[]): Verdict[] {
  const pair = nearestPair(sentence, pairs, number);
  const relation = relationOf(one, sentence, number, pair);
  const arrived = relation && number.percent && isArrivedAt(sentence, number) && judgeValue(one, sentence, number);
  if (arrived && arrived.kind !== "not-found" && arrived.evidence) return [arrived];
  if (relation) return [judgeChange(one, sentence, number, relation, pair)];
  const assigned = isOfSetup(sentence) && number.value > 10 && isAssigned(sentence, number);
  if (number.times || !(assigned || isMeasured(one, sentence, number))) return [];
  if (number.percent && !number.decimal && sentence.metrics.length === 0 && !isOfShare(one, sentence, number))
    return [];
  const alone = isCorrelation(one, sentence, number) ? { ...number, spread: undefined } : number;
  return [judgeValue(one, sentence, alone, subjectSetAgainst(one, sentence, alone))];
}

/** What makes a number one of a change: a word that says which way, its sign, or that a percentage of this metric can be nothing else. */
function relationOf(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  pair: Pair | undefined,
): Relation | undefined {
  if (!number.times && !number.percent && number.measure !== "points") return undefined;
  if (isSetAgainst(sentence, number) || isLevel(one, sentence, number)) return undefined;
  if (isPartOfChange(sentence, number))
    return { way: "changed", start: number.start, end: number.end, word: number.text };
  const relation = relationAt(sentence, number.start, endOf(number));
  if (relation) return relation;
  if (number.measure === "points") return { way: "changed", start: number.start, end: number.end, word: number.text };
  if (number.times)
    return sentence.runs.length > 0 && sentence.datasets.length > 0
      ? { way: "changed", start: number.start, end: number.end, word: number.text }
      : undefined;
  const place = { start: number.start, end: number.end, word: number.text };
  if (/^[+−–-]/.test(number.text)) return { ...place, way: number.value < 0 ? "down" : "up" };
  if (pair && number.percent && !pair.from.percent) return { ...place, way: "changed" };
  const { ids, how } = metricsOf(sentence, number);
  const share = one.evidence.metrics.some(
    (metric) =>
      isShare(metric) &&
      (ids.includes(metric.key) ||
        (how !== "attached" && how !== "near" && valuesOf(one, number).some((value) => value.metric === metric))),
  );
  return number.decimal && number.percent && !share && !isInCode(one, number)
    ? { ...place, way: "changed" }
    : undefined;
}

/** “reaches only 36%”, where shares were measured: how far it got. */
function isLevel({ evidence }: Case, { text }: Sentence, { start, percent }: PrintedNumber): boolean {
  return (
    percent &&
    evidence.metrics.some(isShare) &&
    /(?<!(?:reductions?|gains?|improvements?|decreases?|increases?|savings?|drops?|speed-?ups?|it|this|that)\s[^.;]{0,30})\b(?:reach(?:es|ed)?|attain(?:s|ed)?|stays? at|ends? at|remains? at)\s+(?:only\s+|just\s+|about\s+|no more than\s+)?$/i.test(
      text.slice(0, start),
    )
  );
}

/** “improves A, B and C to 93.0%, 71.5% and 95.7%”: where it got to, not by how much. */
function isArrivedAt(sentence: Sentence, number: PrintedNumber): boolean {
  const [first] = listAround(sentence, number);
  if (/,\s+(?:at|reaching|namely)\s+$/i.test(sentence.text.slice(0, first!.start))) return true;
  return /(?<!\bup )\bto\s+(?:only\s+|just\s+|about\s+|around\s+|almost\s+|nearly\s+|over\s+)?$/i.test(
    sentence.text.slice(0, first!.start),
  );
}

/** The pair that a percentage was computed from: the one in the same sentence, nearest by. */
function nearestPair(sentence: Sentence, pairs: readonly Pair[], number: PrintedNumber): Pair | undefined {
  const distance = ({ from, to }: Pair) =>
    Math.min(Math.abs(from.start - number.start), Math.abs(to.start - number.start));
  const clause = clauseStart(sentence, number.start);
  const inClause = pairs.filter(
    ({ from, to }) =>
      clauseStart(sentence, from.start) === clause && !isOfNext(sentence.text, number, Math.min(from.start, to.start)),
  );
  const [nearest] = inClause.toSorted((one, other) => distance(one) - distance(other));
  return nearest && distance(nearest) <= 90 ? nearest : undefined;
}

/** “takes 40% more, and the time to draw grows from 1 to 2”: what is said after the “and” has a verb of its own. */
function isOfNext(text: string, number: PrintedNumber, pair: number): boolean {
  const between = text.slice(number.end, Math.max(number.end, pair));
  const joint = /,\s+(?:and|but)\s+(?:the|its|their)\s/.exec(between);
  if (joint && relationsIn(between.slice(joint.index)).length > 0) return true;
  const next = /\s(?:and|but),?\s/.exec(between);
  return next !== null && relationsIn(between.slice(next.index)).some(({ word }) => /(?:s|ed)$/.test(word));
}

/** Numbers of models, versions and memory sizes are judged with the machine's name. */
function isPartOfMachine({ text }: Sentence, { start, end, measure }: PrintedNumber): boolean {
  const before = text.slice(Math.max(0, start - 30), start);
  return (
    measure === "bytes" ||
    /\b(?:RTX|GTX|Xeon|EPYC|Core|Ryzen|PyTorch|torch|TensorFlow|Python|CUDA|NumPy|SciPy|scikit-learn|JAX|Ubuntu|Debian|Linux|kernel|driver|version|Gold|Platinum|numpy|scipy|cuDNN|pandas|matplotlib|Windows|macOS)[\s\u2009~(]*(?:\uE000\s*)?v?$/i.test(
      before,
    ) ||
    /^\s?-?core\b/.test(text.slice(end))
  );
}
