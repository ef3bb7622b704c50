import type { ClaimSources } from "../claims/sources";
import { claimLibrary, judgedParts } from "./claim-problems";
import { parseLatex } from "./document";

/** The numbers of the runs whose measurements a paper prints, in order: those that its claims were found to rest on. */
export function citedRuns(paper: string, sources: ClaimSources): number[] {
  const judged = judgedParts([parseLatex(paper, "paper.tex")], claimLibrary(sources));
  const supported = judged.flatMap(({ verdicts }) => verdicts.filter(({ kind }) => kind === "supported"));
  const runs = supported
    .flatMap(({ origins }) => origins ?? [])
    .flatMap(({ run, from }) => (from === undefined ? [run] : [run, from]));
  return [...new Set(runs)].sort((one, other) => one - other);
}
