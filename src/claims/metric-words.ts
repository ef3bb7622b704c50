import type { Direction, TemplateManifest } from "../research/template";
import { nameWords } from "./words";

/** A metric as a text may name it. */
export type MetricEvidence = {
  readonly key: string;
  readonly direction: Direction | undefined;
  readonly unit: string;
  readonly primary: boolean;
  /** Words, in their one spelling, of which a mention uses some. */
  readonly words: ReadonlySet<string>;
  /** Words of which a mention needs at least one: `loss`, `accuracy`, `time`. */
  readonly heads: ReadonlySet<string>;
};

/** Different words for the same thing in the names of metrics. */
const SPELLINGS: Readonly<Record<string, string>> = {
  validation: "val",
  valid: "val",
  training: "train",
  trained: "train",
  trains: "train",
  evaluation: "eval",
  heldout: "eval",
  held: "eval",
  test: "eval",
  accuracy: "acc",
  accuracies: "acc",
  losses: "loss",
  error: "loss",
  times: "time",
  duration: "time",
  durations: "time",
  runtime: "time",
  latency: "time",
  average: "avg",
  averaged: "avg",
  mean: "avg",
  kullback: "kl",
  leibler: "kl",
  kld: "kl",
  divergence: "divergence",
  divergences: "divergence",
  sampling: "inference",
  generation: "inference",
  inf: "inference",
  steps: "step",
  iterations: "step",
  throughput: "throughput",
  perplexities: "perplexity",
  ppl: "perplexity",
};
/** Words that say which of several, not what is measured. */
const QUALIFIERS = new Set([
  "final",
  "best",
  "total",
  "avg",
  "train",
  "val",
  "eval",
  "inference",
  "out",
  "min",
  "max",
  "to",
  "reach",
]);
/** What numbers are counted in, not what is measured. */
const UNITS = new Set(["mb", "gb", "kb", "bytes", "ms", "s", "sec", "seconds", "pct", "percent", "score"]);
/** Measures that name a metric wherever they stand in its key. */
const KNOWN = new Set(["kl", "divergence", "loss", "acc", "perplexity", "f1", "auc", "mse", "mae", "fid", "bleu"]);
/** What a metric was taken on. */
const SPLITS = ["train", "val", "eval", "inference"];
/** Metrics that count how long it takes to get somewhere begin with their head. */
const COUNTED = new Set(["step", "epoch", "time"]);

/** The one spelling of a word of a metric's name. */
export function spelling(word: string): string {
  return SPELLINGS[word] ?? (word.length > 4 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word);
}

export function metricEvidence(key: string, manifest: TemplateManifest): MetricEvidence {
  const info = manifest.metrics[key];
  const words = spelledWords(key);
  return {
    key,
    direction: info?.direction ?? usualDirection(words),
    unit: info?.unit ?? "",
    primary: info?.primary ?? false,
    words: new Set([...words, ...(words.includes("divergence") ? ["kl"] : [])]),
    heads: headsOf(words),
  };
}

/** `avg_inference_tokens_per_second` is a throughput, whatever else it is called. */
function spelledWords(key: string): string[] {
  const words = nameWords(key).map(spelling);
  const perSecond = /(?:per|_)_?(?:second|sec|s)$/i.test(key) || words.includes("throughput");
  return perSecond ? [...words, "throughput", "speed"] : words;
}

function headsOf(words: readonly string[]): Set<string> {
  if (words.includes("throughput")) return new Set(["throughput", "speed", "token"]);
  if (words.length > 1 && COUNTED.has(words[0]!)) return new Set([words[0]!]);
  const telling = words.filter((word) => !QUALIFIERS.has(word) && !UNITS.has(word) && !/^\d+$/.test(word));
  const last = telling.at(-1);
  return last === undefined ? new Set(words) : new Set([last, ...telling.filter((word) => KNOWN.has(word))]);
}

const HIGHER = new Set(
  "throughput speed acc f1 auc auroc reward return r2 bleu precision recall consistency".split(" "),
);
const LOWER = new Set(
  "loss divergence kl perplexity time step epoch mse mae rmse fid distance memory regret bpc bpb".split(" "),
);

/** Which way a metric is good, by its name alone; undefined where the name does not tell. */
function usualDirection(words: readonly string[]): Direction | undefined {
  if (words.length > 1 && COUNTED.has(words[0]!)) return "lower";
  if (words.some((word) => HIGHER.has(word))) return "higher";
  return words.some((word) => LOWER.has(word)) ? "lower" : undefined;
}

/** Whether a metric was taken on something else than what the words name: a training loss is no validation loss. */
export function isOfOtherSplit({ words }: MetricEvidence, wanted: readonly string[]): boolean {
  const own = SPLITS.filter((split) => words.has(split)).map((split) => (split === "val" ? "eval" : split));
  const named = SPLITS.filter((split) => wanted.includes(split)).map((split) => (split === "val" ? "eval" : split));
  return own.length > 0 && named.length > 0 && !named.some((split) => own.includes(split));
}

/** The words that name metrics of the list or help to. */
export function metricVocabulary(metrics: readonly MetricEvidence[]): ReadonlySet<string> {
  return new Set([
    ...metrics.flatMap(({ words }) => [...words]),
    ...SPLITS,
    "final",
    "best",
    "total",
    "avg",
    "perplexity",
  ]);
}
