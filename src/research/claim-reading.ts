import * as z from "zod";

/** How many of several it is said of: `not all`, exactly so many, at least so many (`>=2`). */
export const Quantity = z.union([
  z.enum(["all", "some", "most", "none", "not all"]),
  z.number().int().min(0),
  z.string().regex(/^>=\d+$/),
]);
export type Quantity = z.infer<typeof Quantity>;

const RunNumber = z.number().int().min(0);
/** One run; a model writes `[0]` as often as `0`. */
const OneRun = z.union([RunNumber, z.tuple([RunNumber]).transform(([one]) => one)]);
/** The runs that are meant, by number; `none` where the words tell one that was never made. Left out where they leave it open. */
const Runs = z.union([z.enum(["all", "none"]), RunNumber.transform((one) => [one]), z.array(RunNumber).min(1)]);
/** The data sets that are meant; left out where the words leave it open. */
const Sets = z.union([z.literal("all"), z.string().transform((one) => [one]), z.array(z.string()).min(1)]);
export type ReadRuns = z.infer<typeof Runs>;
export type ReadSets = z.infer<typeof Sets>;

/** A text from the paper; a model writes 0.31 as often as "0.31". */
const Printed = z.union([z.string(), z.number().transform(String)]);

/** Which way the words say that something went. */
const Way = z.enum(["lower", "higher", "better", "worse", "faster", "slower"]);
/** How much the words say that it is: `clear` for what is not to be overlooked, `large` for far more. */
const Size = z.enum(["small", "clear", "large"]);
export type Size = z.infer<typeof Size>;
/** How a size is printed: of where it comes from, as one number over the other, or as what lies between them. */
const How = z.enum(["percent", "factor", "difference"]);

/** Of several data sets: each of them, their mean, their sum. */
const Take = z.enum(["each", "mean", "sum"]);
const where = {
  metric: z.string().optional(),
  on: Sets.optional(),
  take: Take.default("each"),
};
const whose = { runs: Runs.optional(), ofRuns: Quantity.default("all"), ofSets: Quantity.default("all") };
/** `number` as it stands in the quote; `means` where it stands there in words. */
const printed = {
  number: Printed.optional(),
  means: z.number().optional(),
  bound: z.enum(["exact", "about", "least", "most", "up to"]).default("exact"),
};
/** A change that others are parts of. */
const Whole = z.object({ run: OneRun, than: OneRun });
/** Where a run is compared with itself: what it measured on these data sets, or by this metric. */
const across = { thanOn: Sets.optional(), thanMetric: z.string().optional() };

/** Whose a setting, a fact or a technique is; a model writes `runs` as often as `run`. */
const ofRuns = { run: Runs.optional(), runs: Runs.optional() };
/** Where a setting or a size is compared with that of another run: how, or only which way. */
const against = {
  than: Runs.optional(),
  how: How.default("factor"),
  way: z.union([Way, z.literal("equal")]).optional(),
};
const Counted = z.enum(["seeds", "datasets", "runs", "values"]);
/** What is known of machines, software and sizes of models. */
const Fact = z.enum(["gpu", "cpu", "system", "gpus", "cores", "memory", "version", "library", "parameters"]);

export const ClaimQuery = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("value"),
    ...{ ...whose, ...where, ...printed },
    /** `complement`: an error rate where the metric is an accuracy; `spread`: what stands for its uncertainty. */
    as: z
      .enum(["plain", "perplexity", "complement", "spread", "median", "best seed", "worst seed", "seed"])
      .default("plain"),
  }),
  z.object({
    kind: z.literal("change"),
    ...{ ...whose, ...where, ...printed },
    than: Runs.optional(),
    ...across,
    way: Way.optional(),
    how: How.default("percent"),
  }),
  z.object({
    kind: z.literal("comparison"),
    ...{ ...whose, ...where },
    than: Runs.optional(),
    ofThan: Quantity.default("all"),
    ...across,
    way: z.union([Way, z.enum(["equal", "different"])]),
    size: Size.optional(),
    significant: z.boolean().optional(),
    /** That it is so on these data sets only, or of these runs only. */
    only: z.union([z.boolean(), z.enum(["sets", "runs"])]).default(false),
    /** Of how many seeds it is said, each beside its own. */
    ofSeeds: Quantity.optional(),
  }),
  z.object({
    kind: z.literal("rank"),
    ...{ ...whose, ...where },
    /** Whether runs are ranked, or the data sets of a run. */
    of: z.enum(["runs", "sets"]).default("runs"),
    among: Runs.optional(),
    /** Where gains are ranked: what they are gains over. */
    than: Runs.optional(),
    how: How.optional(),
    /** That it has its place on these data sets only. */
    only: z.boolean().default(false),
    way: z.enum(["best", "worst", "lowest", "highest"]),
    /** The places of several: `[1, 2]` where two lead. */
    place: z.union([z.number().int().min(1), z.array(z.number().int().min(1)).min(1)]).default(1),
  }),
  z.object({
    kind: z.literal("order"),
    ...{ ...whose, ...where },
    /** `same`: that runs rank alike on all data sets, or by another metric. */
    way: z.enum(["rising", "falling", "improving", "worsening", "same"]),
    thanMetric: z.string().optional(),
  }),
  z.object({
    kind: z.literal("range"),
    ...{ ...whose, ...where },
    than: Runs.optional(),
    how: How.default("percent"),
    way: Way.optional(),
    /** Where they are shares: of which change. */
    whole: Whole.optional(),
    /** Where they are values of a setting that was tried with them. */
    setting: z.string().optional(),
    /** `interval`: the two ends of what is uncertain about a value, and not the least and the greatest of several. */
    as: z.enum(["plain", "interval"]).default("plain"),
    low: Printed,
    high: Printed,
  }),
  z.object({
    kind: z.literal("share"),
    ...{ ...where, ...printed },
    run: OneRun,
    than: OneRun,
    whole: Whole,
  }),
  z.object({
    kind: z.literal("count"),
    ...printed,
    of: Counted,
    /** Of seeds: where there are so many. Of values: the setting that was tried with them. */
    ...{ runs: Runs.optional(), on: Sets.optional(), name: z.string().optional() },
    /** On how many of those data sets there are so many seeds. */
    ofSets: Quantity.default("all"),
  }),
  z.object({
    kind: z.literal("reach"),
    ...{ ...whose, metric: where.metric, on: where.on, ...printed },
    /** Of how many seeds it is said. */
    ofSeeds: Quantity.optional(),
    /** Whether they are said to get there. */
    reached: z.boolean().default(true),
  }),
  z.object({
    kind: z.literal("goal"),
    metric: where.metric,
    /** Which way is said to be good. */
    way: z.enum(["lower", "higher"]),
  }),
  z.object({
    kind: z.literal("setting"),
    ...printed,
    /** A name of the code, or small arithmetic over names: `n_embd / n_head`. */
    name: z.string(),
    ...ofRuns,
    text: Printed.optional(),
    ...against,
  }),
  z.object({
    kind: z.literal("fact"),
    ...printed,
    of: Fact,
    /** Of a version: what it is a version of. */
    name: z.string().optional(),
    text: Printed.optional(),
    ...{ ...ofRuns, ...against },
    /** Of parameters: the data sets on which a model has so many. */
    on: Sets.optional(),
  }),
  z.object({
    kind: z.literal("feature"),
    /** Names that code would have where it does so, any of them. */
    names: z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]),
    used: z.boolean().default(true),
    ...ofRuns,
  }),
  z.object({ kind: z.literal("none") }),
]);
export type ClaimQuery = z.infer<typeof ClaimQuery>;
export type QueryOf<Kind extends ClaimQuery["kind"]> = Extract<ClaimQuery, { kind: Kind }>;

/** What one statement of a paper asks of the data, as a model read it: its line, and the words in it that were read (none of `none`). */
export const ClaimReading = z.object({ line: z.string(), quote: z.string().default("") }).and(ClaimQuery);
export type ClaimReading = z.infer<typeof ClaimReading>;

/** What the numbers of a row or a column of a table are. */
const Numbers = {
  run: OneRun.optional(),
  ...{ metric: where.metric, on: where.on, take: Take.optional() },
  /** `range`: from the smallest to the largest over the data sets; `interval`: the two ends of what is uncertain. */
  as: z.enum(["plain", "perplexity", "complement", "spread", "range", "interval"]).optional(),
  /** Where the numbers are changes: what from, and how they are printed. */
  than: OneRun.optional(),
  how: How.optional(),
  /** Where the numbers are what the changes are of another one. */
  whole: Whole.optional(),
  /** Where they are no results: a name of the code, or small arithmetic over names; a fact of machine or software; how many there are. */
  setting: z.string().optional(),
  fact: Fact.optional(),
  count: Counted.optional(),
  /** Of a version what it is of, of a count of values the setting. */
  name: z.string().optional(),
};
const Next = z.object(Numbers);
const Axis = {
  ...Numbers,
  /** What the further numbers are in cells that have several, in their order. */
  next: z.union([Next.transform((one) => [one]), z.array(Next).min(1)]).optional(),
};
const Place = z.number().int().min(1);
const Places = z.union([Place.transform((one) => [one]), z.array(Place).min(1)]);
export const TableReading = z.object({
  line: z.string(),
  kind: z.literal("table"),
  rows: z.array(z.object({ at: Places, ...Axis })).default([]),
  columns: z.array(z.object({ at: Places, ...Axis })).default([]),
});
export type TableReading = z.infer<typeof TableReading>;

/** What a model wrote without what it left empty: many write `null` for a field that they mean to leave out. */
export function withoutNulls(written: unknown): unknown {
  if (Array.isArray(written)) return written.map(withoutNulls);
  if (typeof written !== "object" || written === null) return written;
  const filled = Object.entries(written).filter(([, value]) => value !== null);
  return Object.fromEntries(filled.map(([key, value]) => [key, withoutNulls(value)]));
}
