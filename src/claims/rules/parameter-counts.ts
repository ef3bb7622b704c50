import { allows } from "../agreement";
import { endOf } from "../binding";
import type { Case } from "../case";
import { isInCode } from "../look-up";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

/** “10.7M parameters”, “a capacity of 201,474 parameters against 148,226”. */
export function isParameterCount({ text }: Sentence, number: PrintedNumber): boolean {
  if (number.value < 1000 || number.percent || number.times || number.measure !== undefined) return false;
  const behind = text.slice(endOf(number), endOf(number) + 40);
  if (
    /^\s*(?:million\s+)?(?:trainable\s+|learnable\s+|model\s+|total\s+|additional\s+|extra\s+)*(?:parameters|params|weights)\b/i.test(
      behind,
    )
  )
    return true;
  return number.value >= 10_000 && /\b(?:parameters|parameter count)\b/i.test(text) && /,|[kM]$/.test(number.text);
}

/** Holds a number of trainable parameters against those that the runs recorded. */
export function judgeParameterCount(one: Case, sentence: Sentence, number: PrintedNumber): Verdict {
  const { prose, text } = sentence;
  const place = { about: "fact" as const, ...sourceSpan(prose, number.start, number.end) };
  const counts = [...new Set(one.evidence.runs.flatMap(({ environment }) => environment?.trainableParameters ?? []))];
  const differences = counts
    .flatMap((count) => counts.map((other) => count - other))
    .filter((difference) => difference > 0);
  const more = /\b(?:additional|extra|more|adds?|additionally|saves?|saving|fewer|less|removes?|removing)\b/i.test(
    text,
  );
  const fits = [...counts, ...(more ? differences : [])].some((count) => allows(number, count));
  if (fits || isInCode(one, number)) return { kind: "supported", ...place, message: "" };
  if (counts.length === 0 || isOfOthers(sentence)) return { kind: "not-checkable", ...place, message: "" };
  return {
    kind: "contradicted",
    ...place,
    message: `The runs recorded ${counts.map((count) => count.toLocaleString("en")).join(", ")} trainable parameters, not ${number.text}.`,
    evidence: `env.json: trainableParameters ${counts.join(", ")}`,
  };
}
