import * as z from "zod";
import { parsePythonJson } from "./metrics";

/** A curve that a run recorded: `y` over `x`, with nothing where a value is not finite. */
export type Curve = {
  readonly dataset: string;
  readonly name: string;
  readonly xLabel: string;
  readonly x: number[];
  readonly y: (number | null)[];
};

const Written = z.object({
  x: z.array(z.number().nullable()),
  y: z.array(z.number().nullable()),
  xLabel: z.string().max(80).default("step"),
});

/** More than anybody can look at, and as much as a panel draws at once. */
const MOST = { curves: 400, points: 4000 };

/**
 * Reads a run's `curves.json`: `{"<dataset>": {"<curve>": {"x": [..], "y": [..], "xLabel": "step"}}}`. A curve that is not written
 * so is left out, the others stay; of a curve with too many points every n-th is kept.
 */
export function readCurveFile(json: string): Curve[] {
  const sets = Object.entries(record(parsePythonJson(json)));
  const found = sets.flatMap(([dataset, curves]) =>
    Object.entries(record(curves)).flatMap(([name, written]) => curveOf(dataset, name, written)),
  );
  return found.slice(0, MOST.curves);
}

function curveOf(dataset: string, name: string, written: unknown): Curve[] {
  const curve = Written.safeParse(written).data;
  if (!curve || curve.x.length !== curve.y.length) return [];
  const every = Math.ceil(curve.x.length / MOST.points);
  const kept = curve.x.flatMap((x, at) => (x !== null && at % every === 0 ? [[x, curve.y[at] ?? null] as const] : []));
  return [{ dataset, name, xLabel: curve.xLabel, x: kept.map(([x]) => x), y: kept.map(([, y]) => y) }];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
