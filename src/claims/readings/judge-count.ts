import type { QueryOf } from "../../research/claim-reading";
import type { Evidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { isBeyond, type Judgement } from "./judgement";

/** Whether there are so many seeds, data sets or runs. */
export function judgeCount(
  { runs, datasets, seeds }: Evidence,
  { of, bound }: QueryOf<"count">,
  printed: PrintedNumber,
): Judgement {
  // Whether the baseline is counted is a matter of taste.
  const counts = { seeds: [...seeds], datasets: [datasets.length], runs: [runs.length, runs.length - 1] }[of];
  const fits = (count: number) =>
    bound === "least" || bound === "most" ? isBeyond(bound, count, printed) : Math.abs(count - printed.value) < 0.5;
  const names = { seeds: "seeds", datasets: "data sets", runs: "measured runs, the baseline included" }[of];
  const evidence = `there are ${of === "runs" ? runs.length : counts.join(" or ")} ${names}`;
  if (counts.some(fits)) return { type: "holds", evidence };
  const [only, ...others] = counts;
  const correction =
    of !== "runs" && others.length === 0 && /\d/.test(printed.text) ? { correction: String(only) } : {};
  return { type: "fails", kind: "contradicted", evidence, ...correction };
}
