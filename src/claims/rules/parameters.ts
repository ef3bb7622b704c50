import type { CodeFacts } from "../../python/code-facts";
import { clauseStart, endOf, listAround } from "../binding";
import type { Case } from "../case";
import { hasToken, isInCode, isWritten } from "../look-up";
import { sourceSpan } from "../paper-text";
import { PARAMETERS, type ParameterKind } from "../parameter-words";
import type { PrintedNumber } from "../printed-number";
import { isOfOtherWork } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { printedLike } from "./values";

/** The settings that numbers of a sentence give, by number: “batch size of 256”, “4 attention heads”. */
export function parametersIn(sentence: Sentence): Map<PrintedNumber, ParameterKind> {
  const found = new Map<PrintedNumber, ParameterKind>();
  if (sentence.numbers.length === 0) return found;
  const places = PARAMETERS.flatMap((parameter) =>
    [...sentence.text.matchAll(parameter.said)].map(({ index, 0: words }) => ({
      parameter,
      start: index,
      end: index + words.length,
    })),
  ).filter((place) => !sentence.runs.some(({ start, end }) => start < place.end && place.start < end));
  for (const number of sentence.numbers) {
    const fitting = places.filter(
      (place) => !(place.parameter.whole && !Number.isInteger(number.value)) && !isTaken(sentence, place, number),
    );
    const parameter =
      listed(sentence, number, fitting) ?? parameterOf(sentence, number, fitting) ?? continued(sentence, number, found);
    if (parameter) found.set(number, parameter);
  }
  return found;
}

/** “Training steps, batch size: 400, 128”: as many names as numbers, the first for the first. */
function listed(
  { text, numbers }: Sentence,
  number: PrintedNumber,
  places: readonly Place[],
): ParameterKind | undefined {
  const list = listAround({ text, numbers } as Sentence, number);
  if (list.length < 2) return undefined;
  const before = inRow(
    places.filter(({ end }) => end <= list[0]!.start),
    text,
  );
  const last = before.at(-1);
  const named = (one: PrintedNumber) =>
    places.some(({ start }) => start >= endOf(one) && /^\s*%?[\s-]*$/.test(text.slice(endOf(one), start)));
  if (
    before.length !== list.length ||
    !last ||
    list.some(named) ||
    !AFTER_NAME.test(text.slice(last.end, list[0]!.start))
  )
    return undefined;
  return before[list.indexOf(number)]!.parameter;
}

/** The last names that nothing but commas and “and” part, without those inside others. */
function inRow(places: readonly Place[], text: string): Place[] {
  const row: Place[] = [];
  const outer = places.filter(
    (one) =>
      !places.some(
        (other) =>
          other !== one &&
          other.start <= one.start &&
          one.end <= other.end &&
          other.end - other.start > one.end - one.start,
      ),
  );
  for (const place of outer.toSorted(
    (one, other) => other.start - one.start || places.indexOf(one) - places.indexOf(other),
  )) {
    const next = row[0];
    if (next && next.start === place.start) continue;
    if (next && !/^\s*(?:,|\/|&|,?\s*and)\s*(?:the\s+)?$/.test(text.slice(place.end, next.start))) break;
    row.unshift(place);
  }
  return row;
}

/** In “2 layers, 128 dimensions” the layers are two. */
function isTaken({ text, numbers }: Sentence, { start, end }: Place, number: PrintedNumber): boolean {
  if (end > number.start) return false;
  return numbers.some(
    (other) => other !== number && endOf(other) <= start && /^\s?-?\s?$/.test(text.slice(endOf(other), start)),
  );
}

type Place = { readonly parameter: ParameterKind; readonly start: number; readonly end: number };

const AFTER_NAME =
  /^(?:\s*(?:\([^)\d]*\)|["”’']|\b(?:sizes?|rates?|coefficients?|factor|value|strength|parameter|probability|decay|constant|fixed|default|annealing|schedule|steps?|was|is|are|were|of|to|at|as|being|set|equal|equals|with|for|the|an?|both|have|has|gradients?|norms?|spans?|equals|contains?|comprises?|first|initial|starting|from|in|all|we|use|used|uses)\b|[:=≈~,(∈]|[\p{Script=Greek}]|[A-Za-z]_?[a-z0-9]{0,6}(?=\s*[=:≈])))*\s*$/iu;

/** The name right behind the number, else the one before it with nothing but small words between. */
function parameterOf(
  { text, clauses }: Sentence,
  number: PrintedNumber,
  places: readonly Place[],
): ParameterKind | undefined {
  if (
    number.times ||
    number.measure === "ms" ||
    number.measure === "s" ||
    number.measure === "min" ||
    number.measure === "h" ||
    number.measure === "per second"
  )
    return undefined;
  const end = endOf(number);
  const behind = longest(
    places.filter(
      ({ start }) =>
        start >= end && /^\s*%?[\s-]*(?:hidden|linear|total|max(?:imum)?)?[\s-]*$/.test(text.slice(end, start)),
    ),
  );
  if (behind && (!number.percent || isShareOf(behind.parameter)) && !/\bevery\s*$/i.test(text.slice(0, number.start)))
    return behind.parameter;
  const clause = clauseStart({ clauses } as Sentence, number.start);
  const before = longest(
    places.filter(
      (one) =>
        one.end <= number.start &&
        one.start >= clause &&
        number.start - one.end <= 50 &&
        AFTER_NAME.test(text.slice(one.end, number.start)),
    ),
    true,
  );
  if (!before) return undefined;
  return number.percent && !isShareOf(before.parameter) ? undefined : before.parameter;
}

/** Settings that are shares, so that they may be given in percent. */
function isShareOf({ name }: ParameterKind): boolean {
  return /dropout|warm|fraction|probability/.test(name);
}

/** The nearest, and of those that overlap the longest; the list of kinds breaks ties. */
function longest(places: readonly Place[], last = false): Place | undefined {
  const [nearest] = places.toSorted(
    (one, other) =>
      (last ? other.end - one.end : one.start - other.start) || other.end - other.start - (one.end - one.start),
  );
  return nearest;
}

/** “64 for shakespeare_char and 32 for the others”: the second number is of the first one's kind. */
function continued(
  { text, numbers }: Sentence,
  number: PrintedNumber,
  found: ReadonlyMap<PrintedNumber, ParameterKind>,
): ParameterKind | undefined {
  const previous = numbers[numbers.indexOf(number) - 1];
  const parameter = previous && found.get(previous);
  if (!parameter || (number.percent && !isShareOf(parameter))) return undefined;
  const between = text.slice(endOf(previous), number.start);
  const onlyPlaces =
    /^(?:\s*%?(?:\(?(?:for|on|in)\s+[^,;.\d()]{1,60}|\([^()\d]{1,40}|[^,;.\d()]{0,30}\))?\)?)?\s*(?:,|and|or|,\s*and|to|;)\s*$/i;
  return onlyPlaces.test(between) &&
    /^\s*(?:%?\s*)?(?:for|on|in|did|does|has|otherwise|elsewhere|\(|,|and|or|\.|;|\)|$)/i.test(
      text.slice(endOf(number)),
    )
    ? parameter
    : undefined;
}

/** Judges a setting by the code: what carries such a name, what layers are given, what stands there at all. */
export function judgeParameter(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  parameter: ParameterKind,
): Verdict {
  const say = (kind: Verdict["kind"], message = "", rest: Partial<Verdict> = {}): Verdict => ({
    kind,
    about: "fact",
    ...sourceSpan(sentence.prose, number.start, number.end),
    message,
    ...rest,
  });
  const { code } = one.evidence;
  if (code.literals.size === 0 || isElsewhere(sentence)) return say("not-checkable");
  const named = valuesNamed(code, parameter);
  if ([...named].some((value) => isSame(number, value)) || isNoted(one, number, parameter))
    return say("supported", "", { evidence: `${parameter.name} in the code` });
  if (isMeasuredSize(one, number)) return say("supported");
  if (named.size === 0) {
    if (isWritten(one, number)) return say("supported");
    return say("not-found", `The code has no ${parameter.name} of ${asPrinted(number)}.`);
  }
  if (parameter.loose)
    return isInCode(one, number) || isProduct(code, number)
      ? say("supported")
      : say("not-found", `The code has no ${parameter.name} of ${asPrinted(number)}.`);
  if (isGiven(code, number, parameter) || isSmallCount(number, parameter, code)) return say("supported");
  const values = [...named].sort((a, b) => a - b);
  const correction = values.length === 1 ? printedAs(number, values[0]!) : undefined;
  return say(
    "contradicted",
    `The code's ${parameter.name} is ${values.slice(0, 5).map(plain).join(" or ")}, not ${asPrinted(number)}.`,
    {
      evidence: `${parameter.name} in the code: ${values.slice(0, 8).map(plain).join(", ")}`,
      ...(correction && { correction }),
    },
  );
}

/** “9,409 examples” where the code has a modulus of 97: sizes come out of other sizes. */
function isProduct({ literals }: CodeFacts, { value }: PrintedNumber): boolean {
  return [...literals].some((one) => one > 1 && Number.isInteger(one) && literals.has(value / one));
}

/** Settings of other people's work, and wishes for later. */
function isElsewhere({ text, passage, cites }: Sentence): boolean {
  if (isOfOtherWork(passage.section)) return true;
  if (
    /\b(?:could|future|might|would|such as .* instead)\b/i.test(text) &&
    !/\b(?:we|our) (?:use|used|set|train)/i.test(text)
  )
    return true;
  return cites && /background|introduction/i.test(passage.section) && !/\b(?:we|our)\b/i.test(text);
}

function valuesNamed(code: CodeFacts, { coded }: ParameterKind): Set<number> {
  return new Set([...code.named].filter(([name]) => coded.test(name)).flatMap(([, values]) => [...values]));
}

function isSame(number: PrintedNumber, value: number): boolean {
  const printed = number.percent ? number.value / 100 : number.value;
  return (
    Math.abs(printed - value) <= 1e-6 * Math.abs(value) ||
    (number.hedge === "about" && Math.abs(printed - value) <= 0.05 * Math.abs(value))
  );
}

function isGiven({ positional }: CodeFacts, number: PrintedNumber, { givenTo }: ParameterKind): boolean {
  if (givenTo === undefined) return false;
  return [...positional].some(
    ([called, values]) => givenTo.test(called) && [...values].some((value) => isSame(number, value)),
  );
}

/** Layers that are written out one by one leave no number behind; a count of a few of them is not held against the paper. */
function isSmallCount({ value }: PrintedNumber, { name }: ParameterKind, { named }: CodeFacts): boolean {
  return name === "layers" && value <= 3 && ![...named.keys()].some((key) => /^(?:n|num)_?layers?$/.test(key));
}

/** The notes and the records of the machine count as well: “31,586 parameters”, “seeds 0, 1, 2”. */
function isNoted({ evidence }: Case, number: PrintedNumber, { name }: ParameterKind): boolean {
  const text = number.text.replace(/[,\u2009]/g, "");
  if (name === "seed" && evidence.environments.some(({ seeds }) => seeds?.includes(number.value))) return true;
  return (
    text.length > 2 &&
    (hasToken(evidence.notes, text) || evidence.environments.some((one) => hasToken(JSON.stringify(one), text)))
  );
}

/** A count of steps may be a result: “reaches 99% in 1923 steps”. */
function isMeasuredSize({ evidence }: Case, number: PrintedNumber): boolean {
  return evidence.runs.some((run) =>
    evidence.metrics.some(
      ({ key, heads }) =>
        (heads.has("step") || heads.has("epoch")) &&
        evidence.datasets.some(
          (dataset) => Math.abs((run.value(dataset, key)?.mean ?? Number.NaN) - number.value) <= 1,
        ),
    ),
  );
}

function printedAs(number: PrintedNumber, value: number): string | undefined {
  return Number.isInteger(value) ? String(value) : printedLike(number, value) === undefined ? undefined : String(value);
}

function asPrinted({ text, percent }: PrintedNumber): string {
  return percent ? `${text}%` : text;
}

function plain(value: number): string {
  return Math.abs(value) < 1e-3 && value !== 0 ? value.toExponential().replace("e-", "e-") : String(value);
}

const LINKED =
  /(?<![\p{L}\d_-])(\p{L}{4,})\s+(?:(?:of\s+the|of\s+our)\s+[\p{L}\s-]{3,30}?\s+)?(?:is|was|=|:|of|equals|set to|is set to)\s*$/iu;

/** “the rank of the projection is 32” where the code has a `RANK` that is another. */
export function judgeNamedSetting(one: Case, sentence: Sentence, number: PrintedNumber): Verdict | undefined {
  const word = LINKED.exec(sentence.text.slice(0, number.start))?.[1]?.toLowerCase();
  if (word === undefined || number.percent || number.times || isElsewhere(sentence)) return undefined;
  if (sentence.metrics.length + sentence.datasets.length + sentence.runs.length > 0) return undefined;
  const named = [...one.evidence.code.named].filter(([name]) => name.split("_").includes(word) || name === `${word}s`);
  const values = [...new Set(named.flatMap(([, all]) => [...all]))];
  if (values.length === 0 || values.length > 6 || values.some((value) => isSame(number, value))) return undefined;
  if (!named.some(([name]) => name === word) && isWritten(one, number)) return undefined;
  return {
    kind: "contradicted",
    about: "fact",
    ...sourceSpan(sentence.prose, number.start, number.end),
    message: `The code's ${word} is ${values.map(plain).join(" or ")}, not ${asPrinted(number)}.`,
    evidence: `${named.map(([name]) => name).join(", ")} in the code: ${values.map(plain).join(", ")}`,
  };
}
