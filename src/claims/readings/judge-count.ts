import type { QueryOf } from "../../research/claim-reading";
import type { Evidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { isBeyond, type Judgement, UNMEASURED } from "./judgement";

/** Whether there are so many seeds, data sets or runs. */
export function judgeCount(evidence: Evidence, { of, bound }: QueryOf<"count">, printed: PrintedNumber): Judgement {
  const { runs, datasets } = evidence;
  const seeds = seedsOf(evidence);
  // Whether the baseline is counted is a matter of taste.
  const counts = { seeds, datasets: [datasets.length], runs: [runs.length, runs.length - 1] }[of];
  const fits = (count: number) =>
    bound === "least" || bound === "most" ? isBeyond(bound, count, printed) : Math.abs(count - printed.value) < 0.5;
  const names = { seeds: "seeds", datasets: "data sets", runs: "measured runs, the baseline included" }[of];
  const evidenceText = `there are ${of === "runs" ? runs.length : counts.join(" or ")} ${names}`;
  if (counts.some(fits)) return { type: "holds", evidence: evidenceText };
  // Results that hold means alone do not tell what they are means of.
  if (of === "seeds" && Math.max(...counts) < 2) return UNMEASURED;
  const [only, ...others] = counts;
  const correction =
    of !== "runs" && others.length === 0 && /\d/.test(printed.text) ? { correction: String(only) } : {};
  return { type: "fails", kind: "contradicted", evidence: evidenceText, ...correction };
}

/** By what each seed gave, by the records, and by what the code calls so. */
function seedsOf({ seeds, environments, code }: Evidence): number[] {
  const recorded = environments.flatMap((one) => one.seeds?.length ?? []);
  const named = ["num_seeds", "n_seeds", "nseeds"].flatMap((name) => [...(code.named.get(name) ?? [])]);
  // `SEEDS = (0, 1, 2, 3, 4)` names them, one by one.
  const listed = [code.named.get("seeds")?.size ?? 0].filter((size) => size > 1);
  // One as well where some data sets were measured once.
  return [...new Set([...seeds, ...recorded, ...listed, ...named])].toSorted((one, other) => one - other);
}
