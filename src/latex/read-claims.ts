import { caseFor } from "../claims/learned-names";
import { judgeOfLines } from "../claims/readings/lines-read";
import { withReadings } from "../claims/readings/with-readings";
import type { LineRead } from "../research/read-paper";
import { type ClaimLibrary, type JudgedPart, judgedParts } from "./claim-problems";
import type { LatexDocument } from "./document";
import { paperTextOf } from "./paper-text";
import { printedMacros } from "./printed-macros";

/** The claims of a paper, and how many statements of it a model has read, of those that the data tell something of. */
export type ReadParts = { readonly parts: readonly JudgedPart[]; readonly read: number };

/**
 * Judges the claims of a paper by the rules, and by what a model read of the lines that still stand as they did. Worth keeping while
 * the results and the readings stay what they are. Never throws.
 */
export function claimsJudge(
  library: ClaimLibrary,
  read: readonly LineRead[],
): (parts: readonly LatexDocument[]) => ReadParts {
  const judgeLines = judgeOfLines(read);
  return (parts) => {
    const byRules = judgedParts(parts, library);
    const macros = printedMacros(parts);
    const texts = parts.map((part) => paperTextOf(part, macros));
    const verdicts = judgeLines(caseFor(library, texts), texts);
    const both = byRules.map(({ part, verdicts: rules }, index) => ({
      part,
      verdicts: withReadings(
        rules,
        verdicts.filter(({ file }) => file === index),
      ),
    }));
    return { parts: both, read: verdicts.filter(({ kind }) => kind !== "not-checkable" && kind !== "doubted").length };
  };
}
