import type { Direction, TemplateManifest } from "../research/template";
import { directionIn, spelling } from "./metric-vocabulary";
import { nameWords } from "./words";

/** A metric as a text may name it. */
export type MetricEvidence = {
  readonly key: string;
  readonly direction: Direction | undefined;
  readonly unit: string;
  readonly primary: boolean;
  /** The smallest and the largest size that was measured. */
  readonly sizes: readonly [number, number];
  /** Words, in their one spelling, of which a mention uses some. */
  readonly words: ReadonlySet<string>;
  /** Words of which a mention needs at least one: `loss`, `accuracy`, `time`. */
  readonly heads: ReadonlySet<string>;
  /** Words that name it where nothing else does. */
  readonly hints: ReadonlySet<string>;
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
const UNITS = new Set("mb gb kb bytes ms s sec second minute hour pct percent score".split(" "));
/** Measures that name a metric wherever they stand in its key. */
const KNOWN = new Set(
  "kl divergence loss acc perplexity f1 auc auroc mse mae rmse fid bleu psnr ssim nll bpc iou dice wer cer ece".split(
    " ",
  ),
);
/** Kinds of errors, and “error” is spelled as a loss. */
const ERRORS = new Set("mse mae rmse mape wer cer ece rmsle nrmse".split(" "));
/** What a metric was taken on. */
const SPLITS = ["train", "val", "eval", "inference"];
/** Metrics that count how long it takes to get somewhere begin with their head. */
const COUNTED = new Set(["step", "epoch", "time"]);

export function metricEvidence(key: string, manifest: TemplateManifest, sizes: readonly number[]): MetricEvidence {
  const info = manifest.metrics[key];
  const words = spelledWords(key);
  const heads = headsOf(words);
  return {
    key,
    direction: info?.direction ?? usualDirection(words),
    unit: info?.unit ?? "",
    primary: info?.primary ?? false,
    sizes: [Math.min(...sizes), Math.max(...sizes)],
    words: new Set([...words, ...(words.includes("divergence") ? ["kl"] : [])]),
    heads,
    hints: hintsOf(words, heads),
  };
}

/** `avg_inference_tokens_per_second` is a throughput, whatever else it is called. */
function spelledWords(key: string): string[] {
  const bare = nameWords(key).map(spelling);
  const own = bare.includes("time") ? bare.map((word, at) => (at > 0 && word === "min" ? "minute" : word)) : bare;
  const perSecond = /per_?(?:second|sec|s)$|(?:tokens?|samples?|images|frames|it(?:er)?s)_(?:sec|s)$/i.test(key);
  if (perSecond || own.includes("throughput")) return [...own, "throughput", "speed"];
  const error = own.some((word) => ERRORS.has(word)) ? ["loss"] : [];
  const time = own.some((word, at) => at > 0 && word !== "s" && TIMED.has(word)) ? ["time"] : [];
  return [...own, ...error, ...time];
}

function headsOf(words: readonly string[]): Set<string> {
  if (words.includes("throughput")) return new Set(["throughput", "speed", "token"]);
  if (isCount(words)) return new Set([words[0]!]);
  if (words.some((word) => word !== "s" && TIMED.has(word))) return new Set(["time"]);
  const telling = tellingOf(words);
  const last = telling.at(-1);
  return last === undefined ? new Set(words) : new Set([last, ...telling.filter((word) => KNOWN.has(word))]);
}

/** What is left of a name without units and without words that say which of several. */
function tellingOf(words: readonly string[]): string[] {
  return words.filter((word) => !QUALIFIERS.has(word) && !UNITS.has(word) && !/^\d+$/.test(word));
}

const TIMED = new Set("time ms s sec second minute hour".split(" "));

/** `step_val_acc_99` counts steps; `epoch_time_s` is a time. */
function isCount(words: readonly string[]): boolean {
  return words.length > 1 && COUNTED.has(words[0]!) && !words.some((word, at) => at > 0 && TIMED.has(word));
}

/** What every text speaks of: the “increase” of `max_increase_rate` names no metric. */
const OF_CHANGES = /^(?:increas|decreas|reduc|improv|chang|gain|drop|delta|diff)/;

/** Words that are no head of a name and yet say what it is of: the `attack` of `attack_rate`. */
function hintsOf(words: readonly string[], heads: ReadonlySet<string>): Set<string> {
  if (isCount(words) || words.includes("throughput")) return new Set();
  return new Set(tellingOf(words).filter((word) => word.length >= 4 && !heads.has(word) && !OF_CHANGES.test(word)));
}

/** Which way a metric is good, by its name alone; undefined where the name does not tell. */
function usualDirection(words: readonly string[]): Direction | undefined {
  if (isCount(words)) return "lower";
  return directionIn(words);
}

/** Whether a name says by itself that it is one of a metric. */
export function looksLikeMetric(name: string): boolean {
  return directionIn(nameWords(name).map(spelling)) !== undefined;
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
