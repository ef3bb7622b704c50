import { type Findings, methodRuns, type PlannedRun } from "../../research/findings";
import type { Run } from "../../research/run";
import { ask } from "../ask";
import type { Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { handIn } from "../prompts/remarks";
import { judgeRun, planRuns, type VerdictAnswer } from "../prompts/run-experiments";
import { tellOnce } from "../tell-once";
import { enterEstimatedStage } from "./enter-stage";
import { makeRun, measureBaseline, showRun } from "./make-run";
import { repeatRun, withinRepeats } from "./repeat-run";
import { asJudged, beginOf, PLOTS, wantedBefore } from "./researchers-word";
import { writeNotes } from "./write-notes";

/** Baseline, plan, then run after run, each judged before the next, until the question is answered or the runs are used up. */
export async function runExperiments(lab: Lab, context: ExperimentContext): Promise<Findings> {
  await enterEstimatedStage(lab, "experiments", context.sizes);
  const baseline = await measureBaseline(lab, context);
  let findings: Findings = { baseline, runs: [], plan: [], complete: false };
  const { runs } = await ask(lab, planRuns(context, findings));
  findings = { ...findings, plan: withinRepeats(runs, findings).slice(0, lab.parameters.maxRuns) };
  for (let taken = 0; ; ) {
    const wanted = wantedBefore(lab, findings.runs.length + 1)[taken];
    if (!wanted && findings.complete) break;
    if (wanted) taken++;
    findings = await makeNextRun(lab, context, { ...findings, plan: [...(wanted ? [wanted] : []), ...findings.plan] });
  }
  if (methodRuns(asJudged(lab, findings, PLOTS)).length < 2) throw new NothingMeasured(findings.runs);
  return findings;
}

/**
 * Runs that a review or the researcher asked for when the experiments were over, one after the other. Their lessons change no plan.
 */
export async function runMore(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  plan: readonly PlannedRun[],
): Promise<Findings> {
  let known = findings;
  const given = { ...context, maxRuns: findings.runs.length + plan.length, isGiven: true };
  for (const [index] of plan.entries()) {
    const next = await makeNextRun(lab, given, { ...known, plan: plan.slice(index) });
    known = { ...next, plan: [], complete: true };
  }
  return known;
}

/** The first planned run, measured and judged; what is learnt decides the rest of the plan. */
async function makeNextRun(lab: Lab, context: ExperimentContext, findings: Findings): Promise<Findings> {
  const [first, ...remaining] = findings.plan;
  if (!first) return { ...findings, complete: true };
  const planned = { ...first, name: unusedName(first.name, findings) };
  const number = findings.runs.length + 1;
  const before = asJudged(lab, findings, beginOf(number));
  const made = planned.repeat
    ? await repeatRun(lab, context.idea, before, planned)
    : await makeRun(lab, context, before, planned, remaining);
  const known = { ...findings, runs: [...findings.runs, made] };
  const judged = asJudged(lab, known, new RegExp(`^run ${number}: lesson$`));
  const said = await ask(lab, judgeRun(context, judged, { run: made, planned }, remaining));
  const { run, verdict } = asItRan(findings, made, said);
  const learnt = withLesson(known, { ...run, lesson: verdict.lesson });
  await showRun(lab, { ...run, lesson: verdict.lesson });
  if (verdict.request) await tellOnce(lab, `The model asks the researcher: ${verdict.request}`);
  const noted = asJudged(lab, learnt, new RegExp(`^notes after run ${number}$`));
  await writeNotes(lab, context.idea, noted);
  return { ...learnt, ...whatIsNext(lab, noted, verdict, remaining) };
}

/**
 * A run that the researcher made another one of, by what they rejected, edited or asked for, is called what it was. Plans that name
 * it by its old name mean this run.
 */
function asItRan(findings: Findings, run: Run, verdict: VerdictAnswer) {
  const hand = handIn(run.description);
  if (!verdict.ran || hand === "") return { run, verdict };
  const name = unusedName(verdict.ran.name, findings);
  const now = (called: string) => (called.toLowerCase() === run.name.toLowerCase() ? name : called);
  const runs = verdict.runs.map((next) => ({ ...next, from: now(next.from), against: next.against.map(now) }));
  return { run: { ...run, name, description: `${verdict.ran.description}\n${hand}` }, verdict: { ...verdict, runs } };
}

/** A legend must tell two runs apart: a name that is taken gets a number. */
function unusedName(name: string, { baseline, runs }: Findings): string {
  const taken = new Set([baseline, ...runs].map((run) => run.name));
  for (let copy = 1; ; copy++) {
    const candidate = copy === 1 ? name : `${name} (${copy})`;
    if (!taken.has(candidate)) return candidate;
  }
}

function withLesson(findings: Findings, run: Run): Findings {
  return { ...findings, runs: [...findings.runs.slice(0, -1), run] };
}

/** Ends when the runs are used up, or when the model says so and something besides the baseline was measured. */
function whatIsNext(lab: Lab, findings: Findings, verdict: VerdictAnswer, remaining: readonly PlannedRun[]) {
  const left = lab.parameters.maxRuns - findings.runs.length;
  const finished = verdict.next === "finish" && methodRuns(findings).length > 1;
  const wanted = verdict.runs.length > 0 ? verdict.runs : remaining;
  const plan = withinRepeats(wanted, findings).slice(0, Math.max(0, left));
  return { plan, complete: finished || plan.length === 0 };
}

/** The gate before plots and paper: no numbers, no paper. */
export class NothingMeasured extends Error {
  override readonly name = "NothingMeasured";
  constructor(runs: readonly Run[]) {
    super(
      `None of the ${runs.length} runs after the baseline gave valid numbers, so there is nothing to write a paper about. Their logs and commits are kept.`,
    );
  }
}
