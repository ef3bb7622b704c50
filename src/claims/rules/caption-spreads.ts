import type { Case } from "../case";
import { seedsCoded } from "../coded-seeds";
import type { Passage } from "../paper-text";
import type { NumberCell } from "../table-cells";
import type { Verdict } from "../verdict";
import { matchesRun } from "./table-numbers";

const DEVIATION = /\b(?:standard deviations?|std\.?(?:\s*dev\.?)?)(?!\p{L})/giu;
const ERROR = /\b(?:standard errors?|stderrs?|SEM)(?!\p{L})/gu;
const FEWEST = 3;

/** “mean ± standard deviation” over numbers whose spreads are all standard errors, and the other way round. */
export function spreadsInCaption(one: Case, { text }: Passage, values: readonly NumberCell[]): Verdict | undefined {
  const [deviations, errors] = [[...text.matchAll(DEVIATION)], [...text.matchAll(ERROR)]];
  const [said, ...others] = [...deviations, ...errors];
  if (!said || others.length > 0) return undefined;
  const counted = values.flatMap((cell) => {
    const sizes = sizesOf(one, cell);
    return sizes ? [sizes] : [];
  });
  if (counted.length < FEWEST) return undefined;
  const [meant, held] = deviations.length > 0 ? (["deviation", "error"] as const) : (["error", "deviation"] as const);
  if (counted.some((sizes) => sizes[meant]) || !counted.every((sizes) => sizes[held])) return undefined;
  const message = `What stands after ± is the standard ${held}, not the standard ${meant}.`;
  const [start, end] = [said.index, said.index + said[0].length];
  return { kind: "contradicted", about: "fact", start, end, message, correction: `standard ${held}` };
}

/** Which of the two a cell prints after ±, where they would be printed differently. */
function sizesOf(one: Case, cell: NumberCell): { deviation: boolean; error: boolean } | undefined {
  const { spread, percent } = cell.number;
  const [id] = one.runs.labelled(cell.label).ids;
  const found = spread && id !== undefined ? matchesRun(one, cell, id) : undefined;
  if (!spread || !found || found.dataset === undefined) return undefined;
  const measured = found.run.value(found.dataset, found.metric.key);
  const count = measured?.perSeed?.length ?? seedsCoded(one.evidence.code)[0] ?? 3;
  const stderr = measured?.stderr ?? found.spreads()[2];
  if (!stderr || count < 2) return undefined;
  const factor = cell.scale * (percent ? 100 : 1);
  const fits = (size: number) => Math.abs(size * factor - spread.value) <= spread.unit * 1.0001;
  const sizes = { deviation: fits(stderr * Math.sqrt(count)), error: fits(stderr) };
  return sizes.deviation && sizes.error ? undefined : sizes;
}
