import { allowsSize } from "../agreement";
import { averagesIn, type Candidate, describe, measuredIn, shortly } from "../candidates";
import type { Case } from "../case";
import { changesIn, percentsOf } from "../derived";
import { inUnitOf, isDerived, isWritten, PLAIN } from "../look-up";
import { sourceSpan, type Table } from "../paper-text";
import { cellAllows, type NumberCell, readTable } from "../table-cells";
import type { Verdict } from "../verdict";
import { describeChange } from "./changes";
import { printedLike } from "./values";

/** Judges the numbers of a table of results by the runs, the data sets and the metrics that head them. */
export function judgeTable(one: Case, table: Table): Verdict[] {
  const { cells } = readTable(one, table);
  if (!cells.some(({ metrics, datasets }) => metrics.length > 0 || datasets.length > 0))
    return cells.flatMap((cell) => loneCell(one, cell));
  const values = cells.filter(({ change, spread }) => !change && !spread);
  const groups = groupsOf(values);
  const trusted = trust(one, [...groups.values()]);
  return [
    ...[...groups.values()].flatMap((group) => judgeGroup(one, group, table, trusted)),
    ...cells.filter(({ change }) => change).flatMap((cell) => judgeChangeCell(one, cell)),
    ...values.flatMap((cell) => judgeAside(one, cell)),
    ...cells.filter(({ spread, change }) => spread && !change).flatMap((cell) => judgeSpreadCell(one, cell)),
  ];
}

/** The cells under one label of a run belong together. */
function groupsOf(cells: readonly NumberCell[]): Map<string, NumberCell[]> {
  const groups = new Map<string, NumberCell[]>();
  for (const cell of cells) groups.set(cell.label, [...(groups.get(cell.label) ?? []), cell]);
  return groups;
}

/** Whether the headings are read rightly: most labelled rows hold what the runs of those names measured. */
function trust(one: Case, groups: readonly (readonly NumberCell[])[]): boolean {
  const told = groups.flatMap((group) => {
    const { ids } = one.runs.labelled(group[0]!.label);
    return ids.length === 1 ? group.map((cell) => matchesRun(one, cell, ids[0]!) !== undefined) : [];
  });
  return told.length > 0 && told.filter(Boolean).length >= told.length / 2;
}

/** The measured value, or the mean over data sets, of a run that a cell may print. */
function matchesRun(one: Case, cell: NumberCell, id: string): Candidate | undefined {
  return candidatesOf(one, cell, [id]).find((candidate) =>
    inUnitOf(cell.number, candidate, PLAIN).some((value) => cellAllows(cell, value)),
  );
}

function candidatesOf({ evidence }: Case, { datasets, metrics }: NumberCell, runs: readonly string[]): Candidate[] {
  const selection = { runs, datasets, metrics };
  const averaged = datasets.length === 1 ? [] : averagesIn(evidence, selection);
  return [...measuredIn(evidence, selection), ...averaged];
}

function judgeGroup(one: Case, group: readonly NumberCell[], table: Table, trusted: boolean): Verdict[] {
  const { ids, own } = runsMeant(one, group[0]!.label, table);
  const all = one.evidence.runs.map(({ number }) => String(number));
  const allowed = ids.length > 0 ? ids : all;
  const named = ids.length === 1 && (!own || one.principal !== undefined) ? ids[0] : undefined;
  const counts = all.map((id) => ({ id, count: group.filter((cell) => matchesRun(one, cell, id)).length }));
  const known = counts.some(({ id, count }) => allowed.includes(id) && count > 0) ? allowed : all;
  const best = counts.filter(({ id }) => known.includes(id)).sort((a, b) => b.count - a.count)[0];
  if (named !== undefined) return judgeNamed(one, group, named, counts, trusted);
  if (best && best.count >= Math.max(2, group.length / 2)) return judgeNamed(one, group, best.id, counts, true);
  return group.flatMap((cell) => judgeLoose(one, cell, allowed));
}

/** A label's runs; a table without labels may say in its caption whose numbers it holds. */
function runsMeant(one: Case, label: string, table: Table): { ids: readonly string[]; own: boolean } {
  const meant = one.runs.labelled(label.split(" | ")[0] ?? "");
  const whole = meant.ids.length === 1 ? meant : one.runs.labelled(label.replaceAll(" | ", " "));
  if (whole.ids.length > 0 || label !== "" || !table.caption) return whole.ids.length > 0 ? whole : meant;
  const named = [...new Set(one.runs.find(table.caption.text).flatMap(({ ids }) => ids))];
  return { ids: named.length === 1 ? named : [], own: true };
}

type Counts = readonly { readonly id: string; readonly count: number }[];

/** Cells that are said to be one run's. When hardly any is and all are another's, that is said once for the row. */
function judgeNamed(one: Case, group: readonly NumberCell[], id: string, counts: Counts, trusted: boolean): Verdict[] {
  const wrong = group.filter((cell) => !matchesRun(one, cell, id));
  const right = group
    .filter((cell) => !wrong.includes(cell))
    .map((cell) => supported(cell, matchesRun(one, cell, id)!));
  const other = counts.filter((candidate) => candidate.id !== id).sort((a, b) => b.count - a.count)[0];
  const theirs = other ? wrong.filter((cell) => matchesRun(one, cell, other.id)) : [];
  if (wrong.length > 1 && theirs.length === wrong.length && right.length <= wrong.length)
    return [...right, ...swapped(one, wrong, id, other!.id)];
  const sure = trusted || right.length > 0;
  return [...right, ...wrong.map((cell) => judgeWrong(one, cell, id, sure))];
}

function supported(cell: NumberCell, candidate: Candidate): Verdict {
  return spreadVerdict(cell, candidate) ?? say(cell, "supported", "", { evidence: describe(candidate) });
}

/** One finding for each row of numbers that another run measured. */
function swapped(one: Case, cells: readonly NumberCell[], id: string, other: string): Verdict[] {
  const rows = [...new Set(cells.map(({ row }) => row))];
  return rows.map((row) => {
    const inRow = cells.filter((cell) => cell.row === row);
    const theirs = inRow.map((cell) => describe(matchesRun(one, cell, other)!)).join("; ");
    const span = { start: placeOf(inRow[0]!).start, end: placeOf(inRow.at(-1)!).end };
    return {
      kind: "wrong-run",
      about: "number",
      ...span,
      message: `These are not the numbers of ${labelOf(one, id)} but of ${labelOf(one, other)}.`,
      evidence: theirs,
    };
  });
}

function labelOf({ evidence }: Case, id: string): string {
  const run = evidence.runs.find(({ number }) => String(number) === id);
  return run && run.names.length > 0 ? `“${run.names.at(-1)}” (run_${id})` : `run_${id}`;
}

function judgeWrong(one: Case, cell: NumberCell, id: string, sure: boolean): Verdict {
  const expected = candidatesOf(one, cell, [id]).filter(
    (candidate) => inUnitOf(cell.number, candidate, PLAIN).length > 0,
  );
  const told = cell.metrics.length > 0 && expected.length > 0 && expected.length <= 3;
  const stale = expected
    .flatMap(({ run, dataset, metric }) =>
      run.earlier.filter((was) => was.dataset === dataset && was.metric === metric.key),
    )
    .find((was) => cellAllows(cell, was.mean));
  if (stale)
    return say(cell, "stale", `${cell.number.text} is what an earlier run gave; the run was made again since.`, {
      evidence: `Before: ${shortly(stale.mean)}`,
    });
  const other = one.evidence.runs.map((run) => matchesRun(one, cell, String(run.number))).find(Boolean);
  if (told && sure) {
    const data = expected.map(describe).join("; ");
    const correction =
      expected.length === 1
        ? printedLike(cell.number, inUnitOf(cell.number, expected[0]!, PLAIN)[0]! * cell.scale)
        : undefined;
    const rest = { evidence: data, ...(correction && { correction }) };
    if (other)
      return say(cell, "wrong-run", `${cell.number.text} is another run's: ${describe(other)}. Here: ${data}.`, rest);
    return say(cell, "contradicted", `The data do not say ${cell.number.text}: ${data}.`, rest);
  }
  return other ? say(cell, "supported", "", { evidence: describe(other) }) : loneVerdict(one, cell);
}

/** A cell of which it is not known whose it is: any run that may be meant supports it. */
function judgeLoose(one: Case, cell: NumberCell, allowed: readonly string[]): Verdict[] {
  const match = allowed.map((id) => matchesRun(one, cell, id)).find(Boolean);
  return [match ? supported(cell, match) : loneVerdict(one, cell)];
}

function loneCell(one: Case, cell: NumberCell): Verdict[] {
  return [loneVerdict(one, cell)];
}

/** Numbers that are in the code, or that follow from the data in some way, may stand; decimals without any source may not. */
function loneVerdict(one: Case, cell: NumberCell): Verdict {
  const { number } = cell;
  if (isWritten(one, number)) return say(cell, "supported");
  if (isDerived(one, number) && !isExactlyHeaded(one, cell)) return say(cell, "supported");
  const counts = !number.decimal && !(cell.metrics.length > 0 && number.value > 20);
  return counts ? say(cell, "not-checkable") : say(cell, "not-found", nowhere(one, cell));
}

function nowhere(one: Case, cell: NumberCell): string {
  const { number, datasets, metrics } = cell;
  return isExactlyHeaded(one, cell)
    ? `No run has ${number.text} as ${metrics[0]} on ${datasets[0]}.`
    : `No run and no line of the code has the number ${number.text}.`;
}

/** Heads that leave nothing open but the run: what another metric or data set has is no support. */
function isExactlyHeaded({ evidence }: Case, { number, datasets, metrics, change, spread }: NumberCell): boolean {
  const measured = measuredIn(evidence, { runs: [], datasets, metrics });
  return number.decimal && !change && !spread && datasets.length === 1 && metrics.length === 1 && measured.length > 0;
}

/** “1.464 (−0.1%)”: the change to the baseline behind the value. */
function judgeAside(one: Case, cell: NumberCell): Verdict[] {
  const [aside] = cell.further;
  if (!aside?.percent || cell.further.length !== 1 || cell.number.percent) return [];
  const signed = /^[+−–-]/.test(aside.text);
  return judgeChangeCell(one, { ...cell, number: aside, scale: 1 }, signed);
}

function judgeChangeCell(one: Case, cell: NumberCell, signed = /^\s*[+−–-]/.test(cell.cell.text)): Verdict[] {
  const { ids } = one.runs.labelled(
    cell.label.replace(/\b(?:change|improvement|difference|reduction|relative|gain|speed-?up|vs\.?)\b|\|/gi, " "),
  );
  const others = one.evidence.runs.map(({ number }) => String(number)).filter((id) => id !== "0");
  const runs = ids.length > 0 && ids.some((id) => id !== "0") ? ids.filter((id) => id !== "0") : others;
  const changes = changesIn(
    one.evidence,
    { runs, datasets: cell.datasets, metrics: cell.metrics },
    ["0"],
    cell.datasets.length !== 1,
  );
  const fitting = changes.filter((change) => {
    const sizes = cell.number.percent
      ? percentsOf(change)
      : [change.value - change.from, ...percentsOf(change), ...(change.from === 0 ? [] : [change.value / change.from])];
    return sizes.some(
      (size) =>
        allowsSize(cell.number, size * cell.scale) &&
        (!signed || size === 0 || cell.number.value === 0 || Math.sign(size) === Math.sign(cell.number.value)),
    );
  });
  if (fitting.length > 0 || (!cell.number.percent && isDerived(one, cell.number))) return [say(cell, "supported")];
  if (cell.metrics.length === 0 || changes.length === 0) return [loneVerdict(one, cell)];
  const text = changes.length <= 3 ? ` The data: ${changes.map(describeChange).join("; ")}.` : "";
  return [
    say(cell, "contradicted", `No run changes so by ${cell.number.text}${cell.number.percent ? "%" : ""}.${text}`),
  ];
}

function judgeSpreadCell(one: Case, cell: NumberCell): Verdict[] {
  const { ids } = one.runs.labelled(cell.label);
  const spreads = candidatesOf(one, cell, ids).flatMap((candidate) => candidate.spreads());
  return [spreads.some((spread) => cellAllows(cell, spread)) ? say(cell, "supported") : loneVerdict(one, cell)];
}

/** What stands after ± in the cell. */
function spreadVerdict(cell: NumberCell, candidate: Candidate): Verdict | undefined {
  const { spread } = cell.number;
  if (!spread) return undefined;
  const spreads = candidate.spreads();
  const scales = cell.number.percent ? [100, 1] : [1, 1000, 1 / 60];
  const fits = (one: number) =>
    scales.some((scale) => Math.abs(one * scale * cell.scale - spread.value) <= spread.unit * 1.0001);
  if (spreads.some(fits) || (spread.value === 0 && spreads.length === 0)) return undefined;
  const known = [...new Set(spreads.map(shortly))].slice(0, 4).join(", ");
  const message =
    known === ""
      ? `Nothing gives the ± ${spread.text}: it was measured once.`
      : `The ± ${spread.text} is none of the spreads of these values (${known}).`;
  return {
    kind: known === "" ? "not-found" : "contradicted",
    about: "number",
    ...sourceSpan(cell.cell, spread.start, spread.end),
    message,
    evidence: describe(candidate),
  };
}

function say(cell: NumberCell, kind: Verdict["kind"], message = "", rest: Partial<Verdict> = {}): Verdict {
  return { kind, about: "number", ...placeOf(cell), message, ...rest };
}

function placeOf({ cell, number }: NumberCell) {
  return sourceSpan(cell, number.start, number.end);
}
