import { dirname } from "node:path";
import type { ClaimSources } from "../../claims/sources";
import type { PassageWish } from "../../engine/writer";
import { next, nothingYet } from "../../research/run-view";
import { readJournal } from "../journal/read-journal";
import { ideaFolder } from "../project/desk";
import { readResults } from "../read-results";
import { ProjectBroken } from "../read-template";
import { ideaOf } from "./writing-journal";

/** How far above a paper its results are looked for. */
const LEVELS = 2;

/**
 * What the runs beside the paper measured, or in a folder above it. A text can be rewritten from nothing else. Of an idea's paper the
 * idea's record says what its runs are compared with, so that verdicts are those that the paper was written from.
 */
export async function evidenceFor(
  project: string,
  { kind }: PassageWish,
  file: string,
): Promise<{ evidence?: ClaimSources }> {
  if (kind !== "rewrite" && kind !== "fix") return {};
  const found = await resultsAround(file);
  if (found) return { evidence: await asRecorded(project, file, found) };
  if (kind === "fix") return {};
  throw new ProjectBroken(
    "There is no evidence to write from: no run_*/final_info.json beside the paper or in the two folders above it.",
  );
}

async function resultsAround(file: string): Promise<ClaimSources | undefined> {
  let folder = dirname(file);
  for (let level = 0; level <= LEVELS; level++) {
    const evidence = await readResults(folder).catch((error) => {
      if (error instanceof ProjectBroken) return undefined;
      throw error;
    });
    if (evidence) return evidence;
    folder = dirname(folder);
  }
  return undefined;
}

/** The same as the record of an idea has it, where the paper is an idea’s. */
export async function asRecorded(project: string, file: string, sources: ClaimSources): Promise<ClaimSources> {
  const slug = ideaOf(project, file);
  if (slug === undefined) return sources;
  const { runs } = (await readJournal(ideaFolder(project, slug))).reduce(next, nothingYet);
  const baseline = runs.find(({ number }) => number === 0);
  if (!baseline) return sources;
  return { ...sources, findings: { ...sources.findings, baseline, runs: runs.filter((run) => run !== baseline) } };
}
