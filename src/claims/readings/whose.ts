import type { ReadRuns } from "../../research/claim-reading";
import type { Evidence, RunEvidence } from "../evidence";
import { type Judgement, UNMEASURED } from "./judgement";
import { runsNamed } from "./quantities";

type Whose = { readonly run?: ReadRuns | undefined; readonly runs?: ReadRuns | undefined };

/** The runs of which something of the code or the machines is said; undefined where it may be any. What is said of all is said of each of which something is known. */
export function runsMeant(
  evidence: Evidence,
  { run, runs = run }: Whose,
  isKnown: (run: RunEvidence) => boolean,
): readonly RunEvidence[] | undefined {
  const meant = runsNamed(evidence, runs);
  if (runs !== "all") return meant;
  const known = meant?.filter(isKnown) ?? [];
  return known.length > 0 ? known : undefined;
}

/** What is said of several fails where it does for one, and holds where it does for those of which anything is known. */
export function ofEach<One>(all: readonly One[] | undefined, judge: (one: One | undefined) => Judgement): Judgement {
  const found = all === undefined ? [judge(undefined)] : all.map(judge);
  const of = (type: Judgement["type"]) => found.find((one) => one.type === type);
  return of("fails") ?? of("holds") ?? UNMEASURED;
}
