import { allowsSize } from "../agreement";
import { NOTHING } from "../binding";
import type { Case } from "../case";
import { type ChangeSubject, changesFor, everyRun } from "../change-subject";
import { type Change, restsOnChange } from "../derived";
import { type PrintedNumber, significantDigits } from "../printed-number";
import { isReference } from "../references";
import { goes, type Relation } from "../relation";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { matchingChanges } from "./change-sizes";
import type { Say } from "./unmatched-changes";

/** Those that do not go the other way than the words say. */
export function onItsWay({ times }: PrintedNumber, { way }: Relation, changes: readonly Change[]): readonly Change[] {
  return times ? changes : changes.filter(({ metric, value, from }) => goes(way, metric, value - from) !== false);
}

/** “On A it lowers it by a further 19.0 (42.1%)”: from a run that the sentence does not name. Three digits do not fit some pair by chance. */
export function ofUnnamedPair(
  one: Case,
  { text, runs }: Sentence,
  number: PrintedNumber,
  relation: Relation,
  subject: ChangeSubject,
  say: Say,
): Verdict | undefined {
  const { datasets, metrics } = subject;
  const isNamed = runs.some((mention) => isReference(text, mention));
  if (isNamed || metrics.ids.length === 0 || significantDigits(number) < 3) return undefined;
  const looked = {
    ...subject,
    runs: NOTHING,
    datasets: datasets.how === "carried" ? NOTHING : datasets,
    references: everyRun(one),
  };
  const [change] = onItsWay(number, relation, matchingChanges(number, relation, changesFor(one, looked)));
  return change && say("supported", "", restsOnChange(change));
}

/** “5.852 (11.5%) from the one and 19.02 (42.1%) from the other”: amount and percentage are those of one change. */
export function besideItsAmount(
  one: Case,
  sentence: Sentence,
  number: PrintedNumber,
  relation: Relation,
  subject: ChangeSubject,
  say: Say,
): Verdict | undefined {
  const amount = amountBeside(sentence, number);
  if (!amount) return undefined;
  const { datasets } = subject;
  const looked = {
    ...subject,
    runs: NOTHING,
    datasets: datasets.how === "attached" ? datasets : NOTHING,
    references: everyRun(one),
  };
  const [change] = matchingChanges(number, relation, changesFor(one, looked)).filter(({ value, from }) =>
    allowsSize(amount, value - from),
  );
  return change && say("supported", "", restsOnChange(change));
}

/** The amount of which a percentage in brackets stands behind. */
export function amountBeside({ text, numbers }: Sentence, number: PrintedNumber): PrintedNumber | undefined {
  const amount = numbers[numbers.indexOf(number) - 1];
  const isBeside = amount && !amount.percent && /^\s*\(\s*$/.test(text.slice(amount.end, number.start));
  return number.percent && isBeside && significantDigits(amount) >= 3 ? amount : undefined;
}
