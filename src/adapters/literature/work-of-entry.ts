import type { BibEntry } from "../../latex/bibliography";
import type { Cited } from "../../research/citation-check";
import type { Work } from "../../research/reference";

/** What an entry says of a work besides its names, venue and kind, as far as it says something. */
export function detailsOf(
  { fields }: Pick<BibEntry, "fields">,
  { year, doi, arxiv }: Pick<Cited, "year" | "doi" | "arxiv">,
): Partial<Work> {
  return {
    ...(year ? { year } : {}),
    ...(doi ? { doi } : {}),
    ...(arxiv ? { arxiv } : {}),
    ...(fields.url ? { url: fields.url } : {}),
    ...(fields.volume ? { volume: fields.volume } : {}),
    ...(fields.number ? { number: fields.number } : {}),
    ...(fields.pages ? { pages: fields.pages } : {}),
  };
}
