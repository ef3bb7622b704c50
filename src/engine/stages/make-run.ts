import * as z from "zod";
import type { Intent } from "../../research/change";
import type { Findings, PlannedRun } from "../../research/findings";
import { measuredRuns } from "../../research/findings";
import type { Idea } from "../../research/idea";
import { adviceOn, describeOutcome, type Run } from "../../research/run";
import { ask } from "../ask";
import { editsAnswer } from "../edits-answer";
import type { Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { shortened, toldOfRun } from "../prompts/remarks";
import { type ChangeRequest, failureText, proposeChange } from "../prompts/run-experiments";
import { reopen, timesReopened } from "../reopen";
import { step } from "../step";
import { tellOnce } from "../tell-once";
import { BASELINE_STEPS, filesAt } from "./experiment-context";
import { guardRun } from "./guard-run";
import { keepStanding } from "./keep-standing";
import { launch } from "./launch";
import { type MadeChange, makeChange } from "./make-change";
import { experimentJob, runJob } from "./measure";
import { repeatIn, whyNotRun } from "./why-not-run";

/** The experiment as its template ships it, measured here: what every run is compared with. */
export async function measureBaseline(lab: Lab, { idea, base }: ExperimentContext): Promise<Run> {
  const about = {
    number: 0,
    name: "Baseline",
    description: idea.continues
      ? "The code that the earlier study arrived at, unchanged."
      : "The unchanged experiment.",
    from: "",
    against: [],
    commit: base,
    attempt: 1 + timesReopened(lab, BASELINE_STEPS[0]),
    diff: "",
  };
  const run = await measureCommit(lab, about, idea);
  await showRun(lab, run);
  if (run.outcome.type === "measured") return run;
  // Resumed, it is run again: what it lacked may be there then.
  await reopen(lab, BASELINE_STEPS, describeOutcome(run.outcome));
  throw new BaselineFailed(run);
}

/** One planned run: change, review, commit, launch, measure; a failure is shown to the model, which repairs its change. */
export async function makeRun(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  planned: PlannedRun,
  later: readonly PlannedRun[],
): Promise<Run> {
  const number = findings.runs.length + 1;
  const origin = originOf(findings, planned);
  const start = await startingPoint(lab, context, origin, number);
  const remarks: string[] = [];
  let [base, failure, crash] = [start, "", ""];
  let run: Run = unmade(planned, number, origin.name);
  for (let attempt = 1; attempt <= lab.parameters.attemptsPerRun; attempt++) {
    const files = await filesAt(lab, base, Object.keys(context.baselineFiles));
    const request = { planned, number, attempt, files, failure, remarks, origin: origin.name, later };
    const { commit, decision } = await changeFor(lab, context, findings, request);
    if (decision.remarks) remarks.push(shortened(decision.remarks));
    run = { ...run, attempt, description: [planned.change, ...remarks.map(toldOfRun)].join("\n") };
    const earlier = measuredRuns(findings);
    const idle = await whyNotRun(lab, attemptName(request), { commit, start, base, origin: origin.name, earlier });
    base = commit ?? base;
    if (idle !== undefined) {
      run = { ...run, outcome: { type: "stopped", reason: idle, lastLines: "" } };
      if (commit) await tellOnce(lab, `${planned.name}, attempt ${attempt}: ${idle}`);
      failure = crash === "" ? idle : `${idle}\nWhat ran before it failed: ${crash}`;
      continue;
    }
    run = await measureCommit(lab, { ...run, commit: base }, context.idea);
    run = { ...run, diff: await diffOf(lab, `${attemptName(request)}: diff`, start, base) };
    run = { ...run, ...(await repeatIn(lab, attemptName(request), { earlier, commit: base })) };
    if (run.outcome.type === "measured") break;
    failure = failureText(run.outcome);
    crash = failure;
    await tellOnce(lab, `${planned.name}, attempt ${attempt}: ${describeOutcome(run.outcome)}`);
  }
  await showRun(lab, run);
  return run;
}

/** Asks for the edits of one attempt and puts them to the researcher. */
async function changeFor(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  request: ChangeRequest,
): Promise<MadeChange> {
  const question = proposeChange(context, findings, request, editsAnswer(request.files));
  const { name, change } = request.planned;
  return makeChange(
    lab,
    intentOf(lab, context.idea, attemptName(request), name, change),
    await ask(lab, question),
    question,
  );
}

function attemptName({ number, attempt }: Pick<ChangeRequest, "number" | "attempt">): string {
  return `run ${number}, attempt ${attempt}`;
}

/** What a reader of the results sees of a run's code. */
function diffOf(lab: Lab, name: string, from: string, to: string): Promise<string> {
  return step(lab, name, z.string(), async () => (await lab.workspace.diff(from, to)).slice(0, 6000));
}

export function unmade(planned: PlannedRun, number: number, from: string): Run {
  const outcome = { type: "stopped", reason: "It was never started.", lastLines: "" } as const;
  return {
    number,
    name: planned.name,
    description: planned.change,
    ...(planned.expectation && { expectation: planned.expectation }),
    from,
    against: planned.against,
    commit: "",
    attempt: 1,
    diff: "",
    outcome,
    lesson: "",
    guards: [],
  };
}

type Unmeasured = Pick<Run, "number" | "name" | "description" | "from" | "against" | "commit" | "attempt" | "diff">;

/** Runs one commit and reads its numbers. */
export async function measureCommit(lab: Lab, run: Unmeasured, idea: Idea): Promise<Run> {
  const folder = `run_${run.number}`;
  const job = experimentJob(lab, run);
  const name = run.number === 0 ? "baseline" : `run ${run.number}, attempt ${run.attempt}`;
  await launch(lab, name, run.name, job);
  const result = await runJob(lab, name, job);
  const { outcome, guards } = await guardRun(lab, name, job, result);
  if (outcome.type === "measured") await recordResults(lab, idea, run, folder);
  const { environment, end } = result;
  return { ...run, outcome, guards: [...guards], environment, seconds: end.seconds, lesson: "" };
}

async function recordResults(lab: Lab, idea: Idea, run: Unmeasured, folder: string): Promise<void> {
  const intent = intentOf(lab, idea, `${folder}: results`, `Measure “${run.name}”`, `Results of commit ${run.commit}.`);
  const guards = lab.template.manifest.guardCommand ? [`${folder}/guards.json`] : [];
  const files = [`${folder}/final_info.json`, `${folder}/env.json`, ...guards];
  await step(lab, intent.step, z.string(), () => lab.workspace.record(files, intent));
}

/**
 * The commit that a run's edit starts from: HEAD with the experiment's files put back, if need be, to those of the result
 * that the run builds on. What the researcher changed by hand meanwhile is kept as a commit of its own.
 */
async function startingPoint(lab: Lab, context: ExperimentContext, origin: Run, number: number): Promise<string> {
  const name = `run ${number}: start`;
  return step(lab, name, z.string(), async () => {
    const own = intentOf(lab, context.idea, `${name}: by hand`, "Edits by the researcher", "Made outside a proposal.");
    await lab.workspace.settle(own);
    const intent = intentOf(lab, context.idea, name, `Start from “${origin.name}”`, "Each run changes one thing.");
    return lab.workspace.restore(origin.commit, Object.keys(context.baselineFiles), intent);
  });
}

/** The measured result that a planned run names; the baseline when it names none that is there. */
export function originOf(findings: Findings, planned: PlannedRun): Run {
  const wanted = planned.from.toLowerCase();
  return measuredRuns(findings).findLast(({ name }) => name.toLowerCase() === wanted) ?? findings.baseline;
}

/** Lets every view know the run as it now stands, once, and whoever reads only its folder when its numbers are no method's. */
export async function showRun(lab: Lab, run: Run): Promise<void> {
  await keepStanding(lab, run);
  const text = JSON.stringify(run);
  const shown = lab.journal.history.some(
    (event) => event.type === "run-recorded" && JSON.stringify(event.run) === text,
  );
  if (!shown) await lab.journal.append({ type: "run-recorded", run });
}

export function intentOf(
  lab: Lab,
  idea: Idea,
  step: string,
  title: string,
  why: string,
  kind: Intent["kind"] = "code",
): Intent {
  return { idea: idea.Name, step, title, why, kind, model: lab.model.name, hunks: [] };
}

/** The template itself does not run here: nothing can be compared with it. */
export class BaselineFailed extends Error {
  override readonly name = "BaselineFailed";
  constructor(run: Run) {
    const how = `The baseline did not run: ${describeOutcome(run.outcome).replace(/\.$/, "")}.`;
    super([how, ...adviceOn(run.outcome), NOTHING_SPENT].join(" "));
  }
}

const NOTHING_SPENT = "Nothing was asked of a model yet. Repair the template, commit, and resume.";
