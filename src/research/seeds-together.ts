import * as z from "zod";
import { meanOf, parsePythonJson, standardError } from "./metrics";

/** What the process of one seed left: the content of `final_info.json`, `curves.json` and `extra.json`, where it wrote them. */
export type SeedRecord = {
  readonly seed: number;
  readonly finalInfo?: string | undefined;
  readonly curves?: string | undefined;
  readonly extra?: string | undefined;
};

/** The same files of the run. Without `finalInfo`, `problem` says why the seeds are no run together. */
export type RunRecord = {
  readonly finalInfo?: string;
  readonly curves?: string;
  readonly extra: string;
  readonly problem?: string;
};

/**
 * The records of seeds that were measured apart, as the record that one process would have left: means, standard errors with n-1, the
 * values in the order of the seeds. A number that is not finite stays one that is not, so that it is told as everywhere.
 */
export function seedsTogether(records: readonly SeedRecord[], variable: string): RunRecord {
  const extra = JSON.stringify(extraOf(records));
  const curves = curvesOf(records);
  const told = { extra, ...(curves ? { curves: JSON.stringify(curves) } : {}) };
  const known: Known[] = [];
  for (const record of records) {
    const read = readSeed(record, variable);
    if (typeof read === "string") return { ...told, problem: read };
    known.push(read);
  }
  const lacking = whatIsLacking(records, known);
  if (lacking) return { ...told, problem: lacking };
  return { ...told, finalInfo: JSON.stringify(resultsOf(known)) };
}

/** The shape that a record must have to be put together with others: flat metrics. */
const Known = z.record(
  z.string(),
  z.looseObject({
    means: z.record(z.string(), z.number().nullable()),
    final_info_dict: z.record(z.string(), z.array(z.unknown())).default({}),
  }),
);
type Known = z.infer<typeof Known>;

/** The numbers of one seed, or why they are none. */
function readSeed({ seed, finalInfo, extra }: SeedRecord, variable: string): Known | string {
  if (finalInfo === undefined) return `Seed ${seed} ended well but wrote no final_info.json.`;
  const read = Known.safeParse(parsePythonJson(finalInfo));
  if (!read.success)
    return `The final_info.json of seed ${seed} is not {"<data set>": {"means": {"<metric>": number}}}, which is needed to put seeds together.`;
  const told = z.array(z.number()).safeParse(record(parsePythonJson(extra ?? "")).seeds).data ?? [seed];
  const values = Object.values(read.data).flatMap((one) => Object.values(one.final_info_dict));
  if (told.length === 1 && told[0] === seed && values.every(({ length }) => length <= 1)) return read.data;
  return `The process of seed ${seed} measured other seeds too: the experiment does not keep to those that ${variable} names.`;
}

/** A number that some seeds have and others lack cannot be averaged over the seeds. */
function whatIsLacking(records: readonly SeedRecord[], known: readonly Known[]): string | undefined {
  const named = known.map((one) =>
    Object.entries(one).flatMap(([dataset, { means }]) =>
      Object.keys(means).map((metric) => `${metric} of ${dataset}`),
    ),
  );
  for (const wanted of new Set(named.flat())) {
    const at = named.findIndex((names) => !names.includes(wanted));
    if (at >= 0) return `Seed ${records[at]?.seed} measured no ${wanted}, which other seeds did.`;
  }
  return undefined;
}

function resultsOf(known: readonly Known[]): Record<string, unknown> {
  const first = known[0] ?? {};
  return Object.fromEntries(
    Object.entries(first).map(([dataset, { means, final_info_dict }]) => {
      const result = { means: {}, stderrs: {}, final_info_dict: {} } as Record<string, Record<string, unknown>>;
      for (const metric of Object.keys(means)) {
        const values = known.map((one) => one[dataset]?.means[metric] ?? null);
        const finite = values.filter((value) => value !== null);
        const whole = finite.length === values.length;
        result.means![metric] = whole ? meanOf(finite) : null;
        if (whole && finite.length > 1) result.stderrs![metric.replace(/_mean$/, "_stderr")] = standardError(finite);
        const bare = metric.replace(/_mean$/, "");
        result.final_info_dict![metric in final_info_dict ? metric : bare] = values;
      }
      return [dataset, result];
    }),
  );
}

/** Every seed's curves under their names, with the seed where the name does not have it yet. */
function curvesOf(records: readonly SeedRecord[]): Record<string, Record<string, unknown>> | undefined {
  const all: Record<string, Record<string, unknown>> = {};
  for (const { seed, curves } of records)
    for (const [dataset, drawn] of Object.entries(record(parsePythonJson(curves ?? ""))))
      for (const [name, curve] of Object.entries(record(drawn))) {
        const ofSeed = new RegExp(`\\bseed ${seed}\\b`).test(name) ? name : `${name} (seed ${seed})`;
        all[dataset] = { ...all[dataset], [ofSeed]: curve };
      }
  return Object.keys(all).length > 0 ? all : undefined;
}

/** What a single process sums up by its largest, as the templates do: sizes are those of one model. */
const LARGEST = new Set(["trainable_parameters", "tokens_seen", "samples_seen", "peak_gpu_memory_mb"]);
/** What one process would have needed for all. */
const SUM = new Set(["wall_time_seconds"]);

function extraOf(records: readonly SeedRecord[]): Record<string, unknown> {
  const told = records.map(({ extra }) => record(parsePythonJson(extra ?? "")));
  const names = [...new Set(told.flatMap((one) => Object.keys(one)))].filter((name) => name !== "seeds");
  const facts = names.flatMap((name) => {
    const fact = factOf(
      name,
      told.flatMap((one) => (name in one ? [one[name]] : [])),
    );
    return fact === undefined ? [] : [[name, fact] as const];
  });
  return { ...Object.fromEntries(facts), seeds: records.map(({ seed }) => seed) };
}

/** A fact that seeds tell differently, and that cannot be summed up, is left to their own records. */
function factOf(name: string, values: readonly unknown[]): unknown {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === values.length && LARGEST.has(name)) return Math.max(...numbers);
  if (numbers.length === values.length && SUM.has(name)) return numbers.reduce((sum, value) => sum + value, 0);
  if (values.every(Array.isArray)) return values.flat();
  if (values.every((value) => JSON.stringify(value) === JSON.stringify(values[0]))) return values[0];
  if (values.every((value) => typeof value === "object")) return Object.assign({}, ...values);
  return undefined;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
