import { allows } from "../agreement";
import { endOf } from "../binding";
import { type Candidate, describe, restsOn, shortly } from "../candidates";
import type { Case } from "../case";
import { changesIn } from "../derived";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isReference } from "../references";
import { goes, relationsIn, type Way } from "../relation";
import type { Sentence } from "../sentence";
import type { Subject } from "../subject";
import type { Verdict } from "../verdict";

const TOWARDS =
  /\b(improv\w*|reduc\w*|lower(?:s|ed|ing)|decreas\w*|rais(?:es|ed|ing)|increas\w*|drop\w*|falls?|fell|ris(?:es|en|ing)|rose|climb\w*|shr[aiu]nk\w*|gr(?:ow|ew)\w*|widen\w*|narrow\w*)\s+(?:[^.;,\d]{0,40},?\s)?to\s*(?:about\s+|just\s+|only\s+)?$/i;

/** “slower grokking (793 steps)” */
const BESIDE =
  /\b(faster|slower|lower|higher|better|worse|longer|shorter)\s+(?:(?!than\b|over\b)[\p{L}-]+\s+){0,4}\(\s*$/iu;

/** “slightly better than the baseline's, at 23.7%” */
const THAN_BASELINE =
  /\b(better|worse|lower|higher|faster|slower|shorter|longer)\s+than\s+(?:that\s+of\s+|those\s+of\s+|in\s+|for\s+|with\s+)?(?:the\s+)?baseline(?:['’]s)?,?\s+(?:at|with|reaching|namely)\s+$/i;

/** In “better (1.47 vs 1.73)” it is better than what stands behind it, which is looked at as a pair. */
function isAgainst(behind: string): boolean {
  return /^\s*%?\s*(?:vs\.?|versus|against|compared (?:to|with))\s/.test(behind);
}

/** “lowers it to 7.16” where every other run has less. */
export function wrongWay(
  { evidence }: Case,
  sentence: Sentence,
  number: PrintedNumber,
  fitting: readonly Candidate[],
): Verdict | undefined {
  const [found] = fitting;
  const { text, prose } = sentence;
  const before = text.slice(0, number.start);
  const told = THAN_BASELINE.exec(before);
  const match = told ?? TOWARDS.exec(before) ?? (isAgainst(text.slice(endOf(number))) ? null : BESIDE.exec(before));
  const way = match && relationsIn(match[0])[0]?.way;
  if (!found || !way || found.dataset === undefined || /\bfrom\s+[\d.]/.test(match[0])) return undefined;
  const others = evidence.runs.flatMap((run) =>
    run === found.run ? [] : (run.value(found.dataset!, found.metric.key)?.mean ?? []),
  );
  const nowhere = others.length >= 2 && others.every((other) => goes(way, found.metric, found.value - other) === false);
  const start = baselineOf(evidence, found);
  const back =
    start !== undefined &&
    (told !== null || isFromBaseline(sentence)) &&
    fitting.every((one) => isTurned(evidence, one, way));
  if (!nowhere && !back) return undefined;
  return {
    kind: "wrong-direction",
    about: "comparison",
    ...sourceSpan(prose, match.index, number.end),
    message: `“${match[1]}” does not fit: ${describe(found)}, ${nowhere ? "and no other run has a value on that side of it" : `and the baseline has ${shortly(start!)}`}.`,
    ...restsOn([found]),
  };
}

function baselineOf({ runs }: Case["evidence"], { dataset, metric }: Candidate): number | undefined {
  return dataset === undefined ? undefined : runs.find((run) => run.number === 0)?.value(dataset, metric.key)?.mean;
}

/** Whether the baseline lies on the other side of a value than the words say. */
function isTurned(evidence: Case["evidence"], one: Candidate, way: Way): boolean {
  const start = baselineOf(evidence, one);
  return start !== undefined && one.run.number !== 0 && goes(way, one.metric, one.value - start) === false;
}

/** Nothing says that it is compared with anything but the baseline. */
function isFromBaseline({ text, runs }: Sentence): boolean {
  return (
    new Set(runs.flatMap(({ ids }) => ids).filter((id) => id !== "0")).size < 2 &&
    !/\b(?:further|again|back|then|even(?= (?:further|more))|compared|relative|than|from|over|in turn|instead|adding|additionally|without|removing|once|when|if)\b/i.test(
      text,
    )
  );
}

/** “437 steps fewer than the baseline” where it is 437 more. */
export function turnedDifference(
  { evidence }: Case,
  { text, runs }: Sentence,
  number: PrintedNumber,
  subject: Subject,
): string | undefined {
  const word =
    /^\s*(?:[\p{L}]+\s+)?(fewer|more|less|higher|lower|longer|slower|faster|earlier|later|sooner)\b(?:\s+than\b|\s*[.,;)]|\s+(?:for|on|in)\b)/u.exec(
      text.slice(endOf(number)),
    )?.[1];
  if (word === undefined || number.percent || number.times || subject.runs.ids.length === 0) return undefined;
  const references = runs.filter((mention) => isReference(text, mention)).flatMap(({ ids }) => ids);
  const selection = { runs: subject.runs.ids, datasets: subject.datasets.ids, metrics: subject.metrics.ids };
  const changes = changesIn(evidence, selection, references.length > 0 ? references : ["0"], subject.reading.averaged);
  const meant = changes.filter(({ value, from }) =>
    allows({ ...number, value: Math.abs(number.value) }, Math.abs(value - from)),
  );
  const way = /fewer|less|lower|earlier|sooner|faster/.test(word) ? "down" : "up";
  if (meant.length === 0 || meant.some(({ metric, value, from }) => goes(way, metric, value - from) !== false))
    return undefined;
  const { metric, dataset, value, from } = meant[0]!;
  return `“${word}” does not fit: ${metric.key}${dataset === undefined ? "" : ` on ${dataset}`} goes from ${shortly(from)} to ${shortly(value)}.`;
}
