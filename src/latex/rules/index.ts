import type { Rule } from "../rule";
import { duplicateBibKey } from "./duplicate-bib-key";
import { duplicateLabel } from "./duplicate-label";
import { emptySection } from "./empty-section";
import { figureUsedTwice } from "./figure-used-twice";
import { floatNotMentioned } from "./float-not-mentioned";
import { hiddenText } from "./hidden-text";
import { htmlRemnant } from "./html-remnant";
import { identityRevealed } from "./identity-revealed";
import { labelBeforeCaption } from "./label-before-caption";
import { malformedBibEntry } from "./malformed-bib-entry";
import { markdownRemnant } from "./markdown-remnant";
import { mismatchedEnvironment } from "./mismatched-environment";
import { missingAiStatement } from "./missing-ai-statement";
import { missingCaption } from "./missing-caption";
import { missingFigure } from "./missing-figure";
import { missingSection } from "./missing-section";
import { missingTie } from "./missing-tie";
import { outdatedFigure } from "./outdated-figure";
import { placeholderLeft } from "./placeholder-left";
import { referenceDiffers } from "./reference-differs";
import { referenceOfWrongKind } from "./reference-of-wrong-kind";
import { repeatedSentence } from "./repeated-sentence";
import { retractedReference } from "./retracted-reference";
import { runNumberInProse } from "./run-number-in-prose";
import { sectionTwice } from "./section-twice";
import { tableTooWide } from "./table-too-wide";
import { tooFewReferences } from "./too-few-references";
import { tooManyPages } from "./too-many-pages";
import { uncitedReference } from "./uncited-reference";
import { unclosedBrace } from "./unclosed-brace";
import { unclosedEnvironment } from "./unclosed-environment";
import { unclosedMaths } from "./unclosed-maths";
import { undefinedAcronym } from "./undefined-acronym";
import { undefinedCitation } from "./undefined-citation";
import { undefinedReference } from "./undefined-reference";
import { unescapedCharacter } from "./unescaped-character";
import { unescapedPercentAfterNumber } from "./unescaped-percent-after-number";
import { unresolvedReference } from "./unresolved-reference";

/** All rules; a new one is a file beside this and a line here. */
export const rules: readonly Rule[] = [
  unclosedEnvironment,
  mismatchedEnvironment,
  unclosedBrace,
  unclosedMaths,
  unescapedPercentAfterNumber,
  hiddenText,
  unescapedCharacter,
  undefinedReference,
  undefinedCitation,
  duplicateLabel,
  labelBeforeCaption,
  missingCaption,
  referenceOfWrongKind,
  duplicateBibKey,
  malformedBibEntry,
  unresolvedReference,
  referenceDiffers,
  retractedReference,
  missingFigure,
  outdatedFigure,
  figureUsedTwice,
  floatNotMentioned,
  tableTooWide,
  sectionTwice,
  emptySection,
  missingSection,
  placeholderLeft,
  runNumberInProse,
  repeatedSentence,
  htmlRemnant,
  markdownRemnant,
  undefinedAcronym,
  uncitedReference,
  tooFewReferences,
  missingTie,
  tooManyPages,
  missingAiStatement,
  identityRevealed,
];
