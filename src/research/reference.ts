import * as z from "zod";

export { plainTitle } from "./plain-title";

/** One published work, as a source of literature has it. */
export const Work = z.object({
  title: z.string(),
  authors: z.array(z.string()).default([]),
  /** Empty where it is not known. */
  venue: z.string().default(""),
  year: z.number().optional(),
  citations: z.number().optional(),
  abstract: z.string().default(""),
  kind: z.enum(["article", "inproceedings", "misc"]).default("misc"),
  /** Bare and in small letters: `10.48550/arxiv.2006.11239`. */
  doi: z.string().optional(),
  /** Without its version: `2006.11239`. */
  arxiv: z.string().optional(),
  url: z.string().optional(),
  volume: z.string().optional(),
  number: z.string().optional(),
  pages: z.string().optional(),
  /** Withdrawn by its authors or its journal; false by the word of somebody who would know, left out where nobody said. */
  retracted: z.boolean().optional(),
});
export type Work = z.infer<typeof Work>;

/** A work that may be cited. `verified` says where and when it was read. */
export const Reference = Work.extend({
  bibtex: z.string(),
  verified: z.string(),
  /** No service found it: the researcher's own files alone have it. */
  ownOnly: z.boolean().optional(),
});
export type Reference = z.infer<typeof Reference>;

/** `https://doi.org/10.1/A`, `doi:10.1/A` → `10.1/a`; undefined for what is none. */
export function bareDoi(text: string | null | undefined): string | undefined {
  const doi = /10\.\d{4,9}\/\S+/.exec(text ?? "")?.[0];
  return doi?.toLowerCase().replace(/[.,;]+$/, "");
}

/** The number at arXiv in a DOI that was made of one. */
export function arxivOfDoi(doi: string | undefined): string | undefined {
  return doi?.startsWith("10.48550/arxiv.") ? bareArxiv(doi.slice(15)) : undefined;
}

/** `arXiv:2006.11239v2`, `https://arxiv.org/abs/cs/0112017` → the number without its version. No archive's name is longer than twelve letters. */
export function bareArxiv(text: string | null | undefined): string | undefined {
  return /(?:^|[^\d.])(\d{4}\.\d{4,5}|[a-z-]{1,12}(?:\.[A-Za-z]{2})?\/\d{7})(?:v\d+)?(?!\d)/.exec(text ?? "")?.[1];
}
