import type { Rule } from "../rule";

/** A reference that no service has: an invented one, or one whose title is not its own. Pages of the web need be nowhere. */
export const unresolvedReference: Rule = {
  id: "unresolved-reference",
  severity: "error",
  check: (paper) =>
    paper.checked
      .filter(({ check }) => check.verdict === "not-found")
      .map(({ source, entry, cited, check }) => {
        const { start, end } = entry.key;
        const leads = check.leadsTo === undefined ? "" : ` Its DOI or number is that of “${check.leadsTo}”.`;
        const message = `“${entry.name}” was found nowhere: no “${cited.title || cited.doi || cited.arxiv}” in ${check.where} (asked on ${check.on}).${leads}`;
        return cited.isOfTheWeb ? { source, start, end, message, severity: "info" } : { source, start, end, message };
      }),
};
