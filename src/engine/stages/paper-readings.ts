import { claimProblemsInPart } from "../../latex/claim-problems";
import { parseLatex } from "../../latex/document";
import type { Problem } from "../../research/problem";
import type { Lab } from "../lab";
import { PAPER_SOURCE } from "../paper-source";
import type { PaperToRead } from "./lines-to-read";
import { claimsAsRead, readLines } from "./read-claims";
import type { Draft } from "./write-paper";

/**
 * The draft with its claims read by the model once, as it is before the last corrections; of a later version only what changed is
 * read. What corrections change after that is judged by the rules alone.
 */
export async function withReadings(lab: Lab, draft: Draft, source: string, version: string): Promise<Draft> {
  if (!lab.parameters.readClaims) return draft;
  const paper = paperOf(draft, source, (question) => `${version}: read claims ${question}`);
  return { ...draft, readings: await readLines(lab, paper) };
}

/** What the paper claims that its runs do not say, by the rules and by what was read. */
export function claimProblemsOf(lab: Lab, draft: Draft, source: string): Problem[] {
  if (!draft.readings) return claimProblemsInPart(source, PAPER_SOURCE, draft.library);
  return [...claimsAsRead(paperOf(draft, source, String), draft.readings, lab.model).problems];
}

function paperOf({ library, readings }: Draft, source: string, stepFor: PaperToRead["stepFor"]): PaperToRead {
  const kept = new Map<string, readonly unknown[]>(readings);
  const shelf = {
    keyOf: (text: string) => text,
    read: async () => kept,
    add: async (entries: ReadonlyMap<string, readonly unknown[]>) => {
      for (const [key, read] of entries) kept.set(key, read);
    },
  };
  return { parts: [parseLatex(source, PAPER_SOURCE)], library, shelf, stepFor };
}
