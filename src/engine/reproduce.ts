import * as z from "zod";
import { policyOf } from "../python/policy";
import type { Concern } from "../research/concern";
import { environmentDifferences } from "../research/environment-differences";
import { reproducedNumbers } from "../research/reproduced-numbers";
import type { ReproducedRun, Reproduction, Study } from "../research/reproduction";
import type { Run } from "../research/run";
import type { Ending } from "../research/run-view";
import { timeLimitAt } from "../research/template";
import { concernsIn } from "./concerns";
import type { Running } from "./lab";
import { timesReopened } from "./reopen";
import { guardRun } from "./stages/guard-run";
import { experimentJob, runJob } from "./stages/measure";
import { step } from "./step";

/** What will run, before anything does. */
export type RerunPlan = {
  readonly title: string;
  readonly place: string;
  /** Where the code can be read: the last commit, with all that came before in its history. */
  readonly folder: string;
  readonly runs: readonly {
    readonly number: number;
    readonly name: string;
    readonly commit: string;
    readonly command: string;
    readonly limitSeconds: number;
  }[];
  /** What to know before, a sentence each: that nothing keeps it apart. */
  readonly cautions: readonly string[];
  /** What a careful reader of somebody else's code would stop at, each with the commits that have it. */
  readonly concerns: readonly { readonly concern: Concern; readonly commits: readonly string[] }[];
};

/** Whether it may run. There is no policy for this: the code may be somebody else's. */
export type RerunGate = (plan: RerunPlan, signal: AbortSignal) => Promise<boolean>;

export type ReproductionWish = {
  /** Numbers of the runs; all that the paper was written from when left out. */
  readonly runs?: readonly number[] | undefined;
  /** Whether the recorded packages are installed for it, in an environment of their own. */
  readonly freshEnvironment: boolean;
  /** Begin anew, whatever was reproduced before. */
  readonly again: boolean;
};

/** How it ended, where it is kept, and the table as far as it has come. */
export type Reproduced = {
  readonly ending: Ending;
  readonly folder: string;
  readonly reproduction: Reproduction | undefined;
};

/** A reproduction as its folder shows it. */
export type KeptReproduction = {
  readonly folder: string;
  /** Undefined before the first run has ended. */
  readonly reproduction: Reproduction | undefined;
  /** The numbers of the runs that it is about; undefined when that was not decided yet. */
  readonly runs: readonly number[] | undefined;
};

/**
 * Runs the chosen runs of a study again, each at its own commit and scale, once the researcher has seen what will run; then every
 * number stands beside that of the paper. Resumed, it goes on with the job that runs.
 */
export async function reproduce(lab: Running, study: Study, gate: RerunGate): Promise<Reproduction> {
  await launchAll(lab, study, gate);
  const runs = study.runs.map(notYet);
  for (const [at, run] of study.runs.entries()) {
    runs[at] = await runAgain(atScaleOf(lab, run), study, run);
    await keep(lab, study, runs);
  }
  return keep(lab, study, runs);
}

const LAUNCH = "launch";

async function launchAll(lab: Running, study: Study, gate: RerunGate): Promise<void> {
  await step(lab, LAUNCH, z.literal(true), async () => {
    await lab.journal.append({ type: "waiting", step: LAUNCH, for: "launch", text: study.title });
    if (!(await gate(await planOf(lab, study), lab.signal))) throw new RerunDeclined();
    return true;
  });
}

export class RerunDeclined extends Error {
  override readonly name = "RerunDeclined";
  constructor() {
    super("Nothing was launched. Reproduce it again to be asked again.");
  }
}

async function planOf(lab: Running, study: Study): Promise<RerunPlan> {
  const first = study.runs[0];
  const cautions = first
    ? ((await lab.compute.cautions?.(experimentJob(atScaleOf(lab, first), first), lab.signal)) ?? [])
    : [];
  return {
    title: study.title,
    place: lab.compute.place,
    folder: lab.workspace.directory,
    runs: study.runs.map((run) => ({
      ...{ number: run.number, name: run.name, commit: run.commit },
      command: experimentJob(atScaleOf(lab, run), run).command.join(" "),
      limitSeconds: timeLimitAt(scaleOf(lab, run), lab.template.manifest),
    })),
    cautions,
    concerns: study.source.kind === "bundle" ? await concernsOf(lab, study) : [],
  };
}

/** Of all the code that is about to run, as if every line of it were new. An idea's own was read before it ran first. */
async function concernsOf({ workspace, template }: Running, study: Study): Promise<RerunPlan["concerns"]> {
  const files = await workspace.list();
  const programs = files.filter((path) => path.endsWith(".py") && path !== PLOTS);
  const policy = policyOf(template.manifest, files);
  const found = new Map<string, { concern: Concern; commits: string[] }>();
  for (const commit of new Set(study.runs.map((run) => run.commit))) {
    const texts = programs.map(async (path) => ({ path, before: null, after: await workspace.readAt(commit, path) }));
    const changes = (await Promise.all(texts)).map((change) => ({ ...change, after: change.after ?? "" }));
    for (const concern of concernsIn(changes, policy).filter(({ rule }) => rule !== OF_CHANGES)) {
      const key = `${concern.path}\n${concern.line}\n${concern.message}`;
      found.set(key, { concern, commits: [...(found.get(key)?.commits ?? []), commit] });
    }
  }
  return [...found.values()];
}

/** It draws what was measured, and does not run. */
const PLOTS = "plot.py";
/** A program may write its own files; only a change in a proposal must not. */
const OF_CHANGES = "own-file";

/** A run is made again at the scale that it was made at, whatever the setting says now. */
function atScaleOf(lab: Running, run: Run): Running {
  return { ...lab, parameters: { ...lab.parameters, scale: scaleOf(lab, run) } };
}

function scaleOf({ parameters }: Running, { environment }: Run): string {
  return environment?.scale ?? parameters.scale;
}

async function runAgain(lab: Running, study: Study, run: Run): Promise<ReproducedRun> {
  const name = stepOf(run);
  const job = experimentJob(lab, { ...run, attempt: 1 + timesReopened(lab, `${name}: job`) });
  const result = await runJob(lab, name, job);
  const { outcome } = await guardRun(lab, name, job, result);
  const { environment, end } = result;
  const again: Run = { ...run, outcome, environment, seconds: end.seconds };
  const { requirements, metrics } = lab.template.manifest;
  const packages = requirements.map((one) => /^[\w.-]*/.exec(one)![0]);
  return {
    ...{ number: run.number, name: run.name, commit: run.commit, outcome, environment },
    seconds: { ...(run.seconds === undefined ? {} : { paper: run.seconds }), again: end.seconds },
    differences: environmentDifferences(run.environment, environment, packages),
    numbers: reproducedNumbers(run, again, { metrics, runs: study.known }),
  };
}

/** The steps of a run begin with this. */
export function stepOf({ number, name }: Pick<Run, "number" | "name">): string {
  return `run ${number} again (${name})`;
}

function notYet({ number, name, commit, seconds }: Run): ReproducedRun {
  return {
    ...{ number, name, commit, differences: [], numbers: [] },
    seconds: seconds === undefined ? {} : { paper: seconds },
  };
}

/** What is known so far stands in a file for a person to find. */
async function keep(lab: Running, study: Study, runs: readonly ReproducedRun[]): Promise<Reproduction> {
  const reproduction: Reproduction = {
    format: 1,
    ...{ idea: study.idea, title: study.title, source: study.source, freshEnvironment: study.freshEnvironment },
    place: lab.compute.place,
    whole: runs.every(({ outcome }) => outcome !== undefined),
    runs: [...runs],
  };
  await lab.journal.publish("reproduction.json", `${JSON.stringify(reproduction, null, 2)}\n`);
  return reproduction;
}
