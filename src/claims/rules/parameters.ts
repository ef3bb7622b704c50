import type { CodeFacts } from "../../python/code-facts";
import { literally } from "../../research/literally";
import type { Case } from "../case";
import { valuesMeant, wordsAround } from "../coded-values";
import { countsSteps } from "../counted-metrics";
import { isInCode, isInEnvironment, isWritten } from "../look-up";
import { sourceSpan } from "../paper-text";
import type { ParameterKind } from "../parameter-words";
import { type PrintedNumber, printedLike } from "../printed-number";
import type { Sentence } from "../sentence";
import { isToldByName } from "../told-by-names";
import type { Verdict } from "../verdict";
import { isOfStage } from "../which-numbers";
import { ofAnotherRun } from "./of-another-run";
import { asPrinted, isElsewhere, isNotedBeside, isSame, plain } from "./settings";
import { ofAnotherSet } from "./settings-by-set";

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
  const around = wordsAround(sentence, number);
  const named = valuesMeant(code, parameter, around);
  const other =
    ofAnotherSet(one, sentence, number, parameter) ??
    ofAnotherRun(one, sentence, number, parameter.name, (own) => valuesMeant(own, parameter, around));
  if (other !== undefined) return say("contradicted", other);
  if ([...named].some((value) => isSame(number, value)) || isNoted(one, number, parameter))
    return say("supported", "", { evidence: `${parameter.name} in the code` });
  if (isToldByName(one.evidence.runs, sentence.text, number)) return say("supported");
  if (isMoment(sentence, number, parameter) && isInCode(one, number)) return say("supported");
  if (APART.test(sentence.text.slice(number.end))) return say("not-checkable");
  if (LENGTHS.test(parameter.name) && isOfStage(sentence.text, number) && number.value <= Math.max(...named))
    return say("not-checkable");
  if (isMeasuredSize(one, number) || mayStand(one, number, parameter, named, around)) return say("supported");
  if (named.size === 0 || (parameter.loose && parameter.name !== "warm-up"))
    return isOfPicture(sentence, parameter)
      ? say("not-checkable")
      : say("not-found", `The code has no ${parameter.name} of ${asPrinted(number)}.`);
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

/** “at most 1,500 points” of what a figure shows are chosen by the program that draws it. */
function isOfPicture({ passage }: Sentence, { name }: ParameterKind): boolean {
  return passage.kind === "caption" && name === "data points";
}

const LENGTHS = /^(?:epochs|training steps|updates)$/;

/** “900 iterations earlier” */
const APART =
  /^\s*(?:\p{L}+\s+)?(?:epochs?|steps?|updates?|iterations?)\s+(?:earlier|later|sooner|before|ahead|behind|fewer|more|less|apart)\b/iu;
const OF_WARM_UP = /^\s*(?:epochs?|steps?|updates?|iterations?)\s+of\s+(?:linear\s+)?warm/i;
/** “the rate rises over 150 iterations” */
const RISING =
  /\b(?:ris|ramp|grow|warm|decay|anneal|increas|fall|climb)\p{L}*\b[^.;,]{0,30}\b(?:over|for|during|within)\s+(?:the\s+(?:first|last)\s+)?$/iu;

/** “at epochs 30 and 45”, “after 10 epochs”: when something happens, not how long it takes. */
function isMoment({ text }: Sentence, { start, end }: PrintedNumber, { name }: ParameterKind): boolean {
  if (/epochs|steps|updates/.test(name) && (OF_WARM_UP.test(text.slice(end)) || RISING.test(text.slice(0, start))))
    return true;
  if (
    /epochs|steps|updates/.test(name) &&
    /\b(?:after|at|every|within|until|the (?:first|last))\s+(?:each\s+|another\s+)?$/i.test(text.slice(0, start))
  )
    return true;
  if (
    /\b(?:not improved|no improvement|no progress|stagnat\w*|stopp\w*)\b[^.;]{0,24}\b(?:for|in|over|within)\s+$/i.test(
      text.slice(0, start),
    )
  )
    return true;
  return /\b(?:at|after|from|until|till|by|before|between|since|below|above|beyond|past)\s+(?:the\s+)?(?:epochs?|(?:time)?steps?|updates?|iterations?)\s+(?:\d[\d,]*\s*(?:,|and|,\s*and)\s*)*$/i.test(
    text.slice(0, start),
  );
}

/** Where nothing in the code has such a name, any place will do; else what is given to such layers, or counted by writing them out. */
function mayStand(
  one: Case,
  number: PrintedNumber,
  parameter: ParameterKind,
  named: ReadonlySet<number>,
  around: string,
): boolean {
  const { code } = one.evidence;
  if (named.size === 0) return isWritten(one, number);
  if (parameter.name === "warm-up" && number.value > 1 && [...named].every((value) => value > 1)) return false;
  if (parameter.loose) return isInCode(one, number) || (parameter.name === "data points" && isProduct(code, number));
  return isGiven(code, number, parameter) || isSmallCount(number, parameter, code, around);
}

/** “9,409 examples” where the code has a modulus of 97: sizes come out of other sizes. */
function isProduct({ literals }: CodeFacts, { value }: PrintedNumber): boolean {
  return [...literals].some((one) => one > 1 && Number.isInteger(one) && literals.has(value / one));
}

function isGiven({ positional }: CodeFacts, number: PrintedNumber, { givenTo }: ParameterKind): boolean {
  if (givenTo === undefined) return false;
  return [...positional].some(
    ([called, values]) => givenTo.test(called) && [...values].some((value) => isSame(number, value)),
  );
}

/** Parts of a model, whose layers are not those of the whole. */
const PART =
  /\b(?:gat\w*|discriminat\w*|weight\w*|branch\w*|auxiliary|small|tiny|light\w*|predict\w*|critic|actor|router|expert|adapter|project\w*|modulat\w*|controller|second|additional|extra|heads?|each|classifi\w*|condition\w*|time|embedding|energy|noise|network (?:for|that))\b/i;

const WHOLE =
  /\bnumber of hidden layers\b|\b(?:model|denoiser|MLP|perceptron|network|architecture)s?\b.*\bhidden[\s-]layers?\b/i;

/**
 * Layers that are written out one by one leave no number behind; a count of a few of them is not held against the paper, but for
 * those of the whole model where the code gives their number by name.
 */
export function isSmallCount(
  { value }: PrintedNumber,
  { name }: ParameterKind,
  { named }: CodeFacts,
  around: string,
): boolean {
  if (name !== "layers" || value > 3) return false;
  const counted = (pattern: RegExp) => [...named.keys()].some((key) => pattern.test(key));
  if (counted(/^(?:n|num)_?layers?$/)) return false;
  return !(counted(/^(?:(?:n|num)_)?hidden_layers?$/) && WHOLE.test(around) && !PART.test(around));
}

/** The notes and the records of the machine count as well: “31,586 parameters”, “seeds 0, 1, 2”. */
function isNoted(one: Case, number: PrintedNumber, { name, coded }: ParameterKind): boolean {
  const { evidence } = one;
  const text = number.text.replace(/[,\u2009]/g, "");
  if (name === "seed" && evidence.environments.some(({ seeds }) => seeds?.includes(number.value))) return true;
  return (
    text.length > 2 &&
    (isNotedByName(evidence, text, coded) ||
      isNotedBeside(one, number, [...name.split(" ").slice(-1), ...(name === "learning rate" ? ["lr"] : [])]) ||
      isInEnvironment(one, text))
  );
}

/** `hidden_size 128` in the notes: a run had it, by the name of the code. */
function isNotedByName({ notes, code }: Case["evidence"], text: string, coded: RegExp): boolean {
  const names = [...code.named.keys()].filter((name) => name.includes("_") && coded.test(name));
  return names.some((name) =>
    new RegExp(
      `(?<![\\p{L}\\d_])${literally(name)}\\s*(?:=|:|of|to|is)?\\s*${literally(text)}(?!\\d|\\.\\d)`,
      "u",
    ).test(notes),
  );
}

/** A count of steps may be a result: “reaches 99% in 1923 steps”. */
function isMeasuredSize({ evidence }: Case, number: PrintedNumber): boolean {
  return evidence.runs.some((run) =>
    evidence.metrics.some(
      (metric) =>
        countsSteps(metric) &&
        evidence.datasets.some(
          (dataset) => Math.abs((run.value(dataset, metric.key)?.mean ?? Number.NaN) - number.value) <= 1,
        ),
    ),
  );
}

function printedAs(number: PrintedNumber, value: number): string | undefined {
  return Number.isInteger(value) ? String(value) : printedLike(number, value) === undefined ? undefined : String(value);
}
