import type { Rule } from "../rule";
import { duplicateBibKey } from "./duplicate-bib-key";
import { duplicateLabel } from "./duplicate-label";
import { emptySection } from "./empty-section";
import { figureUsedTwice } from "./figure-used-twice";
import { htmlRemnant } from "./html-remnant";
import { mismatchedEnvironment } from "./mismatched-environment";
import { missingFigure } from "./missing-figure";
import { placeholderLeft } from "./placeholder-left";
import { runNumberInProse } from "./run-number-in-prose";
import { sectionTwice } from "./section-twice";
import { unclosedBrace } from "./unclosed-brace";
import { unclosedEnvironment } from "./unclosed-environment";
import { unclosedMaths } from "./unclosed-maths";
import { undefinedCitation } from "./undefined-citation";
import { undefinedReference } from "./undefined-reference";
import { unescapedPercentAfterNumber } from "./unescaped-percent-after-number";

/** All rules; a new one is a file beside this and a line here. */
export const rules: readonly Rule[] = [
  unclosedEnvironment,
  mismatchedEnvironment,
  unclosedBrace,
  unclosedMaths,
  unescapedPercentAfterNumber,
  undefinedReference,
  undefinedCitation,
  duplicateLabel,
  duplicateBibKey,
  missingFigure,
  figureUsedTwice,
  sectionTwice,
  emptySection,
  placeholderLeft,
  runNumberInProse,
  htmlRemnant,
];
