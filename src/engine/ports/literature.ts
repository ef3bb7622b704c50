import * as z from "zod";
import { Reference } from "../../research/reference";

/** The published record, and the researcher's own works. A search that fails says so in `problem`; it never throws for it and never waits for ever. */
export interface Literature {
  /** Names of the sources that are set up; empty when there are none. */
  readonly sources: readonly string[];
  search(query: string, signal: AbortSignal): Promise<SearchResult>;
  /** What services say of a work that the researcher's own files alone have. Left out where there is nobody to be asked. */
  vouch?(work: Reference, signal: AbortSignal): Promise<Vouched>;
  /** Whether works were retracted. Left out where nobody is named who tells of it. */
  retractions?(works: readonly Reference[], signal: AbortSignal): Promise<Retractions>;
}

/** `found`: the work as services have it. `nowhere`: everybody who was asked answered, and none has it. `unknown`: somebody did not answer. */
export const Vouched = z.discriminatedUnion("verdict", [
  z.object({ verdict: z.literal("found"), work: Reference }),
  z.object({ verdict: z.literal("nowhere"), asked: z.string() }),
  z.object({ verdict: z.literal("unknown"), problem: z.string() }),
]);
export type Vouched = z.infer<typeof Vouched>;

/** Of each work in its turn: what somebody who would know said, and where and when it was read; null where nobody did. */
export const Retractions = z.object({
  works: z.array(z.object({ retracted: z.boolean(), where: z.string() }).nullable()),
  /** Who did not answer, and why. */
  problem: z.string().optional(),
});
export type Retractions = z.infer<typeof Retractions>;

/** A page of the web that a search engine found: evidence of what others do, never a reference. */
export const WebPage = z.object({ title: z.string(), url: z.string(), text: z.string() });
export type WebPage = z.infer<typeof WebPage>;

/** What was found. With `problem` and papers it is a part of what is there: some sources answered, others did not. */
export const SearchResultShape = z.object({
  papers: z.array(Reference),
  problem: z.string().optional(),
  /** Only where the researcher named a search engine. */
  pages: z.array(WebPage).optional(),
  /** What of the researcher's own files, or on the web, could not be read: the published record was searched all the same. */
  remarks: z.string().optional(),
  /** No service answered: what was found is the researcher's own, and says nothing of what is published. */
  ownOnly: z.boolean().optional(),
});
export type SearchResult = z.infer<typeof SearchResultShape>;
