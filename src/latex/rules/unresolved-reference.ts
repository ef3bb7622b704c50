import { fieldsIn } from "../bib-fields";
import type { LatexPaper } from "../paper";
import type { Finding, Rule } from "../rule";

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

/** `verified = {your bibliography, 2026-03-01; not verified}`, as entries have it that were made while nobody answered. */
function notVerified({ bibliographies, checked }: LatexPaper): Finding[] {
  const known = new Set(checked.filter(({ check }) => check.verdict !== "unknown").map(({ entry }) => entry));
  return bibliographies.flatMap((source) =>
    source.entries
      .filter((entry) => !known.has(entry))
      .flatMap((entry): Finding[] => {
        const said = fieldsIn(source.text, entry).fields.find(({ name }) => name === "verified");
        if (!said || !/\bnot verified\s*[}"]?$/.test(source.text.slice(said.start, said.end))) return [];
        const message = `“${entry.name}” is not verified: it was taken from your own files when nobody could be asked about it. Verify Citations looks it up.`;
        return [{ source, start: entry.key.start, end: entry.key.end, message, severity: "warning" }];
      }),
  );
}
