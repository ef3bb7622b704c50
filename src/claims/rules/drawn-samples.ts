import type { Case } from "../case";
import { sourceSpan } from "../paper-text";
import { type PrintedNumber, printedLike } from "../printed-number";
import { isIntroductory } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { asPrinted, isElsewhere, isNotedBeside, isSame } from "./settings";

const SAMPLES =
  /^\s*(?:(?:new|random|randomly|synthetic|generated|sampled|test|drawn|hidden)\s+){0,3}(?:samples|points|images|examples|states|sequences)\b/i;
/** “to generate 1,000 samples”, “inference time for 1,000 samples”, “averaged over 1,000 samples” */
const GENERATED =
  /\b(?:generat(?:e|es|ing)|draw(?:ing)?|synthesi[sz]\w*|produc(?:e|ing)|inference(?:\s+times?)?\s+(?:for|of|on)|(?:metrics|averag\w*|evaluat\w*|divergence)\b[^.;:]{0,24}\b(?:over|on|from|with|using)|times?[^.;]{0,24}\bper)\s+(?:a total of\s+)?$/i;
const RANDOM = /^\s*random(?:ly)?\b/i;

/** What code calls how many are generated, and how many examples there are at all. */
const COUNTED =
  /^(?:eval(?:uation)?_batch_size|\w*samples?(?:_size|_train|_test)?|sample_size|n|(?:n|num)_(?:points|images|examples|gen\w*|eval|test)|\w*dataset_size)$/;
/** What takes how many are drawn from what is there. */
const DRAWING = /^(?:choice|sample|randperm|subsample|choices)$/;

/** “inference time for 1,000 samples” where the code generates 10,000; “500 randomly sampled states” where it draws 1000. */
export function judgeDrawnSamples(one: Case, sentence: Sentence, number: PrintedNumber): Verdict | undefined {
  const { text, prose, passage } = sentence;
  if (number.percent || number.decimal || number.value < 10 || number.times) return undefined;
  const behind = text.slice(number.end, number.end + 60);
  const before = text.slice(Math.max(0, number.start - 70), number.start);
  if (!SAMPLES.test(behind) || isElsewhere(sentence) || isIntroductory(passage.section)) return undefined;
  const { named, positional } = one.evidence.code;
  const known = RANDOM.test(behind)
    ? valuesOf(positional, DRAWING)
    : GENERATED.test(before)
      ? valuesOf(named, COUNTED)
      : [];
  if (known.length === 0 || known.length > 4) return undefined;
  const place = { about: "fact" as const, ...sourceSpan(prose, number.start, number.end) };
  if (known.some((size) => isSame(number, size))) return { kind: "supported", ...place, message: "" };
  if (isNotedBeside(one, number, ["samples", "points"])) return undefined;
  const correction = known.length === 1 ? printedLike(number, known[0]!) : undefined;
  return {
    kind: "contradicted",
    ...place,
    message: `The code draws ${known.join(" or ")}, not ${asPrinted(number)}.`,
    ...(correction !== undefined && { correction }),
  };
}

function valuesOf(values: ReadonlyMap<string, ReadonlySet<number>>, pattern: RegExp): number[] {
  const all = [...values].flatMap(([name, found]) => (pattern.test(name) ? [...found] : []));
  return [...new Set(all.filter((value) => value >= 10))];
}
