import { isInPercent, isShare } from "../agreement";
import { clauseEnd, clauseStart, endOf } from "../binding";
import { type Candidate, describe, measuredIn, restsOn } from "../candidates";
import type { Case } from "../case";
import type { RunEvidence } from "../evidence";
import type { Mention } from "../mentions";
import type { PrintedNumber } from "../printed-number";
import type { Sentence } from "../sentence";
import { kindsNamed } from "../set-kinds";
import { runsSpokenOf } from "../shown-run";
import type { Verdict } from "../verdict";
import { comparisonVerdict, isAsserted } from "./in-words";

/** What is printed as 100 %. */
const WHOLE = 0.995;

/** “X achieves 100% accuracy on arithmetic tasks”: on each that is of the kind, by some run that may be meant. */
export function kindShares(one: Case, sentence: Sentence): Verdict[] {
  if (one.kinds.length === 0) return [];
  const kinds = kindsNamed(sentence.text, one.kinds);
  return sentence.numbers.flatMap((number) => {
    const kind = isWhole(number) ? kindBeside(sentence, number, kinds) : undefined;
    const metric = sentence.metrics.find(({ start, end }) => isNear(start, end, number));
    const shares = one.evidence.metrics.filter(({ key }) => metric?.ids.includes(key)).filter(isShare);
    const runs = runsMeant(one, sentence, number);
    if (!kind || shares.length === 0 || runs.length === 0) return [];
    if (!isAsserted(sentence, number.start, number.end)) return [];
    const told = runs.flatMap((run) =>
      shares.map((share) => {
        const own = { runs: [String(run.number)], datasets: kind.ids, metrics: [share.key] };
        return measuredIn(one.evidence, own).filter((found) => !isAtWhole(found));
      }),
    );
    const [mildest] = told.toSorted((some, other) => some.length - other.length);
    if (!mildest?.[0]) return [];
    const message = `${number.text}% on ${sentence.text.slice(kind.start, kind.end)} is more than the data say: ${describe(mildest[0])}.`;
    const [from, to] = [Math.min(number.start, kind.start), Math.max(endOf(number), kind.end)];
    return [{ ...comparisonVerdict(sentence, "overclaimed", from, to, message), ...restsOn(mildest) }];
  });
}

function isWhole({ value, percent, hedge }: PrintedNumber): boolean {
  return percent && value === 100 && hedge === undefined;
}

function isAtWhole({ value, metric }: Candidate): boolean {
  return value / (isInPercent(metric) ? 100 : 1) >= WHOLE;
}

function isNear(start: number, end: number, number: PrintedNumber): boolean {
  return (start >= number.end && start - number.end <= 12) || (end <= number.start && number.start - end <= 12);
}

/** “100% accuracy on arithmetic tasks”, “arithmetic tasks reach 100%”, within one clause and with no other number between. */
function kindBeside(sentence: Sentence, number: PrintedNumber, kinds: readonly Mention[]): Mention | undefined {
  const { text } = sentence;
  const [from, to] = [clauseStart(sentence, number.start), clauseEnd(sentence, number.end)];
  const behind = kinds.find(
    ({ start, end }) =>
      start >= number.end &&
      end <= to &&
      /^%?\)?[^.;:,()\d]{0,40}\b(?:on|across|for|in)\s+(?:the\s+|all\s+|modular\s+){0,3}$/i.test(
        text.slice(number.end, start),
      ),
  );
  const before = kinds.findLast(({ start, end }) => start >= from && end <= number.start);
  const doing = before && REACHING.test(text.slice(before.end, number.start));
  return behind ?? (doing ? before : undefined);
}

const REACHING =
  /^\s+(?:\([^()]{0,40}\)\s+)?(?:\p{L}+ly\s+|all\s+)*(?:achiev|reach|attain|obtain|get)\p{L}*\s+[^.;:,\d]{0,40}$/iu;

/** The run that does it; where none is named, those that the paper may speak of. */
function runsMeant(one: Case, sentence: Sentence, number: PrintedNumber): readonly RunEvidence[] {
  const { runs, text } = sentence;
  if (runs.length === 0) return runsSpokenOf(one, sentence);
  const doing = runs.findLast(({ end }) => end <= number.start);
  if (doing?.ids.length !== 1 || !REACHING.test(text.slice(doing.end, number.start))) return [];
  return one.evidence.runs.filter((run) => String(run.number) === doing.ids[0]);
}
