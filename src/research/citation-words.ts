import type { CitationCheck, WrongField } from "./citation-check";

/** What a check found out, a sentence a line, the verdict first. */
export function wordsOfCheck(check: CitationCheck): string[] {
  const { verdict, wrong, where, on, retracted, leadsTo, problem } = check;
  const verdicts = {
    verified: `Verified: ${where}.`,
    differs: `The record differs (${where}).`,
    "not-found": `Found nowhere. Asked on ${on}: ${where}.`,
    unknown: `Could not be looked up on ${on}. ${problem ?? ""}`.trim(),
  };
  return [
    ...(retracted ? ["Retracted: it was withdrawn by its authors or its journal."] : []),
    verdicts[verdict],
    ...(retracted === undefined && (verdict === "verified" || verdict === "differs") ? [UNTOLD] : []),
    ...wrong.map(wordsOfWrong),
    ...(leadsTo !== undefined ? [`Its DOI or number is that of “${leadsTo}”.`] : []),
  ];
}

const UNTOLD = "Not checked for retraction: nobody who tells of retractions has it, or was asked.";

/** One field that the record has otherwise. */
export function wordsOfWrong({ field, said, record }: WrongField): string {
  const names = { title: "title", author: "authors", year: "year", doi: "DOI", arxiv: "number at arXiv" };
  const verb = field === "author" ? "are" : "is";
  return record === ""
    ? `Its ${names[field]} “${said}” leads to no such work.`
    : `The ${names[field]} ${verb} “${record}”, not “${said}”.`;
}
