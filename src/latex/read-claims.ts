import { caseFor } from "../claims/learned-names";
import { judgeReadings } from "../claims/readings/judge-readings";
import { linesRead } from "../claims/readings/lines-read";
import { withReadings } from "../claims/readings/with-readings";
import type { LineRead } from "../research/read-paper";
import { type ClaimLibrary, type JudgedPart, judgedParts } from "./claim-problems";
import type { LatexDocument } from "./document";
import { numberMacros } from "./number-macros";
import { paperTextOf } from "./paper-text";

/** The claims of a paper, and how many statements of it a model has read, of those that the data tell something of. */
export type ReadParts = { readonly parts: readonly JudgedPart[]; readonly read: number };

/** Every claim by the rules, and by what a model read of the lines that still stand as they did. Never throws. */
export function judgedAsRead(
  parts: readonly LatexDocument[],
  library: ClaimLibrary,
  read: readonly LineRead[],
): ReadParts {
  const byRules = judgedParts(parts, library);
  if (read.length === 0) return { parts: byRules, read: 0 };
  const macros = numberMacros(parts);
  const texts = parts.map((part) => paperTextOf(part, macros));
  const { verdicts } = judgeReadings(caseFor(library, texts), linesRead(texts, read));
  const both = byRules.map(({ part, verdicts: rules }, index) => ({
    part,
    verdicts: withReadings(
      rules,
      verdicts.filter(({ file }) => file === index),
    ),
  }));
  return { parts: both, read: verdicts.filter(({ kind }) => kind !== "not-checkable").length };
}
