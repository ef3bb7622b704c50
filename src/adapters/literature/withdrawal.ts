import type { Work } from "../../research/reference";

/**
 * What arXiv says of a preprint, in its comment or in the notice that stands in the place of its abstract: whether its authors or arXiv
 * withdrew the paper itself. That a submission was taken back from a venue takes nothing back. Where it speaks of something withdrawn and
 * it cannot be told what, nothing is said.
 */
export function withdrawalIn(comment: string, abstract: string): Pick<Work, "retracted"> {
  const clauses = clausesIn(comment);
  // A sentence may begin with the word (“Withdrawn, isolated people …”): here a comma ends nothing.
  const [notice = ""] = clausesIn(abstract.slice(0, 300).replaceAll(",", " "));
  if (clauses.some((clause, at) => saysWithdrawn(clause, clauses.slice(0, at))) || saysPaperWithdrawn(notice))
    return { retracted: true };
  const isOpen = clauses.some((clause) => TAKEN_BACK.test(clause) && !isFromElsewhere(clause));
  return isOpen ? {} : { retracted: false };
}

/** Of a comment (“12 pages, 3 figures; this paper has been withdrawn”) each part speaks for itself; a dot in a number ends none. */
function clausesIn(text: string): string[] {
  return text
    .replace(/\((v\d+)\)/g, "$1")
    .split(/[.!;:,](?=\s|$)|[()[\]]|\s[–—-]+\s/)
    .map((clause) => clause.replace(/^\W+|\W+$/g, "").replace(/\s+/g, " "))
    .filter((clause) => clause !== "");
}

/** A bare “withdrawn” is of the paper unless what stands before it speaks of a venue: “Submitted to ICLR 2024, withdrawn”. */
function saysWithdrawn(clause: string, before: readonly string[]): boolean {
  return saysPaperWithdrawn(clause) && (/\bby\b/i.test(clause) || PAPER.test(clause) || !before.some(isOfVenue));
}

function saysPaperWithdrawn(clause: string): boolean {
  return SAID_OF_PAPER.some((form) => form.test(clause)) && !isFromElsewhere(clause);
}

function isFromElsewhere(clause: string): boolean {
  return FROM_ELSEWHERE.some((form) => form.test(clause));
}

function isOfVenue(clause: string): boolean {
  return /\b(?:submi\w+|accepted|review|conference|workshop|journal|proceedings|[A-Z]{3,}\w* ?'?\d{2,4})\b/.test(
    clause,
  );
}

const TAKEN_BACK = /\b(?:withdrawn|withdrew|retracted)\b/i;
const PAPER = /\b(?:paper|article|manuscript|preprint|work|e-?print)\b/i;

/** At the beginning of a clause, or where one begins without a comma. */
const SAID_OF_PAPER = [
  /(?:^|\b(?:that|and|so|therefore|hence|unfortunately) )(?:this|the|our) (?:paper|article|submission|manuscript|preprint|work|version|e-?print)(?: v\d+)? (?:has been|is|was|had to be|has now been)(?: \w+)? (?:withdrawn|retracted)\b/i,
  /^(?:this |the )?(?:article|paper|submission|version)(?: has been| was| is)? (?:withdrawn|retracted|removed) by (?:the )?arxiv/i,
  /^(?:this |the |our )?(?:(?:paper|article|submission|manuscript|preprint|e-?print|version) )?(?:withdrawn|retracted)(?:$| (?:by|due|because|as|since|for|owing|in fav\w+|pending|until|from)\b)/i,
  /^(?:the |i |we )?(?:authors?|arxiv(?: admin\w*)?)? ?(?:have|has|had)? ?(?:withdrawn|withdrew|retracted?) (?:this|the|their|our|my|his|her) (?:paper|article|submission|manuscript|preprint|work|version|e-?print)\b/i,
];

/** From a venue, of its submissions or at its review; from arXiv it is the paper itself, and so it is at somebody's request. */
const FROM_ELSEWHERE = [
  /\b(?:withdrawn|withdrew|retracted)(?: (?:this|the|their|our) \w+)?(?: by(?: \w+){1,3}?)? (?:from (?!(?:the )?ar(?:xiv|chive))|at (?!(?:the |our |my )?(?:author|request))|during |before |prior to |after (?:the )?(?:\S+ ){0,2}(?:reviews?|rebuttal|rejection)\b)/i,
  /\b[Ww]ithdrawn (?:[A-Z]\S* )?(?:\d{2,4} )?(?:[Ss]ubmission|[Cc]onference)\b/,
];
