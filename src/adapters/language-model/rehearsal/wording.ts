import type { Measured } from "./results";

/** `kl_divergence` → `KL divergence` */
export function metricLabel(name: string): string {
  const words = name
    .replace(/_mean$/, "")
    .split(/[_.\s]+/)
    .filter(Boolean);
  return words.map((word) => (ACRONYMS.has(word.toLowerCase()) ? word.toUpperCase() : word)).join(" ");
}

const ACRONYMS = new Set(["kl", "mse", "mae", "rmse", "auc", "fid", "nll", "r2", "cpu", "gpu", "mmd", "psnr", "ssim"]);

/** Decimals that leave two significant digits of `spread`, 0 to 5. */
function decimalsFor(spread: number): number {
  if (!(spread > 0)) return 3;
  return Math.min(5, Math.max(0, 1 - Math.floor(Math.log10(spread))));
}

/** A value as the paper prints it: as many decimals as its uncertainty allows, four significant digits without one. */
export function printed(value: number, spread: number | undefined): string {
  if (spread !== undefined && spread > 0) return value.toFixed(decimalsFor(spread));
  const size = Math.abs(value);
  if (value === 0 || size >= 1e5 || size < 1e-4) return value === 0 ? "0" : value.toExponential(2);
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.max(0, 3 - Math.floor(Math.log10(size))));
}

/** Mean and half interval: `0.47 ± 0.15`. In LaTeX it belongs in math mode. */
export function meanAndHalf({ mean, half }: Measured, plusMinus: string): string {
  const text = printed(mean, half);
  return half === undefined ? scientific(text, plusMinus) : `${text} ${plusMinus} ${half.toFixed(decimalsFor(half))}`;
}

/** `1.2e-5` for LaTeX; left alone in plain text. */
function scientific(text: string, plusMinus: string): string {
  return plusMinus === "±"
    ? text
    : text.replace(
        /e([+-]?)0*(\d+)$/,
        (_, sign: string, power: string) => ` \\times 10^{${sign === "-" ? "-" : ""}${power}}`,
      );
}

/** The size of the difference and its interval, both printed to the interval's precision. */
export function differenceParts(row: Measured): { readonly size: string; readonly interval: string | undefined } {
  const { difference = 0, interval } = row;
  const spread = interval ? (interval[1] - interval[0]) / 2 : undefined;
  const size = printed(Math.abs(difference), spread);
  if (!interval) return { size, interval: undefined };
  const [low, high] = interval.map((end) => signed(end, spread));
  return { size, interval: `[${low}, ${high}]` };
}

function signed(value: number, spread: number | undefined): string {
  const text = printed(value, spread);
  return value > 0 ? `+${text}` : text;
}

/** Times and the like, which are reported and never called better or worse. */
export function isCost({ verdict }: Measured): boolean {
  return verdict.startsWith("a cost");
}

/** How many data sets say what, to stand after "is": `better on 3 of 4 data sets and not clearly different on 1`. */
export function tally(rows: readonly Measured[]): string {
  const counted = Object.entries(ADJECTIVES)
    .map(([verdict, adjective]) => ({ adjective, count: rows.filter((row) => row.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  if (counted.length === 0) {
    const unknown = rows.filter(({ verdict }) => isUnknown(verdict));
    return unknown.length > 0 ? singleTally(unknown) : "not compared";
  }
  const parts = counted.map(
    ({ adjective, count }, index) => `${adjective} on ${share(count, rows.length, index === 0)}`,
  );
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

const ADJECTIVES: Readonly<Record<string, string>> = {
  better: "better",
  worse: "worse",
  "no clear difference": "not clearly different",
};

/** Without repetitions there is a direction and no verdict. */
function singleTally(rows: readonly Measured[]): string {
  const signs = [
    ["lower", rows.filter(({ difference = 0 }) => difference < 0).length],
    ["higher", rows.filter(({ difference = 0 }) => difference > 0).length],
    ["the same", rows.filter(({ difference = 0 }) => difference === 0).length],
  ] as const;
  const parts = signs
    .filter(([, count]) => count > 0)
    .map(([word, count], index) => `${word} on ${share(count, rows.length, index === 0)}`);
  return `${parts.join(", ")}, from one measurement each, so that noise is unknown`;
}

/** Of one measurement, or of seeds that all gave the same. */
export function isUnknown(verdict: string): boolean {
  return verdict.endsWith("noise unknown");
}

function share(count: number, total: number, first: boolean): string {
  if (total === 1) return "the one data set";
  if (count === total) return `all ${total} data sets`;
  return first ? `${count} of ${total} data sets` : String(count);
}

/** One sentence about one number: which way, how far, with which interval and verdict. */
export function changeSentence(row: Measured, label: string, style: "plain" | "latex"): string {
  const math = (text: string) => (style === "latex" ? `$${text}$` : text);
  const { size, interval } = differenceParts(row);
  const latexSize = style === "latex" ? scientific(size, "\\pm") : size;
  const way = (row.difference ?? 0) < 0 ? "falls" : "rises";
  const where = `On ${style === "latex" ? `\\texttt{${row.dataset.replace(/[_&%#$]/g, "\\$&")}}` : row.dataset}`;
  if ((row.difference ?? 0) === 0) return `${where} the ${label} stays where it was.`;
  if (!interval)
    return `${where} the ${label} ${way} by ${math(latexSize)}, from one measurement each, so that noise is unknown.`;
  if (row.verdict === "no clear difference")
    return `${where} there is no clear difference in the ${label} (95${style === "latex" ? "\\,\\%" : " %"} interval of the difference ${math(interval)}).`;
  return `${where} the ${label} ${way} by ${math(latexSize)} (95${style === "latex" ? "\\,\\%" : " %"} interval of the difference ${math(interval)}), which counts as ${row.verdict}.`;
}
