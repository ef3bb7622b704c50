import * as z from "zod/mini";

/** What the Experiments panel and the editor say to each other. Both sides read what arrives with these shapes and drop what does not fit. */

const Verdict = z.enum(["better", "worse", "unclear", "unknown", "repeat", "unjudged"]);
export type Verdict = z.infer<typeof Verdict>;

/** Difference to a reference in one metric, with its 95 % interval where noise is known. */
const Difference = z.object({
  value: z.number(),
  low: z.optional(z.number()),
  high: z.optional(z.number()),
  /** As it is shown: `−5.1 %`. */
  text: z.string(),
  verdict: Verdict,
  /** The whole in a sentence. */
  title: z.string(),
});
export type Difference = z.infer<typeof Difference>;

const Cell = z.object({
  mean: z.number(),
  /** Half of the 95 % interval of the mean over seeds. */
  half: z.optional(z.number()),
  seeds: z.number(),
  text: z.string(),
  /** `± 0.0004` or empty. */
  plusMinus: z.string(),
  difference: z.optional(Difference),
});
export type Cell = z.infer<typeof Cell>;

const RowState = z.enum([
  "measured",
  "running",
  "waiting",
  "unseen",
  "crashed",
  "timed-out",
  "invalid",
  "stopped",
  "unknown",
]);
export type RowState = z.infer<typeof RowState>;

const Guards = z.object({ passed: z.number(), failed: z.number(), title: z.string() });

export const RowAction = z.enum(["openLog", "openResults", "showCommit", "markInvalid", "markValid", "openTerminal"]);
export type RowAction = z.infer<typeof RowAction>;

/** One run: a line of the table. */
export const Row = z.object({
  /** `idea/number`, the same as long as the run is. */
  key: z.string(),
  slug: z.string(),
  idea: z.string(),
  number: z.number(),
  name: z.string(),
  isBaseline: z.boolean(),
  isBest: z.boolean(),
  commit: z.string(),
  change: z.string(),
  state: RowState,
  stateText: z.string(),
  /** Why its numbers do not count or are not there; empty otherwise. */
  reason: z.string(),
  /** What a reader should know of its numbers, a sentence each: not matched in size, a repeat, a warning. */
  remarks: z.array(z.string()),
  guards: z.optional(Guards),
  seconds: z.optional(z.number()),
  /** While it runs: since when (milliseconds since 1970), how long it may take, and the last line it printed. */
  since: z.optional(z.number()),
  limit: z.optional(z.number()),
  line: z.string(),
  dollars: z.optional(z.number()),
  host: z.string(),
  /** By the key of the metric's column. */
  cells: z.record(z.string(), Cell),
  /** The job that made it, by its name. */
  job: z.optional(z.string()),
  actions: z.array(RowAction),
});
export type Row = z.infer<typeof Row>;

const MetricColumn = z.object({
  key: z.string(),
  metric: z.string(),
  dataset: z.string(),
  unit: z.string(),
  direction: z.optional(z.enum(["lower", "higher"])),
  primary: z.boolean(),
});
export type MetricColumn = z.infer<typeof MetricColumn>;

const Picture = z.object({
  id: z.string(),
  title: z.string(),
  slug: z.string(),
  /** The run that made it, where it lies in a run's folder. */
  run: z.optional(z.string()),
  address: z.string(),
});
export type Picture = z.infer<typeof Picture>;

export const Experiments = z.object({
  title: z.string(),
  ideas: z.array(z.object({ slug: z.string(), title: z.string() })),
  /** The idea that the other views are about. */
  shown: z.optional(z.string()),
  columns: z.array(MetricColumn),
  rows: z.array(Row),
  pictures: z.array(Picture),
  /** What stands where there is no run yet. */
  nothing: z.string(),
});
export type Experiments = z.infer<typeof Experiments>;

/** A curve as a run recorded it; `from` is the place of the first point given, so that what grows is sent as it grows. */
const CurvePart = z.object({
  dataset: z.string(),
  name: z.string(),
  xLabel: z.string(),
  from: z.number(),
  x: z.array(z.number()),
  y: z.array(z.nullable(z.number())),
});
export type CurvePart = z.infer<typeof CurvePart>;

/** A number or a word that is not the same in all runs. */
const ParameterAxis = z.object({
  name: z.string(),
  kind: z.enum(["setting", "fact", "metric"]),
  values: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type ParameterAxis = z.infer<typeof ParameterAxis>;

const DiffLine = z.object({ kind: z.enum(["file", "hunk", "same", "added", "removed"]), text: z.string() });
export type DiffLine = z.infer<typeof DiffLine>;

const ComparedMetric = z.object({
  metric: z.string(),
  dataset: z.string(),
  primary: z.boolean(),
  one: z.optional(Cell),
  other: z.optional(Cell),
  difference: z.optional(Difference),
});
export type ComparedMetric = z.infer<typeof ComparedMetric>;

export const Compared = z.object({
  one: z.string(),
  other: z.string(),
  metrics: z.array(ComparedMetric),
  diff: z.array(DiffLine),
  /** Said where the code cannot be shown, or not all of it. */
  note: z.string(),
});
export type Compared = z.infer<typeof Compared>;

/** Every text of the panel, in the researcher's language; `{0}` stands for what is put in. */
export const WORDS = [
  ...["run", "commit", "change", "guards", "time", "cost", "host", "state", "idea", "allIdeas", "filter", "columns"],
  ...["curves", "parameters", "pictures", "compare", "export", "copyCsv", "saveCsv", "copyLatex", "saveLatex"],
  ...["savePng", "copySummary", "summary", "logScale", "noRunMatches", "noCurves", "chooseRuns", "noPictures"],
  ...["noParameters", "chooseTwo", "openDiff", "sameCode", "metric", "dataset", "difference", "best", "baseline"],
  ...["actions", "openLog", "openResults", "showCommit", "markInvalid", "markValid", "openTerminal", "show", "of"],
  ...["runsShown", "guardsPassed", "guardsFailed", "curveSummary", "curveLine", "parametersSummary"],
  ...["axisNumbers", "axisWords", "verdictBetter", "verdictWorse", "verdictUnclear", "verdictUnknown", "verdictRepeat"],
  ...["lowerIsBetter", "higherIsBetter", "tableName", "mean"],
  ...["notCounted"],
] as const;
export type Words = Readonly<Record<(typeof WORDS)[number], string>>;
const WordList = z.record(z.enum(WORDS), z.string());

/** The editor speaks. */
export const ToPanel = z.discriminatedUnion("type", [
  z.object({ type: z.literal("show"), words: WordList, model: Experiments }),
  /** Runs that changed or are new, in the order of the whole table. */
  z.object({ type: z.literal("rows"), rows: z.array(Row) }),
  z.object({ type: z.literal("curves"), run: z.string(), parts: z.array(CurvePart) }),
  z.object({ type: z.literal("parameters"), axes: z.array(ParameterAxis) }),
  z.object({ type: z.literal("compared"), compared: Compared }),
  /** Somebody asked for a run elsewhere: it is brought into sight. */
  z.object({ type: z.literal("reveal"), run: z.string() }),
]);
export type ToPanel = z.infer<typeof ToPanel>;

/** The panel speaks. */
export const FromPanel = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("want-curves"), runs: z.array(z.string()) }),
  z.object({ type: z.literal("want-parameters"), runs: z.array(z.string()) }),
  z.object({ type: z.literal("want-comparison"), one: z.string(), other: z.string() }),
  z.object({ type: z.literal("act"), action: RowAction, run: z.string() }),
  z.object({ type: z.literal("open-diff"), one: z.string(), other: z.string() }),
  z.object({ type: z.literal("open-picture"), id: z.string() }),
  z.object({
    type: z.literal("export"),
    format: z.enum(["csv", "latex"]),
    to: z.enum(["file", "clipboard"]),
    /** Keys, in the order in which they are shown. */
    rows: z.array(z.string()),
    metrics: z.array(z.string()),
  }),
  /** A chart as a PNG, base64. */
  z.object({
    type: z.literal("picture"),
    name: z.string().check(z.maxLength(80)),
    png: z.string().check(z.maxLength(20_000_000)),
  }),
  z.object({ type: z.literal("copy"), text: z.string().check(z.maxLength(1_000_000)) }),
]);
export type FromPanel = z.infer<typeof FromPanel>;
