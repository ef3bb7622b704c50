/** The published record. A search that fails says so in `problem`; it never throws for it and never waits for ever. */
export interface Literature {
  /** Names of the sources that are set up; empty when there are none. */
  readonly sources: readonly string[];
  search(query: string, signal: AbortSignal): Promise<SearchResult>;
}

export type SearchResult = { readonly papers: readonly Reference[]; readonly problem: string | undefined };

export type Reference = {
  readonly title: string;
  readonly authors: readonly string[];
  readonly venue: string;
  readonly year: number | undefined;
  readonly citations: number | undefined;
  readonly abstract: string;
  readonly bibtex: string;
  /** Where and when the record was read. */
  readonly verified: string;
};
