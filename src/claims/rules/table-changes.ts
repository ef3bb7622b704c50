import { allowsSize, isInPercent, isShare } from "../agreement";
import type { Case } from "../case";
import { type Change, changesIn, describeChange, percentsOf } from "../derived";
import { isDerived } from "../look-up";
import { isSomePartOfChange } from "../parts-of-changes";
import { cellAllows, type NumberCell } from "../table-cells";
import type { Verdict } from "../verdict";
import { candidatesOf, cellVerdict, loneVerdict } from "./table-numbers";

/** “1.464 (−0.1%)”: the change to the baseline behind the value. */
export function judgeAside(one: Case, cell: NumberCell): Verdict[] {
  const [aside] = cell.further;
  if (!aside?.percent || cell.further.length !== 1 || cell.number.percent) return [];
  const signed = /^[+−–-]/.test(aside.text);
  return judgeChangeCell(one, { ...cell, number: aside, scale: 1 }, signed);
}

/** A cell under “Change” or “Δ”: some run changes so against the baseline. */
export function judgeChangeCell(one: Case, cell: NumberCell, signed = /^\s*[+−–-]/.test(cell.cell.text)): Verdict[] {
  const ids = runsOfLabel(one, cell.label);
  const others = one.evidence.runs.map(({ number }) => String(number)).filter((id) => id !== "0");
  const runs = ids.length > 0 && ids.some((id) => id !== "0") ? ids.filter((id) => id !== "0") : others;
  const changes = changesIn(
    one.evidence,
    { runs, datasets: cell.datasets, metrics: cell.metrics },
    ["0"],
    cell.datasets.length !== 1,
  );
  const fits = (size: number) =>
    allowsSize(cell.number, size * cell.scale) &&
    (!signed || size === 0 || cell.number.value === 0 || Math.sign(size) === Math.sign(cell.number.value));
  const fitting = changes.filter((change) => sizesOf(cell, change).some(fits));
  if (isStep(one, cell)) return [cellVerdict(cell, "supported")];
  const exact = signed && ids.length === 1 && cell.datasets.length === 1 && cell.metrics.length === 1;
  if (fitting.length > 0 || (!cell.number.percent && !exact && isDerived(one, cell.number)))
    return [cellVerdict(cell, "supported")];
  if (cell.metrics.length === 0 || changes.length === 0) return [loneVerdict(one, cell)];
  const size = `${cell.number.text}${cell.number.percent ? "%" : ""}`;
  if (cell.part) return [cellVerdict(cell, "contradicted", `No step is ${size} of a change of ${subjectOf(cell)}.`)];
  const text = changes.length <= 3 ? ` The data: ${changes.map(describeChange).join("; ")}.` : "";
  return [cellVerdict(cell, "contradicted", `No run changes ${subjectOf(cell)} by ${size}.${text}`)];
}

/** Under “Share of the gain”, in percent or as a fraction. */
function isStep(one: Case, { part, number, metrics, datasets }: NumberCell): boolean {
  const percent = number.percent ? number : { ...number, value: 100 * number.value, unit: 100 * number.unit };
  return part && isSomePartOfChange(one, percent, { metrics, datasets }, ["0"]);
}

/** “loss or accuracy on dino” */
function subjectOf({ metrics, datasets }: NumberCell): string {
  return `${metrics.join(" or ")}${datasets.length === 1 ? ` on ${datasets[0]}` : ""}`;
}

function runsOfLabel(one: Case, label: string): readonly string[] {
  const bare = label.replace(/\b(?:change|improvement|difference|reduction|relative|gain|speed-?up|vs\.?)\b/gi, " ");
  const parts = [bare.replaceAll("|", " "), ...bare.split(" | ")];
  return parts.map((part) => one.runs.labelled(part).ids).find(({ length }) => length > 0) ?? [];
}

/** What a cell may print of a change: percent or points, else the difference or the ratio as well. */
function sizesOf({ number }: NumberCell, change: Change): number[] {
  const { value, from, metric } = change;
  const points = isShare(metric) ? [(isInPercent(metric) ? 1 : 100) * (value - from)] : [];
  const relative = [...percentsOf(change), ...points];
  return number.percent ? relative : [value - from, ...relative, ...(from === 0 ? [] : [value / from])];
}

/** “[-0.34, -0.18]”: each of the bounds follows from some comparison. */
export function judgeBoundsCell(one: Case, cell: NumberCell): Verdict[] {
  return [cell.number, ...cell.further].map((number) => loneVerdict(one, { ...cell, number }));
}

/** A cell under “Std.” */
export function judgeSpreadCell(one: Case, cell: NumberCell): Verdict[] {
  const { ids } = one.runs.labelled(cell.label);
  const spreads = candidatesOf(one, cell, ids).flatMap((candidate) => candidate.spreads());
  return [spreads.some((spread) => cellAllows(cell, spread)) ? cellVerdict(cell, "supported") : loneVerdict(one, cell)];
}
