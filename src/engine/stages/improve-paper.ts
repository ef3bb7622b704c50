import { addedBy, mostCompared, smallestP } from "../../research/cost-of-comparing";
import type { DescribedFigure } from "../../research/figure";
import { allRuns, type Findings, methodRuns } from "../../research/findings";
import { ImprovementPlan, planStepOf, pointsOf, type ReviewPoint } from "../../research/points-of-review";
import type { Review } from "../../research/review";
import { describeOutcome } from "../../research/run";
import type { TemplateManifest } from "../../research/template";
import { ask } from "../ask";
import type { Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { MOST_RUNS_A_ROUND, planImprovement } from "../prompts/plan-improvement";
import { step } from "../step";
import { tellOnce } from "../tell-once";
import { enterEstimatedStage } from "./enter-stage";
import type { Version } from "./finish-paper";
import { plotResults } from "./plot-results";
import { asJudged } from "./researchers-word";
import { type Revision, revisePaper } from "./revise-paper";
import { runMore } from "./run-experiments";
import { wishForImprovement } from "./wish-for-improvement";
import { type Draft, libraryOf, sourceAt } from "./write-paper";

/** A version of the paper with the results that it stands on, as they were recorded. */
export type Work = Version & { readonly findings: Findings };

/**
 * One round of improvement: the runs that the chosen points and the researcher ask for, the figures anew where results changed, and
 * the text, which answers the points. Where nothing was chosen the text answers the whole review.
 */
export async function improvePaper(
  lab: Lab,
  context: ExperimentContext,
  work: Work,
  review: Review,
  round: number,
): Promise<Work> {
  await enterEstimatedStage(lab, "improvement", context.sizes);
  const wish = await wishForImprovement(lab, round);
  if (!wish) return { ...work, ...(await revisePaper(lab, work.draft, review, round, undefined)) };
  const { points: chosen, runs: wanted } = wish;
  const points = pointsOf(review).filter(({ id }) => chosen?.includes(id));
  const plan = points.length > 0 ? await planFor(lab, work.draft, points, round) : NO_PLAN;
  const before = work.findings.runs.length;
  const findings = await runMore(lab, context, work.findings, [...wanted, ...plan.runs]);
  const fresh = findings.runs.slice(before);
  const draft = await onResults(lab, context, work.draft, findings, round);
  const madeFor = (id: string) =>
    plan.runs.flatMap((run, index) => (run.for.includes(id) ? [fresh[wanted.length + index]?.name ?? run.name] : []));
  const asked = chosen === undefined && round <= lab.parameters.improvementRounds ? pointsOf(review) : points;
  const revision: Revision = {
    points: asked.map((point) => ({ ...point, runs: madeFor(point.id) })),
    results: fresh.map(({ name, outcome }) => `“${name}”: ${describeOutcome(outcome)}`),
  };
  const whole = chosen === undefined && fresh.length === 0;
  return { ...(await revisePaper(lab, draft, review, round, whole ? undefined : revision)), findings };
}

const NO_PLAN: ImprovementPlan = { answers: [], runs: [] };

/** What the model proposes for the chosen points, as it is followed: shown in the plan until its runs are made. */
async function planFor(
  lab: Lab,
  draft: Draft,
  points: readonly ReviewPoint[],
  round: number,
): Promise<ImprovementPlan> {
  const source = await sourceAt(lab, draft.commit);
  const said = await ask(lab, planImprovement(draft.context, source, points, round));
  const idOf = (number: number) => points[number - 1]!.id;
  const plan = await step(lab, planStepOf(round), ImprovementPlan, async () => ({
    answers: said.points.map((answer) => ({ ...answer, point: idOf(answer.point) })),
    runs: said.runs.slice(0, MOST_RUNS_A_ROUND).map((run) => ({ ...run, for: run.for.map(idOf) })),
  }));
  const price = priceOf(plan, draft.context.findings, lab.template.manifest);
  if (price) await tellOnce(lab, `Improvement ${round}: ${price}`, "info");
  return plan;
}

/** What the runs of a plan cost the other comparisons, in one sentence; undefined where they add none. */
function priceOf({ runs: planned }: ImprovementPlan, findings: Findings, manifest: TemplateManifest) {
  const runs = allRuns(findings);
  const [now, more] = [mostCompared(runs, manifest), addedBy(planned, runs)];
  if (more === 0) return undefined;
  const before = now === 0 ? "" : `, instead of ${smallestP(now)}`;
  return `the planned runs add up to ${more} comparisons in a metric on a data set to the ${now} that there are: the smallest p-value has to be below ${smallestP(now + more)} then${before}.`;
}

/** The draft as it is worked on with these results: other methods than it was written about are drawn anew. */
async function onResults(
  lab: Lab,
  context: ExperimentContext,
  draft: Draft,
  findings: Findings,
  round: number,
): Promise<Draft> {
  const judged = asJudged(lab, findings, beginOfText(lab, round));
  const known = draft.context.findings;
  if (JSON.stringify(judged.runs) === JSON.stringify(known.runs)) return draft;
  const figures: readonly DescribedFigure[] = sameMethods(judged, known)
    ? draft.context.figures
    : await plotResults(lab, context, judged, `improvement ${round}, plots`);
  const library = await libraryOf(lab, context, judged);
  return { ...draft, context: { ...draft.context, findings: judged, figures }, library };
}

/** The step at which it is decided which runs count: the figures, where they are drawn anew. */
function beginOfText({ journal }: Pick<Lab, "journal">, round: number): RegExp {
  const figures = `improvement ${round}, plots: start`;
  const drawn = journal.history.some((event) => event.type === "step-started" && event.step === figures);
  return new RegExp(`^${drawn ? figures : `improvement ${round}: change`}$`);
}

function sameMethods(one: Findings, other: Findings): boolean {
  const names = (findings: Findings) => methodRuns(findings).map(({ number, name }) => `${number} ${name}`);
  return names(one).join("\n") === names(other).join("\n");
}
