import * as z from "zod";
import { Reference } from "../../research/reference";

/** The published record. A search that fails says so in `problem`; it never throws for it and never waits for ever. */
export interface Literature {
  /** Names of the sources that are set up; empty when there are none. */
  readonly sources: readonly string[];
  search(query: string, signal: AbortSignal): Promise<SearchResult>;
}

/** What was found. With `problem` and papers it is a part of what is there: some sources answered, others did not. */
export const SearchResultShape = z.object({ papers: z.array(Reference), problem: z.string().optional() });
export type SearchResult = z.infer<typeof SearchResultShape>;
