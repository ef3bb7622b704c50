import { runsIn } from "./candidates";
import type { Case, Owner } from "./case";
import type { RunEvidence } from "./evidence";
import type { Table } from "./paper-text";
import { matchesRun } from "./rules/table-numbers";
import type { Sentence } from "./sentence";
import type { NumberCell, TableReading } from "./table-cells";
import { withInferredMetrics } from "./table-inference";

const [FEWEST, MOST] = [6, 0.75];

/** Cells of results in a table that says nowhere whose they are: its rows and columns are data sets and metrics. */
export function unlabelledCells(one: Case, cells: readonly NumberCell[]): readonly NumberCell[] {
  const values = cells.filter(({ change, spread, bounds }) => !change && !spread && !bounds);
  const told = values.filter(({ metrics, datasets }) => metrics.length === 1 && datasets.length === 1);
  const labelled = cells.some(({ label }) => one.runs.labelled(label).ids.length > 0);
  return labelled || told.length < values.length ? [] : told;
}

/** The run whose numbers such cells are, but for a few; undefined where several have them. */
export function runOf(one: Case, cells: readonly NumberCell[]): string | undefined {
  if (cells.length < FEWEST) return undefined;
  const counts = one.evidence.runs.map(({ number }) => ({
    id: String(number),
    count: cells.filter((cell) => matchesRun(one, cell, String(number))).length,
  }));
  const [best, second] = counts.toSorted((some, other) => other.count - some.count);
  return best && best.count >= MOST * cells.length && best.count >= 1.5 * (second?.count ?? 0) ? best.id : undefined;
}

/** What a table says, wherever it stands. */
export function keyOf({ caption, rows }: Table): string {
  return JSON.stringify([caption?.text, rows.map((row) => row.map(({ text }) => text))]);
}

/** Whose numbers a table holds, as it is read. */
export function ownerOf(one: Case, { cells }: TableReading): Owner {
  const read = withInferredMetrics(one, cells, (cell, id) => matchesRun(one, cell, id) !== undefined);
  return { holds: read.length > 0, run: runOf(one, unlabelledCells(one, read)) };
}

/** The run that a paper shows without saying so: all of its tables name no run and hold the numbers of that one. */
export function shownRun(owners: readonly Owner[]): string | undefined {
  const runs = new Set(owners.filter(({ holds }) => holds).map(({ run }) => run));
  const [only] = runs;
  return runs.size === 1 ? only : undefined;
}

/** The runs that a sentence names; else the one that the paper shows, or any. */
export function runsSpokenOf({ evidence, shown }: Case, { runs }: Sentence): readonly RunEvidence[] {
  const named = runs.flatMap(({ ids }) => ids);
  const ids = named.length > 0 ? named : shown === undefined ? [] : [shown];
  return runsIn(evidence, { runs: ids });
}
