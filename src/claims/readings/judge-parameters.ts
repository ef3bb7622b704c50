import type { QueryOf } from "../../research/claim-reading";
import { allows } from "../agreement";
import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import { furtherParameters, parametersBySet } from "../noted-parameters";
import type { PrintedNumber } from "../printed-number";
import { isBeyond, type Judgement, UNMEASURED } from "./judgement";
import { runsNamed, setsNamed } from "./quantities";
import { isSoCompared } from "./sizes-compared";
import { ofEach, runsMeant } from "./whose";

type Query = QueryOf<"fact">;

/** Whether models have as many trainable parameters as the paper says, by the records of the runs and by their notes. */
export function judgeParameters(evidence: Evidence, query: Query, printed: PrintedNumber | undefined): Judgement {
  const runs = runsMeant(evidence, query, ({ environment }) => environment?.trainableParameters !== undefined);
  const [than] = runsNamed(evidence, query.than) ?? [];
  if (than) return ofEach(runs, (run) => (run ? compared(evidence, query, run, than, printed) : UNMEASURED));
  return printed ? ofEach(runs, (run) => counted(evidence, query, run, printed)) : UNMEASURED;
}

function counted(evidence: Evidence, query: Query, run: RunEvidence | undefined, printed: PrintedNumber): Judgement {
  const known = sizesOf(evidence, query, run ? [run] : evidence.runs, run ? run.noted : evidence.notes);
  const others = run ? sizesOf(evidence, query, evidence.runs, evidence.notes) : [];
  const fits = (size: number) =>
    query.bound === "least" || query.bound === "most" ? isBeyond(query.bound, size, printed) : allows(printed, size);
  const all = known.length > 0 ? known : others;
  const isRecorded = evidence.environments.some(({ trainableParameters }) => trainableParameters !== undefined);
  const told = { evidence: `the ${isRecorded ? "runs recorded" : "notes have"} parameters ${listed(all)}` };
  if (all.some(fits)) return { type: "holds", ...told };
  const further = furtherParameters(run?.noted ?? evidence.notes);
  if (known.length === 0 || further.some(fits)) return UNMEASURED;
  // Where no run is named the number may be what one has more than another.
  if (!run && known.some((one) => known.some((other) => one > other && allows(printed, one - other))))
    return UNMEASURED;
  return { type: "fails", kind: "contradicted", ...told };
}

function compared(
  evidence: Evidence,
  query: Query,
  run: RunEvidence,
  than: RunEvidence,
  printed: PrintedNumber | undefined,
): Judgement {
  if (!printed && query.way === undefined) return UNMEASURED;
  const [own, others] = [run, than].map((one) => sizesOf(evidence, query, [one], one.noted));
  const further = furtherParameters(run.noted);
  if (query.how === "difference" && printed && further.length > 0) {
    const told = { evidence: `the notes on ${nameOf(run)} have ${listed(further)} further parameters` };
    if (further.some((size) => allows(printed, size))) return { type: "holds", ...told };
    if (own!.length === 0) return { type: "fails", kind: "contradicted", ...told };
  }
  if (own!.length === 0 || others!.length === 0) return UNMEASURED;
  const told = {
    evidence: `${nameOf(run)} has ${listed(own!)} parameters, ${nameOf(than)} ${listed(others!)}`,
  };
  const holds = own!.some((size) => others!.some((other) => isSoCompared(query, size, other, printed)));
  return holds ? { type: "holds", ...told } : { type: "fails", kind: "contradicted", ...told };
}

/** By the records, else by the notes; of those that are said of a data set only what is said of one that is meant. */
function sizesOf(evidence: Evidence, { on }: Query, runs: readonly RunEvidence[], notes: string): number[] {
  const recorded = runs.flatMap(({ environment }) => environment?.trainableParameters ?? []);
  if (recorded.length > 0) return [...new Set(recorded)];
  const sets = on === undefined ? undefined : setsNamed(evidence, on);
  const noted = parametersBySet(notes, evidence.datasets);
  const placed = noted.filter(({ set }) => set !== undefined && sets?.includes(set));
  const meant = placed.length > 0 ? placed : sets ? noted.filter(({ set }) => set === undefined) : noted;
  return [...new Set(meant.map(({ value }) => value))];
}

function listed(sizes: readonly number[]): string {
  return sizes
    .slice(0, 3)
    .map((size) => size.toLocaleString("en"))
    .join(" or ");
}
