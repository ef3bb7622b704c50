import type { BibEntry } from "../../latex/bibliography";
import { citedWorkOf } from "../../latex/cited-work";
import { type CheckedCitation, type CitationCheck, type Cited, citedName } from "../../research/citation-check";
import { judgeCitation } from "../../research/judge-citation";
import type { CheckStore } from "./check-store";
import { dateOf } from "./finding-of";
import type { OpenedLiterature } from "./open-literature";

export type Verifying = {
  readonly literature: Pick<OpenedLiterature, "lookUp" | "tellsOfRetractions">;
  readonly store: CheckStore;
  readonly now: () => number;
  /** Told after each entry. */
  readonly onProgress?: (done: number, of: number) => void;
};

/**
 * Looks up every entry of a bibliography, and keeps what was found out after each, so that whoever stops loses nothing. What was verified
 * within a month is not asked again; what was not is, and what nobody has been asked about who tells of retractions.
 */
export async function verifyCitations(
  entries: readonly BibEntry[],
  { literature, store, now, onProgress }: Verifying,
  signal: AbortSignal,
): Promise<CheckedCitation[]> {
  const known = await store.read();
  const checked: CheckedCitation[] = [];
  for (const [at, entry] of entries.entries()) {
    signal.throwIfAborted();
    onProgress?.(at, entries.length);
    const cited = citedWorkOf(entry);
    const kept = cited && known[citedName(cited)];
    const isOpen = kept?.retracted === undefined && literature.tellsOfRetractions;
    const isKept = kept && !isOpen && isFresh(kept, now());
    const check = isKept || !cited ? kept : await judged(cited, literature, now, signal);
    if (cited && check && !isKept) await store.add({ [citedName(cited)]: withKnown(check, kept) });
    checked.push({ key: entry.key, title: cited?.title ?? "", check: check && withKnown(check, kept) });
  }
  onProgress?.(entries.length, entries.length);
  return checked;
}

async function judged(
  cited: Cited,
  literature: Verifying["literature"],
  now: Verifying["now"],
  signal: AbortSignal,
): Promise<CitationCheck> {
  const found = await literature.lookUp(cited, signal);
  return judgeCitation(cited, { on: dateOf(now()), ...found });
}

/** A day on which nobody answers takes nothing back. */
function withKnown(check: CitationCheck, known: CitationCheck | undefined): CitationCheck {
  return check.verdict === "unknown" && known && known.verdict !== "unknown" ? known : check;
}

function isFresh({ verdict, on }: CitationCheck, now: number): boolean {
  return verdict === "verified" && (now - Date.parse(on)) / 86_400_000 < 31;
}
