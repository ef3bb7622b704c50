import { allows } from "../agreement";
import { endOf } from "../binding";
import type { Case } from "../case";
import { isInCode } from "../look-up";
import { parametersInNotes } from "../noted-parameters";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

/** “10.7M parameters”, “a capacity of 201,474 parameters against 148,226”. */
export function isParameterCount({ text }: Sentence, number: PrintedNumber): boolean {
  if (isRatio(text, number)) return true;
  if (
    (number.value < 1000 && !isInMillions(text, number)) ||
    number.percent ||
    number.times ||
    number.measure !== undefined
  )
    return false;
  const behind = text.slice(endOf(number), endOf(number) + 40);
  if (
    /^\s*(?:million\s+)?(?:trainable\s+|learnable\s+|model\s+|total\s+|additional\s+|extra\s+)*(?:parameters|params|weights)\b/i.test(
      behind,
    )
  )
    return true;
  return number.value >= 10_000 && /\b(?:parameters|parameter count)\b/i.test(text) && /,|[kM]$/.test(number.text);
}

/** “10.7 million parameters” */
function isInMillions(text: string, number: PrintedNumber): boolean {
  return number.measure === undefined && /^\s*million\b/i.test(text.slice(endOf(number)));
}

/** “3.6 times as many parameters” */
function isRatio(text: string, number: PrintedNumber): boolean {
  return (
    number.times &&
    /^\s*(?:times|[×x])?\s*(?:as many|more|the)\s+(?:(?:trainable|learnable|model|total)\s+)?(?:number of\s+)?(?:parameters|params|weights)\b/i.test(
      text.slice(number.end),
    )
  );
}

/** Holds a number of trainable parameters against those that the runs recorded. */
export function judgeParameterCount(one: Case, sentence: Sentence, number: PrintedNumber): Verdict {
  const { prose, text } = sentence;
  const place = { about: "fact" as const, ...sourceSpan(prose, number.start, number.end) };
  const recorded = one.evidence.runs.flatMap(({ environment }) => environment?.trainableParameters ?? []);
  const noted = parametersInNotes(one.evidence.notes);
  const counts = [...new Set([...recorded, ...noted])];
  const differences = counts
    .flatMap((count) => counts.map((other) => count - other))
    .filter((difference) => difference > 0);
  const more = /\b(?:additional|extra|more|adds?|additionally|saves?|saving|fewer|less|removes?|removing)\b/i.test(
    text,
  );
  const ratios = counts.flatMap((count) => counts.map((other) => count / other));
  const printed = isInMillions(text, number)
    ? { ...number, value: 1e6 * number.value, unit: 1e6 * number.unit }
    : number;
  const known = number.times ? ratios : [...counts, ...(more ? differences : [])];
  if (known.some((count) => allows(printed, count)) || isInCode(one, printed))
    return { kind: "supported", ...place, message: "" };
  // Notes may tell the size of the baseline alone.
  const ofVariant = recorded.length === 0 && sentence.runs.some(({ ids }) => !ids.includes("0"));
  if (counts.length === 0 || isOfOthers(sentence) || (ofVariant && !number.times))
    return { kind: "not-checkable", ...place, message: "" };
  return {
    kind: "contradicted",
    ...place,
    message: `The ${recorded.length > 0 ? "runs recorded" : "notes have"} ${counts.map((count) => count.toLocaleString("en")).join(", ")} trainable parameters, not ${saidOf(text, number)}.`,
    evidence: `${recorded.length > 0 ? "env.json: trainableParameters" : "notes.txt: parameters"} ${counts.join(", ")}`,
  };
}

function saidOf(text: string, number: PrintedNumber): string {
  if (number.times) return `${number.text} times as many`;
  return isInMillions(text, number) ? `${number.text} million` : number.text;
}
