import { allowsSize } from "../agreement";
import type { Case } from "../case";
import { changesIn, percentsOf } from "../derived";
import { nameOf } from "../evidence";
import type { Passage } from "../paper-text";
import type { RunMention } from "../run-words";
import type { NumberCell } from "../table-cells";
import type { Verdict } from "../verdict";

const RELATIVE =
  /\b(?:relative to|compared (?:to|with)|with respect to|against|over|from|versus|vs\.?)\s+(?:the\s+|our\s+)?$/i;
const FEWEST = 3;

/** “the change relative to Run 2” over percentages that are all changes from the baseline. */
export function referenceInCaption(one: Case, { text }: Passage, cells: readonly NumberCell[]): Verdict | undefined {
  const [named] = comparedWithIn(one, text);
  if (!named || !/\b(?:change|difference|improvement|reduction|gain|relative)/i.test(text)) return undefined;
  const told = cells.filter(
    ({ change, number, metrics, label }) =>
      (change || number.percent) && metrics.length > 0 && one.runs.labelled(label).ids.length === 1,
  );
  const share = (reference: string) => {
    const others = told.filter(({ label }) => one.runs.labelled(label).ids[0] !== reference);
    return others.length < FEWEST
      ? undefined
      : others.filter((cell) => isFrom(one, cell, reference)).length / others.length;
  };
  const [id] = named.ids;
  if ((share(id!) ?? 1) > 0.25) return undefined;
  const held = one.evidence.runs.find(({ number }) => (share(String(number)) ?? 0) >= 0.8);
  if (!held) return undefined;
  const { start, end } = named;
  const message = `The changes in the table are those from ${nameOf(held)}.`;
  return { kind: "contradicted", about: "fact", start, end, message };
}

/** The runs that a text says something is relative to. */
export function comparedWithIn(one: Case, text: string): RunMention[] {
  return one.runs.find(text).filter(({ start, ids }) => ids.length === 1 && RELATIVE.test(text.slice(0, start)));
}

function isFrom(one: Case, { label, number, datasets, metrics }: NumberCell, reference: string): boolean {
  const { ids } = one.runs.labelled(label);
  const changes = changesIn(one.evidence, { runs: ids, datasets, metrics }, [reference], datasets.length !== 1);
  return changes.some((change) => percentsOf(change).some((size) => allowsSize(number, size)));
}
