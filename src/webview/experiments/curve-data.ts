import type { CurvePart } from "../contract/experiments";

export type Points = { readonly x: readonly number[]; readonly y: readonly (number | null)[] };
/** The curves of one run: each seed's, and their mean where there are several. */
export type Line = { readonly run: string; readonly seeds: readonly Points[]; readonly mean: Points };
/** What is drawn in one chart: the same curve of several runs. */
export type Chart = {
  readonly key: string;
  readonly dataset: string;
  readonly name: string;
  readonly xLabel: string;
  readonly lines: readonly Line[];
};

type Curve = Points & { readonly dataset: string; readonly name: string; readonly xLabel: string };
/** Every run's curves by data set and name. */
export type CurveStore = ReadonlyMap<string, ReadonlyMap<string, Curve>>;

/** The curves with what came of one run: a part that goes on from a known point is put there, any other takes the curve's place. */
export function withParts(store: CurveStore, run: string, parts: readonly CurvePart[]): CurveStore {
  const curves = new Map(store.get(run));
  for (const { dataset, name, xLabel, from, x, y } of parts) {
    const key = `${dataset}\n${name}`;
    const known = curves.get(key);
    if (from > 0 && (known?.x.length ?? 0) < from) continue;
    const [oldX, oldY] = from > 0 && known ? [known.x.slice(0, from), known.y.slice(0, from)] : [[], []];
    curves.set(key, { dataset, name, xLabel, x: [...oldX, ...x], y: [...oldY, ...y] });
  }
  return new Map(store).set(run, curves);
}

/** One chart for each curve that any of the runs has, its seeds together. */
export function chartsOf(store: CurveStore, runs: readonly string[]): Chart[] {
  const charts = new Map<string, { first: Curve; name: string; lines: Map<string, Curve[]> }>();
  for (const run of runs)
    for (const curve of store.get(run)?.values() ?? []) {
      const name = curve.name.replace(SEED, "");
      const key = `${curve.dataset}\n${name}`;
      const chart = charts.get(key) ?? { first: curve, name, lines: new Map() };
      chart.lines.set(run, [...(chart.lines.get(run) ?? []), curve]);
      charts.set(key, chart);
    }
  return [...charts].map(([key, { first, name, lines }]) => ({
    ...{ key, dataset: first.dataset, name, xLabel: first.xLabel },
    lines: [...lines].map(([run, seeds]) => ({ run, seeds, mean: meanOf(seeds) })),
  }));
}

const SEED = /\s*\(seed [^)]*\)$/;

/** The mean at each place where every seed has a value. */
export function meanOf(seeds: readonly Points[]): Points {
  const [only] = seeds;
  if (only && seeds.length === 1) return only;
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { x, y } of seeds)
    x.forEach((at, index) => {
      const value = y[index];
      if (value === null || value === undefined) return;
      const known = sums.get(at) ?? { sum: 0, count: 0 };
      sums.set(at, { sum: known.sum + value, count: known.count + 1 });
    });
  const whole = [...sums].filter(([, { count }]) => count === seeds.length).sort(([one], [other]) => one - other);
  return { x: whole.map(([at]) => at), y: whole.map(([, { sum, count }]) => sum / count) };
}

/** All curves over the places of all of them, with nothing where a curve has no point; what a logarithm cannot show is left out. */
export function aligned(curves: readonly Points[], logarithmic: boolean): [number[], ...(number | null)[][]] {
  const places = [...new Set(curves.flatMap(({ x }) => x))].sort((one, other) => one - other);
  const at = new Map(places.map((place, index) => [place, index]));
  const columns = curves.map(({ x, y }) => {
    const column = new Array<number | null>(places.length).fill(null);
    x.forEach((place, index) => {
      const value = y[index] ?? null;
      column[at.get(place)!] = logarithmic && value !== null && value <= 0 ? null : value;
    });
    return column;
  });
  return [places, ...columns];
}

/** The first and the last value of a curve. */
export function endsOf({ y }: Points): readonly [number, number] | undefined {
  const values = y.filter((value) => value !== null);
  return values.length === 0 ? undefined : [values[0]!, values.at(-1)!];
}
