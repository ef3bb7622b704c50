import type { Case } from "../case";
import { hasToken } from "../look-up";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isIntroductory, isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { nameWords } from "../words";
import { asPrinted, isElsewhere, isNotedBeside, isSame, plain } from "./settings";

const GREEK: ReadonlyMap<string, string> = new Map([
  ["α", "alpha"],
  ["γ", "gamma"],
  ["δ", "delta"],
  ["κ", "kappa"],
  ["λ", "lambda"],
  ["ν", "nu"],
  ["ρ", "rho"],
  ["σ", "sigma"],
  ["τ", "tau"],
]);
/** “λ = ”, “λ_div=”, “k = ”, up to where the number stands. */
const WRITTEN = /(?<![\p{L}\d_^\\])([\p{L}])(?:_\{?([\p{L}]+)\}?)?\s*=\s*$/u;
/** “the loss is weighted at 0.1” */
const WEIGHTED = /\b(?:loss|penalty|regulari[sz]\w*|term)\b[^.;:\d]{0,20}\bweighted\s+(?:at|by|with)\s+$/i;
/** What weighs a part of a loss. */
const WEIGHTS = /lambda|^(?:lamb|lam|lambd|lmbda)$|(?:^|_)(?:weight|coeff?|coefficient|strength|penalty)$/;
const CLUSTERS = /^(?:n|num|number_of)_?clusters$/;
/** Last words of many names, whose letter may be any of them. */
const MANY =
  /^(?:dim|size|steps?|rate|width|layers?|heads?|epochs?|length|samples?|weight|scale|factor|value|type|name|iters?|batches|start|end)$/;
/** What stands behind the number of a formula: “0.1 · (1 - t/T)”. */
const FORMULA = /^\s*[·*×(/+^−]/;

/** What a symbol stands for in the code: the values, and what a message calls it. */
type Meaning = { readonly what: string; readonly values: readonly number[] };

/** “λ = 0.5”, “k-means (k = 8)”, “ν = 1.5”, “α = 1.0” of a Mixup where the code gives such a weight, count or name another value. */
export function judgeSymbol(one: Case, sentence: Sentence, number: PrintedNumber): Verdict | undefined {
  if (number.percent || number.times || isElsewhere(sentence) || isIntroductory(sentence.passage.section))
    return undefined;
  const before = sentence.text.slice(Math.max(0, number.start - 90), number.start);
  const meaning = meaningOf(one, sentence, before);
  if (!meaning || meaning.values.length === 0 || meaning.values.length > 4) return undefined;
  if (FORMULA.test(sentence.text.slice(number.end)) || isInSomeName(one, number)) return undefined;
  const place = { about: "fact" as const, ...sourceSpan(sentence.prose, number.start, number.end) };
  if (meaning.values.some((value) => isSame(number, value))) return { kind: "supported", ...place, message: "" };
  const told = number.decimal
    ? hasToken(one.evidence.notes, number.text)
    : isNotedBeside(one, number, nameWords(meaning.what));
  if (told) return undefined;
  const known = meaning.values.map(plain).join(" or ");
  return {
    kind: "contradicted",
    ...place,
    message: `The code's ${meaning.what} is ${known}, not ${asPrinted(number)}.`,
    evidence: `${meaning.what} in the code: ${known}`,
    ...(meaning.values.length === 1 && !/[×^]/.test(number.text) && { correction: known }),
  };
}

/** A run that is called “λ = 5” has that value, and a weight of nothing is none. */
function isInSomeName({ evidence }: Case, { value, text }: PrintedNumber): boolean {
  return value === 0 || evidence.runs.some(({ names }) => names.some((name) => hasToken(name, text)));
}

function meaningOf(one: Case, sentence: Sentence, before: string): Meaning | undefined {
  if (WEIGHTED.test(before)) return weights(one, sentence, undefined);
  const [, letter = "", index] = WRITTEN.exec(before) ?? [];
  if (letter === "") return undefined;
  if (/^k$/i.test(letter) && /\bk[\s-]*means\b|\bclusters?\b/i.test(before)) return named(one, CLUSTERS, "clusters");
  if (letter === "λ" && isOfSetup(sentence)) return weights(one, sentence, index);
  return ofName(one, sentence, letter, before);
}

function named({ evidence }: Case, pattern: RegExp, what: string): Meaning {
  const values = [...evidence.code.named].flatMap(([name, all]) => (pattern.test(name) ? [...all] : []));
  return { what: `number of ${what}`, values: [...new Set(values)] };
}

/** The weights of the terms of the loss: those that the sentence, or the index of the symbol, names, else all. */
function weights({ evidence }: Case, { text }: Sentence, index: string | undefined): Meaning {
  const low = text.toLowerCase();
  const all = [...evidence.code.named]
    .filter(([name]) => WEIGHTS.test(name) && name !== "weight")
    .map(([name, values]) => ({ words: nameWords(name), values: [...values].filter((value) => value !== 0) }));
  const own = (words: readonly string[]) =>
    words.filter(
      (word) =>
        word.length > 2 && !/^(?:weight|loss|lambda?|lambd|lmbda|lam|coeff?|coefficient|strength|term)$/.test(word),
    );
  const fitting = all.filter(({ words }) =>
    own(words).some((word) => low.includes(word.slice(0, 6)) || (index !== undefined && word.startsWith(index))),
  );
  const meant =
    fitting.length > 0 ? fitting : all.filter(({ words }) => index === undefined || own(words).length === 0);
  return { what: "weight of a part of the loss", values: [...new Set(meant.flatMap(({ values }) => values))] };
}

/**
 * `nu` for “ν”; `mixup_alpha` for the “α” of a sentence about Mixup; `logit_cap` for the “c” of one about a logit cap. A name that is
 * the symbol alone goes before those that need more words.
 */
function ofName({ evidence }: Case, { text }: Sentence, letter: string, before: string): Meaning | undefined {
  const spelled = GREEK.get(letter);
  const words = new Set(nameWords(text));
  const low = nameWords(before).join(" ");
  const names = [...evidence.code.named].filter(([name]) => {
    const parts = nameWords(name);
    const rest = parts.filter((part) => part !== spelled);
    if (spelled !== undefined) return rest.length < parts.length && rest.every((part) => words.has(part));
    const last = parts.at(-1)!;
    return (
      parts.length > 1 && !MANY.test(last) && last.startsWith(letter.toLowerCase()) && low.includes(parts.join(" "))
    );
  });
  const [alone] = names.filter(([name]) => name === spelled);
  const meant = alone ? [alone] : names;
  const [first] = meant;
  if (!first) return undefined;
  const values = [...new Set(meant.flatMap(([, all]) => [...all]))].filter((value) => value !== 0);
  return { what: first[0], values };
}
