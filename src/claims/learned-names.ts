import { type Case, caseLearning, type Library, type TableTold } from "./case";
import { groupedBy } from "./grouped-by";
import { tablesOf } from "./paper-parts";
import type { PaperText, Table } from "./paper-text";
import { matchesRun } from "./rules/table-numbers";
import { keyOf, ownerOf, shownRun } from "./shown-run";
import { readTable, type TableReading } from "./table-cells";
import { withInferredMetrics } from "./table-inference";

/** What a table calls a run by a name of its own, which its numbers tell: “GQA” in the row of the run with grouped queries. */
export type LearnedName = { readonly name: string; readonly id: string };

/** One paper against one library, with the names that its tables give to runs. */
export function caseFor(library: Library, papers: readonly PaperText[]): Case {
  return caseLearning(library, papers, (plain) => {
    const told = papers.flatMap(tablesOf).map((table) => plain.told.recall(keyOf(table), () => toldBy(plain, table)));
    return { names: namesLearned(told.flatMap(({ names }) => names)), shown: shownRun(told.map(({ owner }) => owner)) };
  });
}

function toldBy(plain: Case, table: Table): TableTold {
  const reading = readTable(plain, table);
  return { names: inTable(plain, reading), owner: ownerOf(plain, reading) };
}

function namesLearned(found: readonly LearnedName[]): LearnedName[] {
  const unique = [...new Map(found.map((each) => [`${each.name}\n${each.id}`, each])).values()];
  return unique.filter(({ name }) => unique.filter((other) => other.name === name).length === 1);
}

/** Rows of which most numbers are those of one run and of no other. */
function inTable(one: Case, { cells }: TableReading): LearnedName[] {
  const values = cells.filter(({ change, spread, bounds }) => !change && !spread && !bounds);
  const read = withInferredMetrics(one, values, (cell, id) => matchesRun(one, cell, id) !== undefined);
  const all = one.evidence.runs.map(({ number }) => String(number));
  const labels = groupedBy(read, ({ label }) => label);
  return [...labels].flatMap(([label, group]) => {
    const told = group.filter(({ metrics, datasets }) => metrics.length === 1 && datasets.length === 1);
    if (told.length < 3 || !isName(label) || isOfSet(one, label)) return [];
    const known = one.runs.labelled(label).ids;
    const counts = all.map((id) => ({ id, count: told.filter((cell) => matchesRun(one, cell, id)).length }));
    const [best, second] = counts.sort((first, other) => other.count - first.count);
    const sure = best && best.count >= 0.66 * told.length && best.count >= 2 * (second?.count ?? 0);
    const only = known.length === 1 || !isFamily(label, [...labels.keys()]);
    const fits = known.length === 0 || (best !== undefined && known.includes(best.id) && only);
    return sure && fits && best.id !== "0" ? [{ name: label.trim(), id: best.id }] : [];
  });
}

/** Beside “v-prediction, weighted” the label “v-prediction” may mean both; beside “Gates + dropout” the label “Gates” is the one without. */
function isFamily(label: string, labels: readonly string[]): boolean {
  const own = label.trim().toLowerCase();
  const others = labels.map((other) => other.trim().toLowerCase()).filter((other) => other !== own);
  return others.some(
    (other) => other.includes(own) && !(other.startsWith(own) && /^\s*(?:\+|with\b)/.test(other.slice(own.length))),
  );
}

/** “x + y (mod 97)” is the name of a data set, whoever's numbers stand beside it. */
function isOfSet(one: Case, label: string): boolean {
  return one.datasets(label).some(({ start, end }) => 2 * (end - start) >= label.trim().length);
}

/** A short label that is more than a sign. */
function isName(label: string): boolean {
  return /^\p{L}[\p{L}\d +&-]{1,30}$/u.test(label.trim());
}
