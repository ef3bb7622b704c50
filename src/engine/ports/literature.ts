import * as z from "zod";

/** The published record. A search that fails says so in `problem`; it never throws for it and never waits for ever. */
export interface Literature {
  /** Names of the sources that are set up; empty when there are none. */
  readonly sources: readonly string[];
  search(query: string, signal: AbortSignal): Promise<SearchResult>;
}

/** One record. `verified` says where and when it was read. */
export const Reference = z.object({
  title: z.string(),
  authors: z.array(z.string()),
  venue: z.string(),
  year: z.number().optional(),
  citations: z.number().optional(),
  abstract: z.string(),
  bibtex: z.string(),
  verified: z.string(),
});
export type Reference = z.infer<typeof Reference>;

export const SearchResultShape = z.object({ papers: z.array(Reference), problem: z.string().optional() });
export type SearchResult = z.infer<typeof SearchResultShape>;
