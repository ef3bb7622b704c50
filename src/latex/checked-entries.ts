import { type CitationCheck, type CitationChecks, type Cited, citedName } from "../research/citation-check";
import type { BibEntryPlace } from "./bib-entries";
import { bibEntryOf } from "./bibliography";
import { citedWorkOf } from "./cited-work";
import type { Bibliography } from "./paper";

/** An entry that was looked up as it stands now: one that was changed since has no check. */
export type CheckedEntry = {
  readonly source: Bibliography;
  readonly entry: BibEntryPlace;
  readonly cited: Cited;
  readonly check: CitationCheck;
};

/** What was found out about the entry whose key begins at a place. */
export function checkedAt(
  checked: readonly CheckedEntry[],
  { start, source }: { readonly start: number; readonly source: { readonly file: string } },
): CheckedEntry | undefined {
  return checked.find((one) => one.entry.key.start === start && one.source.file === source.file);
}

/** The entries that were looked up; none where nobody asked for it. */
export function checkedEntries(bibliographies: readonly Bibliography[], checks: CitationChecks): CheckedEntry[] {
  if (Object.keys(checks).length === 0) return [];
  return bibliographies.flatMap((source) =>
    source.entries.flatMap((entry) => {
      const cited = citedWorkOf(bibEntryOf(source.text, entry));
      const name = cited && citedName(cited);
      const check = name !== undefined && Object.hasOwn(checks, name) ? checks[name] : undefined;
      return cited && check ? [{ source, entry, cited, check }] : [];
    }),
  );
}
