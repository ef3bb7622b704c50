import { reachedFiles } from "../python/reached-pieces";
import type { Environment } from "../research/environment";
import { isMeasured, type Run } from "../research/run";
import type { Evidence } from "./evidence";
import { ownLines } from "./own-lines";
import { overviewOf } from "./results-overview";
import { proseOfNotes } from "./run-notes";
import type { ClaimSources, Program } from "./sources";

/** A text that a statement can be held against. */
export type Material = {
  /** By its path in the folder of results; `OVERVIEW` is no file. */
  readonly file: string;
  /** What it is, in a line. */
  readonly about: string;
  /** What is shown of it, in its own words. */
  readonly shown: string;
  /** The whole of it, where it is a text that somebody can open. */
  readonly text?: string;
};

/** The name of what there is, in our words: runs, data sets, what was measured on average. */
export const OVERVIEW = "results";

/** Notes, programs, records of the machines and an overview of the results: what is left to ask where no query can ask the data. */
export function materialsOf(sources: ClaimSources, evidence: Evidence): Material[] {
  const { programs, notes = [], findings, manifest } = sources;
  const runs = [findings.baseline, ...findings.runs];
  const base = baseOf(programs);
  const shared = programs.filter((one) => one !== base && one.runs === undefined);
  const rest = programs.filter((one) => one !== base && !shared.includes(one));
  return [
    ...notes.map(({ path, text }) => ({ file: path, about: "what was noted", shown: proseOfNotes(text), text })),
    ...(base ? [{ file: nameOf(base), about: "the program", shown: base.text, text: base.text }] : []),
    ...rest.map((program) => ofProgram(program, programs.find((one) => isBaseOf(one, program)) ?? base)),
    ...ofShared(shared, programs, manifest, base),
    ...recordsOf(runs),
    { file: OVERVIEW, about: "what there is and what was measured", shown: overviewOf(runs, evidence) },
  ].filter(({ shown }) => shown.trim() !== "");
}

/** The program that others are changes of: that of the baseline, or one that is no run's. */
function baseOf(programs: readonly Program[]): Program | undefined {
  return (
    programs.find(({ path }) => path === "experiment.py") ??
    programs.find(({ runs }) => runs?.includes(0)) ??
    programs.find(({ runs }) => runs === undefined)
  );
}

/** The same file as the baseline had it. */
function isBaseOf({ path, runs }: Program, program: Program): boolean {
  return path === program.path && runs?.includes(0) === true && program.runs?.includes(0) !== true;
}

function nameOf({ path, runs }: Program): string {
  return runs === undefined || path.startsWith("run_") || runs[0] === 0 ? path : `run_${runs.join("_")}/${path}`;
}

function ofProgram(program: Program, base: Program | undefined): Material {
  const { runs, text } = program;
  const [file, whose] = [nameOf(program), runs ? `the program of run ${runs.join(" and ")}` : "a program"];
  const own = base && ownLines(text, base.text);
  if (!base || own === undefined) return { file, about: whose, shown: text, text };
  const { shown, missing } = own;
  const gone = missing === "" ? "" : ` What ${nameOf(base)} has and it has not: ${missing}.`;
  const about = `${whose}; shown is only what ${nameOf(base)} does not have, with the lines around it.${gone}`;
  return { file, about, shown: shown === "" ? `(the same as ${nameOf(base)})` : shown, text };
}

/** Characters of the files that the programs of all runs import. */
const MOST_SHARED = 8000;

/**
 * Programs of no run. Of those that the runs are built on, what they use, first of all what measures them; of those that nobody may
 * change and no run uses (guards) nothing; the others as they are.
 */
function ofShared(
  shared: readonly Program[],
  programs: readonly Program[],
  { metrics, locked }: ClaimSources["manifest"],
  base: Program | undefined,
): Material[] {
  const files = Object.fromEntries(shared.map(({ path, text }) => [path, text]));
  const starts = programs.filter((one) => !shared.includes(one)).map(({ text }) => text);
  const reached = reachedFiles(starts, files, Object.keys(metrics), MOST_SHARED);
  return shared.flatMap((program): Material[] => {
    const { path, text } = program;
    const shown = reached.get(path);
    if (shown === undefined) return path in locked ? [] : [ofProgram(program, base)];
    const about = shown === text.trim() ? "used by every run" : "used by every run; “…” stands for what is left out";
    return [{ file: path, about, shown, text }];
  });
}

/** Machines, each once, without the host's name. */
function recordsOf(runs: readonly Run[]): Material[] {
  const records = runs.flatMap((run) =>
    isMeasured(run) && run.environment ? [{ number: run.number, shown: shortly(run.environment) }] : [],
  );
  return [...new Set(records.map(({ shown }) => shown))].map((shown) => {
    const whose = records.filter((one) => one.shown === shown).map(({ number }) => number);
    return { file: `run_${whose[0]}/env.json`, about: `recorded of run ${whose.join(", ")}, in short`, shown };
  });
}

/** Packages that are recorded and shown. */
const MOST_PACKAGES = 30;

function shortly(record: Environment): string {
  const { gpus, gpuMemoryMb, cpu, cores, memoryGb, os, python, torchCuda, scale, seeds, packages } = record;
  const some = Object.fromEntries(Object.entries(packages).slice(0, MOST_PACKAGES));
  return JSON.stringify(
    { scale, seeds, gpus, gpuMemoryMb, cpu, cores, memoryGb, os, python, torchCuda, packages: some },
    null,
    1,
  );
}
