import type { Direction } from "../research/template";

/** What metrics are called, whichever study they are of. */

/** Different words for the same thing in the names of metrics. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
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
    err: "loss",
    errors: "loss",
  }),
);

/** The one spelling of a word of a metric's name. */
export function spelling(word: string): string {
  return (
    SPELLINGS.get(word) ?? (word.length > 4 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word)
  );
}

/** `infected` and `infections` tell of the same thing. */
export function rootOf(word: string): string {
  const root = word.replace(/(?:ations?|ions?|ed|ing|ious|ives?|ments?|ers?|ity|al|[ae]nces?|es|s|e|y)$/, "");
  return root.length >= 5 ? root : word;
}

/** Long names of metrics whose keys hold the short one. */
export const LONG_NAMES: readonly (readonly [string, string])[] = [
  ["rmse", "root[- ]mean[- ]squared?[- ](?:errors?|deviations?)"],
  ["mse", "mean[- ]squared?[- ]errors?"],
  ["mae", "mean[- ]absolute[- ]errors?"],
  ["mape", "mean[- ]absolute[- ]percentage[- ]errors?"],
  ["fid", "fr[ée]chet(?:[- ]inception)?[- ]distances?"],
  ["auc", "areas? under (?:the |its )?(?:ROC |receiver operating characteristic )?curves?|AUROC|ROC[- ]AUC"],
  ["auroc", "areas? under (?:the |its )?(?:ROC |receiver operating characteristic )?curves?|AUC|ROC[- ]AUC"],
  ["bpc", "bits[- ]per[- ]character"],
  ["bpb", "bits[- ]per[- ]byte"],
  ["bpd", "bits[- ]per[- ]dim(?:ension)?"],
  ["nll", "(?:(?:negative[- ])?log[- ])?likelihoods?"],
  ["ssim", "structural[- ]similarit(?:y|ies)(?: index)?"],
  ["psnr", "peak[- ]signal[- ]to[- ]noise(?: ratio)?"],
  ["wer", "word[- ]error[- ]rates?"],
  ["cer", "character[- ]error[- ]rates?"],
  ["ece", "(?:expected )?calibration errors?"],
  ["iou", "intersections?[- ]over[- ]union|mIoU"],
  ["r2", "R\\^?2|coefficients? of determination"],
  ["lpips", "perceptual (?:distance|similarity)"],
  ["flops", "floating[- ]point operations"],
];

const HIGHER = new Set(
  "throughput speed acc f1 auc auroc reward return r2 bleu precision recall consistency psnr ssim iou miou dice ndcg mrr rouge meteor chrf success coverage similarity likelihood elbo correlation kappa fps silhouette coherence".split(
    " ",
  ),
);
const LOWER = new Set(
  "loss divergence kl perplexity time step epoch mse mae rmse fid distance memory regret bpc bpb bpd nll wer cer ter ece brier mape smape lpips cost gap violation attack infected infection death mortality flop".split(
    " ",
  ),
);

/** The way that one of the words says a metric is good. */
export function directionIn(words: readonly string[]): Direction | undefined {
  if (words.some((word) => HIGHER.has(word))) return "higher";
  return words.some((word) => LOWER.has(word)) ? "lower" : undefined;
}
