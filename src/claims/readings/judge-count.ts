import type { QueryOf } from "../../research/claim-reading";
import type { Evidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { numbersNamed, settingNamed } from "./code-names";
import { isBeyond, type Judgement, UNMEASURED } from "./judgement";
import { isSoOf, runsNamed, setsNamed, UnknownName } from "./quantities";

type Query = QueryOf<"count">;

/** Whether there are so many seeds, data sets or runs, or values of a setting. */
export function judgeCount(evidence: Evidence, query: Query, printed: PrintedNumber): Judgement {
  const { of, bound } = query;
  const { counts, told } = countsOf(evidence, query);
  const fits = (count: number) =>
    bound === "least" || bound === "most" ? isBeyond(bound, count, printed) : Math.abs(count - printed.value) < 0.5;
  const other = of === "seeds" ? setWithOthers(evidence, query, fits) : undefined;
  if (other) return { type: "fails", kind: "contradicted", evidence: other };
  if (counts.some(fits)) return { type: "holds", evidence: told };
  // Results that hold means alone do not tell what they are means of, and a name with one value is no list.
  if ((of === "seeds" || of === "values") && Math.max(0, ...counts) < 2 && !isRecordedOnce(evidence, query, counts))
    return UNMEASURED;
  // A name may have other numbers besides those that were tried.
  if (of === "values" && Math.max(...counts) > printed.value) return UNMEASURED;
  const [only, ...others] = counts;
  const correction =
    of !== "runs" && others.length === 0 && /\d/.test(printed.text) ? { correction: String(only) } : {};
  return { type: "fails", kind: "contradicted", evidence: told, ...correction };
}

type Counts = { readonly counts: readonly number[]; readonly told: string };

function countsOf(evidence: Evidence, query: Query): Counts {
  const { runs, datasets } = evidence;
  switch (query.of) {
    case "datasets": {
      // “on three tasks of modular arithmetic” counts those that it names.
      const named = Array.isArray(query.on) ? setsNamed(evidence, query.on)!.length : datasets.length;
      return { counts: [named], told: `there are ${named} data sets${named < datasets.length ? " of these" : ""}` };
    }
    case "runs":
      if (Array.isArray(query.runs)) {
        const named = runsNamed(evidence, query.runs)!.length;
        return { counts: [named], told: `of these there ${named === 1 ? "is" : "are"} ${named}` };
      }
      // Whether the baseline is counted is a matter of taste.
      return {
        counts: [runs.length, runs.length - 1],
        told: `there are ${runs.length} measured runs, the baseline included`,
      };
    case "seeds": {
      const counts = query.runs === undefined && query.on === undefined ? seedsOf(evidence) : seedsAt(evidence, query);
      return { counts, told: `there are ${counts.join(" or ")} seeds` };
    }
    case "values": {
      const name = settingNamed(evidence, query.name ?? "");
      if (name === undefined) throw new UnknownName(`setting ${query.name}`);
      const values = numbersNamed(evidence.code, name);
      return { counts: [values.length], told: `the code has ${values.length} values of ${name}` };
    }
  }
}

/** By what each seed gave, by the records, and by what the code calls so. */
function seedsOf({ seeds, environments, code }: Evidence): number[] {
  const recorded = environments.flatMap((one) => one.seeds?.length ?? []);
  const named = SEEDS.flatMap((name) => [...(code.named.get(name) ?? [])]);
  // `SEEDS = (0, 1, 2, 3, 4)` names them, one by one.
  const listed = [code.named.get("seeds")?.size ?? 0].filter((size) => size > 1);
  // One as well where some data sets were measured once.
  return [...new Set([...seeds, ...recorded, ...listed, ...named])].toSorted((one, other) => one - other);
}

const SEEDS = ["num_seeds", "n_seeds", "nseeds"];

/** On some data sets or in some runs, or else anywhere. */
function seedsAt(evidence: Evidence, query: Query): number[] {
  const counts = countedAt(evidence, query, setsNamed(evidence, query.on) ?? evidence.datasets);
  return counts.length > 0 ? counts : seedsOf(evidence);
}

/** By what each seed gave there, or by what the code has for those data sets. */
function countedAt(evidence: Evidence, query: Query, sets: readonly string[]): number[] {
  const runs = runsNamed(evidence, query.runs) ?? evidence.runs;
  const measured = runs.flatMap((run) =>
    sets.flatMap((set) => evidence.metrics.flatMap(({ key }) => run.value(set, key)?.perSeed?.length ?? [])),
  );
  const coded = sets.flatMap((set) => codedFor(evidence, set));
  return [...new Set([...measured, ...coded])].toSorted((one, other) => one - other);
}

/** What is said of several data sets is said of each, or of as many as the words say; of which other numbers of seeds are known is told. */
function setWithOthers(evidence: Evidence, query: Query, fits: (count: number) => boolean): string | undefined {
  const sets = query.on === undefined ? [] : setsNamed(evidence, query.on)!;
  if (sets.length < 2) return undefined;
  const counts = sets.map((set) => ({ set, counts: countedAt(evidence, query, [set]) }));
  const known = counts.filter((one) => one.counts.length > 0);
  const so = isSoOf(
    query.ofSets,
    known.map((one) => one.counts.some(fits)),
  );
  // Where all are lists of one the results do not tell what those are means of.
  if (so !== false || counts.every((one) => Math.max(0, ...one.counts) < 2)) return undefined;
  return `the seeds are ${known.map((one) => `${one.counts.join(" or ")} on ${one.set}`).join(", ")}`;
}

/** `num_seeds = {"moons": 3}` */
function codedFor({ code }: Evidence, set: string): number[] {
  return SEEDS.flatMap((name) => numbersNamed(code, `${name}.${set.toLowerCase()}`));
}

/** One seed is known to be one where the code says so of just these data sets. */
function isRecordedOnce(evidence: Evidence, { of, on }: Query, counts: readonly number[]): boolean {
  const sets = on === undefined ? [] : (setsNamed(evidence, on) ?? []);
  return (
    of === "seeds" && counts.length === 1 && sets.length > 0 && sets.every((set) => codedFor(evidence, set).length > 0)
  );
}
