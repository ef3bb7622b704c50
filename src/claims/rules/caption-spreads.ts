import { sampleDeviation } from "../../research/metrics";
import { interval95 } from "../../research/statistics";
import type { Case } from "../case";
import { seedsCoded } from "../coded-seeds";
import type { RunEvidence } from "../evidence";
import type { Passage } from "../paper-text";
import type { NumberCell } from "../table-cells";
import type { Verdict } from "../verdict";
import { matchesRun } from "./table-numbers";

/** What may stand after ±, by the words for it. */
const KINDS = ["deviation", "error", "interval"] as const;
type Kind = (typeof KINDS)[number];
const WORDS: Record<Kind, RegExp> = {
  deviation: /\b(?:standard deviations?|std\.?(?:\s*dev\.?)?)(?!\p{L})/giu,
  error: /\b(?:standard errors?|stderrs?|SEM)(?!\p{L})/gu,
  interval:
    /\b(?:half(?:[ -]widths?)? of (?:the|its|their|a) )?(?:95\s*%\s*)?confidence intervals?\b|\b95\s*%\s*(?:intervals?|CIs?)\b/giu,
};
const NAMES: Record<Kind, string> = {
  deviation: "the standard deviation",
  error: "the standard error",
  interval: "half of the 95 % interval",
};
/** So many cells show what it is; one in five may be miswritten. */
const FEWEST = 3;
const MOST = 0.8;

/** A value with what stands after ± beside it, and where it was measured. */
export type SpreadCell = {
  readonly cell: NumberCell;
  readonly run: RunEvidence;
  readonly dataset: string;
  readonly metric: string;
};

/** “mean ± standard deviation” over numbers whose spreads are all standard errors, and the other way round. */
export function spreadsInCaption(one: Case, caption: Passage, values: readonly NumberCell[]): Verdict | undefined {
  const told = values.flatMap((cell) => {
    const [id] = one.runs.labelled(cell.label).ids;
    const found = cell.number.spread && id !== undefined ? matchesRun(one, cell, id) : undefined;
    return found?.dataset === undefined
      ? []
      : [{ cell, run: found.run, dataset: found.dataset, metric: found.metric.key }];
  });
  return spreadsAsSaid(one, caption, told);
}

/** The same of cells of which it is known what they hold. */
export function spreadsAsSaid(one: Case, { text }: Passage, cells: readonly SpreadCell[]): Verdict | undefined {
  const mentions = KINDS.flatMap((kind) => [...text.matchAll(WORDS[kind])].map((match) => ({ kind, match })));
  const [said, ...others] = mentions;
  if (!said || others.length > 0) return undefined;
  const counted = cells.map((cell) => kindsOf(one, cell)).filter((kinds) => kinds !== undefined);
  const held = KINDS.find((kind) => isRather(counted, kind, said.kind));
  if (held === undefined) return undefined;
  const [start, end] = [said.match.index, said.match.index + said.match[0].length];
  const message = `What stands after ± is ${NAMES[held]}, not ${NAMES[said.kind]}.`;
  const replaceable = held !== "interval" && said.kind !== "interval";
  const correction = replaceable ? { correction: NAMES[held].replace("the ", "") } : {};
  return { kind: "contradicted", about: "fact", start, end, message, ...correction };
}

/** Whether nearly all are the one and none is the other, where that makes a difference. */
function isRather(all: readonly (readonly Kind[])[], held: Kind, said: Kind): boolean {
  const telling = all.filter((kinds) => kinds.includes(held) !== kinds.includes(said));
  const are = telling.filter((kinds) => kinds.includes(held)).length;
  return are >= FEWEST && are >= MOST * all.length && are === telling.length;
}

/** Which of them a cell may print after ±. */
function kindsOf(one: Case, { cell, run, dataset, metric }: SpreadCell): Kind[] | undefined {
  const { spread, percent } = cell.number;
  const measured = run.value(dataset, metric);
  const { perSeed = [], stderr } = measured ?? {};
  const count = perSeed.length > 0 ? perSeed.length : (seedsCoded(one.evidence.code)[0] ?? 3);
  const interval = perSeed.length > 1 ? interval95(perSeed).half : undefined;
  const error = stderr ?? (interval === undefined ? undefined : sampleDeviation(perSeed) / Math.sqrt(count));
  if (!spread || !error || count < 2) return undefined;
  const factor = cell.scale * (percent ? 100 : 1);
  const fits = (size: number) => Math.abs(size * factor - spread.value) <= spread.unit * 1.0001;
  const sizes: Record<Kind, readonly number[]> = {
    deviation: [error * Math.sqrt(count)],
    error: [error],
    interval: [1.96 * error, ...(interval === undefined ? [] : [interval])],
  };
  return KINDS.filter((kind) => sizes[kind].some(fits));
}
