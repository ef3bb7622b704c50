import { literally } from "../../research/literally";
import { endOf } from "../binding";
import type { Case } from "../case";
import type { Evidence } from "../evidence";
import { isInCode } from "../look-up";
import { isNextItem } from "../next-item";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isIntroductory, isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { nameWords, stem } from "../words";
import { ofAnotherRun } from "./of-another-run";
import { asPrinted, isCounter, isElsewhere, isNotedBeside, isSame, plain } from "./settings";

/** Parts of names in code that texts leave out. */
const SILENT = /^(?:n|num|number|of|the|cfg|config|default|self|total)$/;
/** Single words that mean many things. */
const COMMON =
  /^(?:rates?|steps?|layers?|data|models?|tests?|seeds?|batch|epochs?|loss|weights?|names?|states?|starts?|ends?|times?|means?|noise|scales?|levels?|base|scores?|class(?:es)?|orders?|images?|tokens?|samples?|points?|heads?|values?|runs?|sizes?|size|axis|index|results?|counts?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)$/;

/** Letters that are spelled out in code. Others stand for too many things. */
const GREEK: ReadonlyMap<string, string> = new Map([
  ["α", "alpha"],
  ["γ", "gamma"],
  ["τ", "tau"],
]);

/** A name of the code; `said` finds it in front of a number (all places), `counted` behind one. */
type Name = {
  readonly name: string;
  readonly words: readonly string[];
  readonly values: readonly number[];
  readonly said: RegExp;
  readonly counted: RegExp;
};

/** “these 35 inputs” are those of one layer, whatever the code calls by that name elsewhere. */
const LAYER_SIDES = /^(?:in|out)puts?$/;

/**
 * “a style loss weight of 0.5”, “scale=10”, “32 Beam Position Monitors” where the code's `style_loss_weight`, `scale` and
 * `num_bpms` are others: the words right before or behind the number are those of one name, whole. Numbers that stand elsewhere
 * in the code are no support.
 */
export function judgeExactSetting(one: Case, sentence: Sentence, number: PrintedNumber): Verdict | undefined {
  if (number.times || number.spread || number.measure !== undefined || isElsewhere(sentence)) return undefined;
  if (isIntroductory(sentence.passage.section)) return undefined;
  const setup = isOfSetup(sentence);
  const found = namesOf(one).filter(
    (name) =>
      (setup || name.words.length > 2 || (isOverview(sentence) && isAssignedTo(sentence, number, name))) &&
      isBeside(sentence, number, name),
  );
  const best = found.toSorted((a, b) => b.words.length - a.words.length)[0];
  if (!best || LAYER_SIDES.test(best.name)) return undefined;
  const alike = namesOf(one).filter(({ words }) => best.words.every((word) => words.includes(word)));
  const values = [...new Set(alike.flatMap((name) => [...name.values]))];
  const place = { about: "fact" as const, ...sourceSpan(sentence.prose, number.start, number.end) };
  const other = ofAnotherRun(one, sentence, number, best.name, (own) => own.named.get(best.name) ?? []);
  if (other !== undefined) return { kind: "contradicted", ...place, message: other };
  const evidence = `${best.name} in the code: ${best.values.map(plain).join(", ")}`;
  if (values.some((value) => isSame(number, value))) return { kind: "supported", ...place, message: "", evidence };
  if (values.length > 3 || isNotedBeside(one, number, best.words) || isUnnamed(one, best, number)) return undefined;
  const [only] = best.values;
  return {
    kind: "contradicted",
    ...place,
    message: `The code's ${best.name} is ${best.values.map(plain).join(" or ")}, not ${asPrinted(number)}.`,
    evidence,
    ...(values.length === 1 && !number.percent && !/[×^]/.test(number.text) && { correction: plain(only!) }),
  };
}

const namesIn = new WeakMap<Evidence, readonly Name[]>();

/** The names of the code that may be settings, gathered once for the results of a paper. */
function namesOf({ evidence }: Case): readonly Name[] {
  const known = namesIn.get(evidence) ?? settingNames(evidence);
  namesIn.set(evidence, known);
  return known;
}

function settingNames({ code, datasets, metrics }: Evidence): Name[] {
  const sets = new Set(datasets.map((key) => key.toLowerCase()));
  return [...code.named].flatMap(([name, values]) => {
    const words = nameWords(name).filter((word) => !SILENT.test(word));
    const measured = metrics.some((metric) => metric.key === name || words.every((word) => metric.words.has(word)));
    if (words.length === 0 || sets.has(name) || measured) return [];
    const phrase = phraseOf(words);
    const said = new RegExp(`(?<![\\p{L}\\d])${phrase}(?![\\p{L}\\d])`, "giu");
    const counted = new RegExp(`${COUNTED}${phrase}(?![\\p{L}\\d])`, "iu");
    return [{ name, words, values: [...values], said, counted }];
  });
}

/** “16 styles”, “K = 16 is the number of learned styles” */
const COUNTED = "^(?:[\\s-]+|\\s+(?:is|denotes)\\s+the\\s+number\\s+of\\s+(?:[\\p{L}-]+\\s+)?)";

/** A name as a text writes it. A word by itself is that word, one or many: “linear” is no `lines`. */
function phraseOf(words: readonly string[]): string {
  const [only] = words.length === 1 ? words : [];
  if (only !== undefined) return `${literally(only.replace(/s$/, ""))}(?:e?s)?`;
  return words.map((word) => `${literally(stem(word))}\\p{L}{0,4}`).join("[\\s_-]+");
}

const SAID_OF =
  /^(?:\s+(?:value|parameter|coefficient|factor|threshold|strength))?\s*(?:\([^()\d]{0,12}\)\s*)?(?:of|is|was|=|:|equals|(?:is\s+)?set to|at)?\s*(?:±|about|only)?\s*$/i;

function isBeside(sentence: Sentence, number: PrintedNumber, name: Name): boolean {
  const { words, said, counted } = name;
  const { text } = sentence;
  if (isAssignedTo(sentence, number, name)) return true;
  const before = text.slice(Math.max(0, number.start - 60), number.start);
  if (words.length === 1 && (words[0]!.length < 4 || COMMON.test(words[0]!))) return false;
  const last = [...before.matchAll(said)].at(-1);
  if (
    last &&
    !isNextItem(sentence, number) &&
    SAID_OF.test(before.slice(last.index + last[0].length)) &&
    last[0].length < before.length
  )
    return true;
  const behind = text.slice(endOf(number), endOf(number) + 60);
  return (
    Number.isInteger(number.value) && !isCounter(name.values) && (counted.test(behind) || isInitialled(behind, words))
  );
}

const WRITTEN = /(?<![\p{L}\d_^\\])([\p{L}][\p{L}\d_]*)\s*=\s*$/u;

/** “scale = 25”, “k = 5”, “α = 0.99” for a name of the code. A sample's size is called n anywhere. */
function isAssignedTo(sentence: Sentence, number: PrintedNumber, { name }: Name): boolean {
  const written = WRITTEN.exec(sentence.text.slice(Math.max(0, number.start - 60), number.start))?.[1]?.toLowerCase();
  if (written === undefined || (written === "n" && !isOfSetup(sentence))) return false;
  return GREEK.get(written) === name || (written === name && (name.length > 1 || Number.isInteger(number.value)));
}

/** What stands before the results, where no other value was tried yet. */
function isOverview({ passage }: Sentence): boolean {
  return passage.kind === "abstract" || /^(?:abstract|introduction)/i.test(passage.section);
}

/** “16 Beam Position Monitors” for `num_bpms` */
function isInitialled(behind: string, words: readonly string[]): boolean {
  const capitals = /^\s+((?:\p{Lu}\p{L}+[\s-]+){1,4}\p{Lu}\p{L}+)/u.exec(behind)?.[1];
  const initials = capitals
    ?.split(/[\s-]+/)
    .map((word) => word[0]!.toLowerCase())
    .join("");
  return words.length === 1 && initials !== undefined && (initials === words[0] || `${initials}s` === words[0]);
}

/** A number without a name, in a program where a single word is the name of another: it may be a second one of them. */
function isUnnamed(one: Case, { words }: Name, number: PrintedNumber): boolean {
  const named = [...one.evidence.code.named.values()].some((values) =>
    [...values].some((value) => isSame(number, value)),
  );
  return words.length === 1 && !named && isInCode(one, number);
}
