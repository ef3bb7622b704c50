import { type Measurement, meanOf, standardError } from "./metrics";

/**
 * The named numbers that an experiment kept beside its results: the list `diagnostics` of its `extra.json`, an object for each data
 * set and seed. Seeds are put together as those of results are; one that has no finite number for a name has none. What has another form is left out.
 */
export function diagnosticsIn(told: unknown): Measurement[] {
  const values = new Map<string, { dataset: string; metric: string; perSeed: number[] }>();
  for (const { dataset, seed: _, ...named } of Array.isArray(told) ? told.filter(isOfDataset) : [])
    for (const [metric, value] of Object.entries(named)) {
      if (typeof value !== "number" || !Number.isFinite(value)) continue;
      const key = JSON.stringify([dataset, metric]);
      const known = values.get(key) ?? { dataset, metric, perSeed: [] };
      known.perSeed.push(value);
      values.set(key, known);
    }
  return [...values.values()].map((one) => ({
    ...one,
    mean: meanOf(one.perSeed),
    ...(one.perSeed.length > 1 ? { stderr: standardError(one.perSeed) } : {}),
  }));
}

function isOfDataset(entry: unknown): entry is { dataset: string; seed?: unknown } {
  return typeof entry === "object" && entry !== null && typeof (entry as { dataset?: unknown }).dataset === "string";
}
