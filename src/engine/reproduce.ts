import * as z from "zod";
import { environmentDifferences } from "../research/environment-differences";
import { reproducedNumbers } from "../research/reproduced-numbers";
import type { ReproducedRun, Reproduction, Study } from "../research/reproduction";
import type { Run } from "../research/run";
import type { Ending } from "../research/run-view";
import type { Running } from "./lab";
import { timesReopened } from "./reopen";
import { atScaleOf, planOf, type RerunGate, type Surroundings } from "./rerun-plan";
import { guardRun } from "./stages/guard-run";
import { experimentJob, runJob } from "./stages/measure";
import { step } from "./step";

export type ReproductionWish = {
  /** Numbers of the runs; when left out those that the paper prints, and where none is known all that were measured and count. */
  readonly runs?: readonly number[] | undefined;
  /** Whether the recorded packages are installed for it, in an environment of their own; undefined: as it was begun. */
  readonly freshEnvironment: boolean | undefined;
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
  /** Whether it has packages of its own; undefined when that was not decided yet. */
  readonly freshEnvironment?: boolean | undefined;
  /** Which bundle it is of; undefined for an idea, and before one was unpacked. */
  readonly bundle?: string | undefined;
};

/**
 * Runs the chosen runs of a study again, each at its own commit and scale, once the researcher has seen what will run; then every
 * number stands beside that of the paper. Resumed, it goes on with the job that runs.
 */
export async function reproduce(
  lab: Running,
  study: Study,
  surroundings: Surroundings,
  gate: RerunGate,
): Promise<Reproduction> {
  await launchAll(lab, study, surroundings, gate);
  await surroundings.prepare();
  const runs = study.runs.map(notYet);
  for (const [at, run] of study.runs.entries()) {
    runs[at] = await runAgain(atScaleOf(lab, run), study, run);
    await keep(lab, study, runs);
  }
  return keep(lab, study, runs);
}

const LAUNCH = "launch";

async function launchAll(lab: Running, study: Study, around: Surroundings, gate: RerunGate): Promise<void> {
  await step(lab, LAUNCH, z.literal(true), async () => {
    await lab.journal.append({ type: "waiting", step: LAUNCH, for: "launch", text: study.title });
    if (!(await gate(await planOf(lab, study, around), lab.signal))) throw new RerunDeclined();
    return true;
  });
}

export class RerunDeclined extends Error {
  override readonly name = "RerunDeclined";
  constructor() {
    super("Nothing was launched. Reproduce it again to be asked again.");
  }
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
    ...(study.why === undefined ? {} : { why: study.why }),
    place: lab.compute.place,
    whole: runs.every(({ outcome }) => outcome !== undefined),
    runs: [...runs],
  };
  await lab.journal.publish("reproduction.json", `${JSON.stringify(reproduction, null, 2)}\n`);
  return reproduction;
}
