import type { LatexPaper } from "../paper";
import type { Finding, Rule } from "../rule";
import { stillSaying } from "../verified-notes";

/**
 * A reference that no service has: an invented one, or one whose title is not its own. Pages of the web need be nowhere. One that came
 * from the researcher's own files while nobody could be asked is a warning until it is looked up.
 */
export const unresolvedReference: Rule = {
  id: "unresolved-reference",
  severity: "error",
  check: (paper) => [...foundNowhere(paper), ...notVerified(paper)],
};

function foundNowhere({ checked }: LatexPaper): Finding[] {
  return checked
    .filter(({ check }) => check.verdict === "not-found")
    .map(({ source, entry, cited, check }) => {
      const { start, end } = entry.key;
      const leads = check.leadsTo === undefined ? "" : ` Its DOI or number is that of “${check.leadsTo}”.`;
      const message = `“${entry.name}” was found nowhere: no “${cited.title || cited.doi || cited.arxiv}” in ${check.where} (asked on ${check.on}).${leads}`;
      return cited.isOfTheWeb ? { source, start, end, message, severity: "info" } : { source, start, end, message };
    });
}

/** Entries that were made while nobody answered, until somebody does. */
function notVerified(paper: LatexPaper): Finding[] {
  const known = new Set(paper.checked.filter(({ check }) => check.verdict !== "unknown").map(({ entry }) => entry));
  return stillSaying("not verified", paper, known, ({ name }) => ({
    message: `“${name}” is not verified: it was taken from your own files when nobody could be asked about it. Verify Citations looks it up.`,
    severity: "warning",
  }));
}
