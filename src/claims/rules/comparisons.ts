import type { Case } from "../case";
import { relationsIn } from "../relation";
import { isIntroductory, isOfOthers, isOutlook } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";
import { alsoThere } from "./also-there";
import { bestOfSome } from "./best-of-some";
import { isAsserted, isOurs } from "./in-words";
import { kindShares } from "./kind-shares";
import { largeWords } from "./large-words";
import { largestChanges } from "./largest-changes";
import { majorities } from "./majorities";
import { multiples } from "./multiples";
import { onlyOnes, onlyThere } from "./only-ones";
import { otherSets } from "./other-sets";
import { partialLeads } from "./partial-leads";
import { partials } from "./partials";
import { perfectShares } from "./perfect-shares";
import { places } from "./places";
import { plainComparisons } from "./plain-comparisons";
import { plainMoves } from "./plain-moves";
import { printedComparisons } from "./printed-comparisons";
import { printedVersus } from "./printed-versus";
import { ranks } from "./ranks";
import { setComparisons } from "./set-comparisons";
import { setOrders } from "./set-orders";
import { significances } from "./significance";
import { successClaims } from "./success-claims";
import { thresholds } from "./thresholds";
import { allMeasures, universals } from "./universals";
import { valuedComparisons } from "./valued-comparisons";

/** Judges what a sentence says in words alone: better on all, significantly lower, better than another run. */
export function judgeComparisons(one: Case, sentence: Sentence): Verdict[] {
  const { text, passage } = sentence;
  if (
    one.evidence.runs.length < 2 ||
    isOfOthers(sentence) ||
    isIntroductory(passage.section) ||
    isOutlook(passage.section)
  )
    return [];
  if (sentence.cites && !isOurs(text)) return [];
  const relations = relationsIn(text).filter(
    ({ way, start, end }) =>
      way !== "changed" &&
      isAsserted(sentence, start, end) &&
      !sentence.runs.some((name) => name.start <= start && end <= name.end),
  );
  return [
    ...universals(one, sentence, relations),
    ...partials(one, sentence, relations),
    ...partialLeads(one, sentence),
    ...bestOfSome(one, sentence),
    ...significances(one, sentence),
    ...majorities(one, sentence, relationsIn(text)),
    ...setComparisons(one, sentence, relations),
    ...setOrders(one, sentence),
    ...successClaims(one, sentence),
    ...otherSets(one, sentence, relations),
    ...ranks(one, sentence),
    ...places(one, sentence),
    ...onlyOnes(one, sentence, relations),
    ...onlyThere(one, sentence, relations),
    ...alsoThere(one, sentence, relations),
    ...largestChanges(one, sentence),
    ...largeWords(one, sentence, relations),
    ...printedComparisons(sentence),
    ...printedVersus(one, sentence, relations),
    ...perfectShares(one, sentence),
    ...kindShares(one, sentence),
    ...plainComparisons(one, sentence, relations),
    ...valuedComparisons(one, sentence, relations),
    ...plainMoves(one, sentence, relations),
    ...allMeasures(one, sentence, relations),
    ...multiples(one, sentence),
    ...thresholds(one, sentence),
  ];
}
