import { clauseStart, endOf } from "../binding";
import type { Case } from "../case";
import { COUNT_WORD } from "../counts";
import { hasToken, isInCode, isWritten } from "../look-up";
import { isNextItem } from "../next-item";
import { valuesOf } from "../pairs";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isIntroductory, isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { nameWords, stem, wordsOf } from "../words";
import { asPrinted, isCounter, isElsewhere, isSame, plain } from "./settings";

/** What short parts of names in code stand for. */
const MEANINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tol: "tolerance",
    rtol: "relative tolerance",
    atol: "absolute tolerance",
    eps: "epsilon",
    init: "initial",
    iter: "iterations",
    iters: "iterations",
    max: "maximum",
    min: "minimum",
    dim: "dimension",
    temp: "temperature",
    prob: "probability",
    coef: "coefficient",
    coeff: "coefficient",
    reg: "regularization",
    pop: "population",
    freq: "frequency",
    hid: "hidden",
    emb: "embedding",
    enc: "encoder",
    dec: "decoder",
    len: "length",
    vocab: "vocabulary",
    pct: "percent",
    frac: "fraction",
    img: "image",
  }),
);
const GREEK: ReadonlyMap<string, string> = new Map(
  Object.entries({
    α: "alpha",
    β: "beta",
    γ: "gamma",
    δ: "delta",
    λ: "lambda",
    σ: "sigma",
    τ: "tau",
    ε: "epsilon",
  }),
);
/** Parts of names that texts leave out. */
const SILENT = /^(?:n|num|number|of|the|cfg|config|default|value|val|self|use|total|per|to|in|and|size)$/;
/** Parts that alone name nothing. */
const COMMON =
  /^(?:rate|step|layer|data|model|train|test|seed|batch|epoch|loss|weight|input|output|name|type|key|index|state|start|time|mean|noise|scale|level|mode|base|score|class|order|image|token|sample|point|head|head)s?$/;

type Described = { readonly name: string; readonly parts: number; readonly values: readonly number[] };

/** “starts with 25 infected individuals” where the code has an `INITIAL_INFECTED` that is another. */
export function judgeDescribedSetting(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  isMeant: (name: string) => boolean = () => true,
): Verdict | undefined {
  if (number.times || number.spread || isElsewhere(sentence) || isIntroductory(sentence.passage.section))
    return undefined;
  if (number.measure === "s" || number.measure === "points") return undefined;
  if (!isOfSetup(sentence) && !isInCode(one, number)) return undefined;
  const described = describedBy(one, sentence, number).filter(({ name }) => isMeant(name));
  const place = { about: "fact" as const, ...sourceSpan(sentence.prose, number.start, number.end) };
  const fitting = described.find(({ values }) => values.some((value) => isSame(number, value)));
  if (fitting) return { kind: "supported", ...place, message: "", evidence: `${fitting.name} in the code` };
  const [best] = described;
  if (!isOfSetup(sentence)) return undefined;
  if (!best || isMeasured(one, number)) return undefined;
  if (best.parts > 1 && !number.decimal ? hasToken(one.evidence.notes, number.text) : isWritten(one, number))
    return undefined;
  const values = [...new Set(best.values)];
  if (values.length > 6) return undefined;
  return {
    kind: "contradicted",
    ...place,
    message: `The code's ${best.name} is ${values.map(plain).join(" or ")}, not ${asPrinted(number)}.`,
    evidence: `${best.name} in the code: ${values.map(plain).join(", ")}`,
    ...(values.length === 1 && !number.percent && !/[×^]/.test(number.text) && { correction: plain(values[0]!) }),
  };
}

function isMeasured(one: Case, number: PrintedNumber): boolean {
  return !/\^/.test(number.text) && number.text.replace(/\D/g, "").length >= 3 && valuesOf(one, number).length > 0;
}

/** The names of the code that the words around a number spell, those of most words first. */
function describedBy({ evidence }: Case, sentence: Sentence, number: PrintedNumber): Described[] {
  const { after, counted, whole, ...around } = wordsAround(sentence, number);
  const before = isNextItem(sentence, number) ? [] : around.before;
  const told = new Set(whole);
  const all = new Set([...before.slice(-8), ...after.slice(0, 4)]);
  const initials = before
    .slice(-8)
    .map((word) => word[0])
    .join("");
  const rhythm = /\bevery\s+$/i.test(sentence.text.slice(0, number.start));
  const close = new Set([...before.slice(-3), ...after.slice(0, 2)]);
  const sets = new Set(evidence.datasets.map((key) => key.toLowerCase()));
  return [...evidence.code.named]
    .filter(
      ([name, values]) => !sets.has(name) && !(Number.isInteger(number.value) && number.value > 1 && isCounter(values)),
    )
    .flatMap(([name, values]) => {
      const parts = partsOf(name);
      const single = parts.length === 1;
      const [part = ""] = parts;
      if (parts.length === 0 || (single && (part.length < 4 || isCommon(name)))) return [];
      const known = single ? close : all;
      if (rhythm && !/interval|every|freq|period/.test(name)) return [];
      const ofCounted = parts.length > 1 && parts.at(-1) === counted && parts.every((one) => isKnown(one, told));
      return ofCounted || parts.every((one) => isKnown(one, known) || (one.length < 5 && initials.includes(one)))
        ? [{ name, parts: parts.length, values: [...values] }]
        : [];
    })
    .sort((one, other) => other.parts - one.parts);
}

/** `eval` is “evaluate”. */
function isKnown(part: string, words: ReadonlySet<string>): boolean {
  return words.has(part) || (part === "eval" && [...words].some((word) => word.startsWith("evalu")));
}

/** Whether the one telling word of a name is of the trade, as it is written: stems of “samples” and “noise” are no words. */
function isCommon(name: string): boolean {
  return nameWords(name).every((word) => SILENT.test(word) || COMMON.test(word));
}

/** `initial_infected` is “initial” and “infected”. */
function partsOf(name: string): string[] {
  const words = nameWords(name).filter((word) => !SILENT.test(word) && word.length > 1);
  return words.flatMap((word) => (MEANINGS.get(word) ?? word).split(" ")).map(rootOf);
}

/** `clip` and “clipping” tell of the same. */
function rootOf(word: string): string {
  return stem(word).replace(/([bdgmnpt])\1$/, "$1");
}

/** “longer than 50 tokens” speaks of a maximum length, “goes to 0.02” of an end. */
function impliedBy(before: string): string[] {
  return [
    ...(/\b(?:longer than|at most|up to|no more than)\s+$/i.test(before) ? ["maximum", "length"].map(rootOf) : []),
    ...(/\b(?:less|fewer) than\s+$|\bat least\s+$/i.test(before) ? ["minimum"].map(rootOf) : []),
    ...(/\bto\s+$/i.test(before) ? ["end", "final"] : []),
    ...(/\b(?:noise|variance)[\s-]schedule\b/i.test(before) ? ["beta"] : []),
    ...(/\bfrom\s+$/i.test(before) ? ["initial", rootOf("start")] : []),
  ];
}

/** `counted` is the word right behind the number, `whole` are those of the whole sentence. */
type Around = {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly counted: string | undefined;
  readonly whole: readonly string[];
};

/** “of which there are 24”, “(24 of them)”: a count of what was spoken of, and no setting of it. */
function isCountOfThose(text: string, start: number, end: number): boolean {
  return (
    /\b(?:of which|of these|of those|of them)\s+there\s+(?:are|were)\s+$/i.test(text.slice(0, start)) ||
    /^\s+of\s+(?:them|these|those)\b/i.test(text.slice(end))
  );
}

/** “of four things”: their number is told already. */
const COUNTED_IN_WORDS = new RegExp(`\\b${COUNT_WORD}\\s+\\p{L}+`, "giu");

/** The words of the clause up to the numbers on either side. */
function wordsAround(sentence: Sentence, number: PrintedNumber): Around {
  const { text, numbers } = sentence;
  const [start, end] = [number.start, endOf(number)];
  const previous = numbers.findLast(
    (other) => endOf(other) <= start && !/^\s*(?:to|and|,|or)\s*$/.test(text.slice(endOf(other), start)),
  );
  const next = numbers.find((other) => other.start >= end);
  const from = Math.max(clauseStart(sentence, start), previous ? endOf(previous) : 0);
  const counted = /^[\s-]+(\p{L}+)/u.exec(text.slice(end))?.[1];
  const told = text.slice(from, start).replace(previous ? /^\s*%?\s*\p{L}[\p{L}\s-]*,\s*/u : /^$/, "");
  const own = isCountOfThose(text, start, end) ? "" : told.replace(COUNTED_IN_WORDS, " ");
  const behind = text.slice(end, next?.start ?? text.length).split(/[,;.()]|\b(?:and|while|with)\b/)[0]!;
  const stems = (part: string) =>
    wordsOf(part.replace(/(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{2})/gu, " "))
      .filter(
        ({ low }) =>
          !/^(?:a|an|is|be|that|which|of|to|in|on|at|by|we|it|or|as|are|was|were|set|the|with|has|have|been|value|for|its|each|all|from|about)$/u.test(
            low,
          ),
      )
      .map(({ low }) => GREEK.get(low) ?? (/^(?:start|begin|initiali[sz])/.test(low) ? "initial" : rootOf(low)));
  const whole = counted === undefined || !Number.isInteger(number.value) ? [] : stems(text);
  return {
    whole,
    counted: counted && rootOf(counted.toLowerCase()),
    before: [...stems(own), ...impliedBy(text.slice(from, start))],
    after: stems(behind),
  };
}
