import type { BibEntryPlace } from "../bib-entries";
import { fieldsIn } from "../bib-fields";
import { citationsOf } from "../citations";
import type { Bibliography } from "../paper";
import type { Finding, Rule } from "../rule";

const NEED_AUTHORS =
  /^(?:article|inproceedings|conference|incollection|inbook|book|phdthesis|mastersthesis|techreport|unpublished)$/;
const NEED_TITLE = /^(?!periodical|set|xdata)/;
const AUTHORS = ["author", "editor", "organization", "institution", "key"];
const YEARS = ["year", "date"];
const DATED = /^(?:article|inproceedings|conference|incollection|inbook|book|phdthesis|mastersthesis|techreport)$/;

/** An entry that BibTeX cannot read, or that lacks what its kind must have. */
export const malformedBibEntry: Rule = {
  id: "malformed-bib-entry",
  severity: "error",
  check({ parts, bibliographies }) {
    const cited = new Set(parts.flatMap(citationsOf).map(({ key }) => key));
    return bibliographies.flatMap((source) => source.entries.flatMap((entry) => faultsOf(source, entry, cited)));
  },
};

function faultsOf(source: Bibliography, entry: BibEntryPlace, cited: ReadonlySet<string>): Finding[] {
  const head = { source, start: entry.start, end: entry.key.end };
  if (!entry.complete)
    return [{ ...head, message: `The entry “${entry.name}” is never closed, so BibTeX loses it and what follows.` }];
  if (entry.name === "") return [{ ...head, message: `This @${entry.type} has no key, so nothing can cite it.` }];
  const { fields, fault } = fieldsIn(source.text, entry);
  if (fault)
    return [
      {
        source,
        start: fault.start,
        end: fault.end,
        message: `BibTeX cannot read the entry “${entry.name}”: ${fault.message}.`,
      },
    ];
  const missing = missingIn(
    entry.type,
    new Set(fields.filter(({ start, end }) => end - start > 2 || source.text[start] !== "{").map(({ name }) => name)),
  );
  if (missing.length === 0) return [];
  return [
    {
      ...head,
      severity: cited.has(entry.name) ? "warning" : "info",
      message: `The entry “${entry.name}” has no ${missing.join(" and no ")}, so the reference is printed without.`,
    },
  ];
}

/** What its kind must have and it has not. */
function missingIn(type: string, names: ReadonlySet<string>): string[] {
  if (names.has("crossref") || names.has("xdata")) return [];
  return [
    ...(NEED_AUTHORS.test(type) && !AUTHORS.some((name) => names.has(name)) ? ["author"] : []),
    ...(NEED_TITLE.test(type) && !names.has("title") ? ["title"] : []),
    ...(DATED.test(type) && !YEARS.some((name) => names.has(name)) ? ["year"] : []),
  ];
}
