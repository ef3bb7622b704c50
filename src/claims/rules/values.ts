import { restsOn } from "../candidates";
import type { Case } from "../case";
import { isRecorded, isWritten } from "../look-up";
import { isCustomary } from "../ordinary";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isOfOthers } from "../sections";
import type { Sentence } from "../sentence";
import { subjectOf } from "../subject";
import type { Verdict } from "../verdict";
import { judgeDifference } from "./differences";
import { spreadVerdict } from "./spreads";
import { earlierMatch, misattributed, orAnothers, type Say, unsupported } from "./unsupported-values";
import { turnedDifference, wrongWay } from "./value-directions";
import { supportFor } from "./value-support";

/** Judges a number that states what something measured came to. */
export function judgeValue(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  subject = subjectOf(one, sentence, number),
): Verdict {
  const { prose } = sentence;
  const verdict = (kind: Verdict["kind"], message: string, rest: Partial<Verdict> = {}): Verdict => ({
    kind,
    about: "number",
    ...sourceSpan(prose, number.start, number.end),
    message,
    ...rest,
  });
  if (isAssigned(sentence, number) && !isOfOthers(sentence)) return judgeAssigned(one, number, verdict);
  const turned = turnedDifference(one, sentence, number, subject);
  if (turned) return verdict("wrong-direction", turned, { about: "comparison" });
  const difference = judgeDifference(one, sentence, number, subject, verdict);
  if (difference) return difference;
  const fitting = supportFor(one, sentence, number, subject);
  if (fitting)
    return (
      wrongWay(one, sentence, number, fitting) ??
      spreadVerdict(prose, number, fitting) ??
      verdict("supported", "", fitting[0] && restsOn([fitting[0]]))
    );
  if (isOfOthers(sentence)) return verdict("not-checkable", "");
  const stale = earlierMatch(one, number, subject);
  if (stale) return verdict("stale", stale.message, stale.rest);
  const found =
    misattributed(one, sentence, number, subject, verdict) ?? unsupported(one, sentence, number, subject, verdict);
  return found.kind === "not-found" ? orAnothers(one, number, subject, found) : found;
}

/** “γ = 0.995”: what a symbol stands for is a setting, not a result. */
export function isAssigned({ text }: Sentence, { start, spread, percent }: PrintedNumber): boolean {
  return (
    !spread &&
    !percent &&
    /(?:^|[\s(,;$])(?:\p{Script=Greek}\w{0,6}|[a-zA-Z])(?:_\w{1,6})?\s*(?:=|:=)\s*$/u.test(
      text.slice(Math.max(0, start - 14), start),
    )
  );
}

function judgeAssigned(one: Case, number: PrintedNumber, say: Say): Verdict {
  if (isWritten(one, number) || isCustomary(number) || isRecorded(one, number) || one.evidence.code.literals.size === 0)
    return say("supported", "");
  return say("not-found", `No line of the code has the number ${number.text}.`, { about: "fact" });
}
