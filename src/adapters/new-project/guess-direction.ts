import type { MetricInfo } from "../../research/template";

/** What the name of a metric says about it, where it says it clearly; wall time is a cost and gets no verdict. */
export function guessMetric(name: string): Partial<MetricInfo> {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const has = (...known: string[]) => known.some((word) => words.includes(word));
  if (has("time", "seconds", "duration", "runtime", "latency")) return { direction: "lower", judged: false };
  if (
    has(
      "loss",
      "error",
      "err",
      "mse",
      "rmse",
      "mae",
      "nll",
      "perplexity",
      "ppl",
      "bpc",
      "kl",
      "divergence",
      "fid",
      "regret",
    )
  )
    return { direction: "lower" };
  if (
    has("acc", "accuracy", "auc", "auroc", "f1", "precision", "recall", "bleu", "rouge", "psnr", "ssim", "reward", "r2")
  )
    return { direction: "higher" };
  return {};
}
