import * as z from "zod";
import { plainTitle } from "./plain-title";
import type { Work } from "./reference";

/** What an entry of a bibliography says that can be looked up, as a reader sees it: no LaTeX. */
export type Cited = Pick<Work, "title" | "authors" | "year" | "doi" | "arxiv"> & {
  /** “and others” stands behind its authors. */
  readonly others: boolean;
  /** A page of the web, a program, a data set: no service need have it. */
  readonly isOfTheWeb: boolean;
};

/** A field that the record has otherwise. `record` is empty where nothing can be put in its place. */
export const WrongField = z.object({
  field: z.enum(["title", "author", "year", "doi", "arxiv"]),
  said: z.string(),
  record: z.string(),
});
export type WrongField = z.infer<typeof WrongField>;

/** What services say of one entry. */
export const CitationCheck = z.object({
  /** `unknown`: those who might know did not answer, which says nothing of the entry. */
  verdict: z.enum(["verified", "differs", "not-found", "unknown"]),
  /** ISO date. */
  on: z.string(),
  /** “Crossref, 2026-03-01” of those that have it; names of those that do not. */
  where: z.string(),
  wrong: z.array(WrongField).default([]),
  /** Of the work that its DOI or number leads to, where that is another. */
  leadsTo: z.string().optional(),
  /** Withdrawn by its authors or its journal; left out where nobody who would know has it. */
  retracted: z.boolean().optional(),
  /** Who did not answer, and why. */
  problem: z.string().optional(),
});
export type CitationCheck = z.infer<typeof CitationCheck>;

/** An entry of a bibliography by its key; without a check it names nothing that could be looked up. */
export type CheckedCitation = {
  readonly key: string;
  readonly title: string;
  readonly check: CitationCheck | undefined;
};

/** Checks by what was asked about (`citedName`). */
export const CitationChecks = z.record(z.string(), CitationCheck);
export type CitationChecks = Readonly<z.infer<typeof CitationChecks>>;

/** Two entries of the same name are one to look up; one that is changed in what was looked up has a name of its own. */
export function citedName({ title, authors, year, doi, arxiv, others }: Cited): string {
  const people = authors.map(plainTitle).join(",");
  return [plainTitle(title), people, others ? "+" : "", year ?? "", doi ?? "", arxiv ?? ""].join("|").slice(0, 3000);
}
