import { isOthers, namesInField } from "../research/author-names";
import type { Cited } from "../research/citation-check";
import { arxivOfDoi, bareArxiv, bareDoi } from "../research/reference";
import type { BibEntry } from "./bibliography";
import { printedText } from "./printed-text";

/** What an entry says that can be looked up. Undefined for one that names no work: no title, no DOI, no number. */
export function citedWorkOf({ type, title, authors, year, fields }: BibEntry): Cited | undefined {
  const doi = bareDoi(fields.doi) ?? bareDoi(/doi\.org\/\S+/.exec(fields.url ?? "")?.[0]);
  const arxiv = arxivIn(fields) ?? arxivOfDoi(doi);
  const plain = printedText(title);
  if (plain === "" && doi === undefined && arxiv === undefined) return undefined;
  const names = namesInField(authors).map(printedText).filter(Boolean);
  const number = Number(/\b(1[5-9]|20)\d\d\b/.exec(year)?.[0]);
  return {
    ...{ title: plain, authors: names, others: /\band\s+others\b/i.test(authors) || names.some(isOthers) },
    ...(number ? { year: number } : {}),
    ...(doi ? { doi } : {}),
    ...(arxiv ? { arxiv } : {}),
    isOfTheWeb: doi === undefined && arxiv === undefined && isOfTheWeb(type, fields),
  };
}

/** In one of the many places where a number at arXiv is written. Only what is said to be one is one: `12/2345678` is an issue. */
function arxivIn(fields: BibEntry["fields"]): string | undefined {
  const named = [fields.journal, fields.howpublished, fields.note, fields.volume, fields.url, fields.booktitle]
    .filter((text) => text !== undefined && /arxiv|corr|abs\//i.test(text))
    .join(" ");
  const eprint = /^(?:arxiv)?$/i.test(fields.archiveprefix ?? fields.eprinttype ?? "") ? fields.eprint : undefined;
  return bareArxiv(eprint) ?? bareArxiv(named);
}

function isOfTheWeb(type: string, fields: BibEntry["fields"]): boolean {
  if (/^(?:online|www|electronic|software|dataset|manual)$/.test(type)) return true;
  return (
    type === "misc" &&
    /https?:|\\url|www\./.test(`${fields.url ?? ""} ${fields.howpublished ?? ""} ${fields.note ?? ""}`)
  );
}
