import * as z from "zod";
import { mostCompared, smallestP } from "../../research/cost-of-comparing";
import { allRuns, type Findings, measuredRuns, PlannedRun } from "../../research/findings";
import { PointAnswer, type ReviewPoint } from "../../research/points-of-review";
import { jsonAnswer } from "../answers";
import type { AnswerShape, Question } from "../ask";
import { withoutBibliography } from "./cite";
import { data } from "./scientist";
import { type PaperContext, paperQuestion } from "./write-paper";

/** More runs than these would be another study. */
export const MOST_RUNS_A_ROUND = 3;

/** Points as a question shows them, by numbers that are easier to copy than ids. */
export const PlanAnswer = z.object({
  points: z.array(PointAnswer.extend({ point: z.number().int().min(1) })),
  runs: z.array(PlannedRun.extend({ for: z.array(z.number().int().min(1)).min(1) })).max(MOST_RUNS_A_ROUND),
});
export type PlanAnswer = z.infer<typeof PlanAnswer>;

/** How each chosen point of a review is to be answered, and which runs that takes. */
export function planImprovement(
  paper: PaperContext,
  source: string,
  points: readonly ReviewPoint[],
  round: number,
): Question<PlanAnswer> {
  return {
    ...paperQuestion({ ...paper, written: [] }, `improvement ${round}: plan`),
    stage: "improvement",
    question: `# The paper as it is now
${data("paper", withoutBibliography(source))}

# The points of the review that the researcher chose
${data("points", numberedPoints(points))}

# Your task: say how each point is to be answered
By "text", where the paper is wrong, unclear or claims too much, where the recorded evidence already holds the answer, or where the point is mistaken and the text let it be. By "run", where only a new measurement can answer, the experiment's editable files can make it within the limits of this project, and it is worth its time. By "nothing", where it cannot be answered here; the paper then names it as a limit. Every point is answered once.
At most ${MOST_RUNS_A_ROUND} runs; one run may serve several points. A run changes one thing in the program of a measured result, which "from" names; "against" names the other results that it is to be compared with. Nobody can change data, evaluation, seeds or limits. ${priceOfRuns(paper)}

Answer with JSON: {"points": [{"point": 1, "by": "text" | "run" | "nothing", "why": "one sentence"}, …], "runs": [{"name": "human name, two to five words, fit for a figure legend", "from": "Baseline", "against": [], "change": "what is edited, concretely", "expectation": "which metric moves which way, and why", "for": [1]}, …]}; "runs" is empty where no point needs one.`,
    answer: planAnswer(points, paper.findings),
  };
}

/** More runs cost certainty, too. */
function priceOfRuns({ findings, experiment }: PaperContext): string {
  const now = mostCompared(allRuns(findings), experiment.template.manifest);
  const [price, more] = [
    `the smallest p-value has to be below ${smallestP(Math.max(1, now))} to count`,
    smallestP(now + 1),
  ];
  return `In one metric on one data set ${now === 0 ? "nothing is compared yet" : `up to ${now} comparisons share the 5 % now: ${price}`}; every comparison that is added, one for each result that a run is compared with, makes that stricter (with one more ${more}), for the differences that count now as well, so plan no run that no point needs.`;
}

export function numberedPoints(points: readonly ReviewPoint[]): string {
  return points.map(({ kind, text }, index) => `${index + 1}. (${kind}) ${text}`).join("\n");
}

function planAnswer(points: readonly ReviewPoint[], findings: Findings): AnswerShape<PlanAnswer> {
  const shape = jsonAnswer("improvement", PlanAnswer);
  return {
    ...shape,
    read(text, finish) {
      const reading = shape.read(text, finish);
      const wrong = reading.ok ? mistakesIn(reading.value, points, findings) : [];
      return wrong.length === 0 ? reading : { ok: false, problem: wrong.map((one) => `- ${one}`).join("\n") };
    },
  };
}

function mistakesIn({ points: answers, runs }: PlanAnswer, points: readonly ReviewPoint[], findings: Findings) {
  const numbers = points.map((_, index) => index + 1);
  const measured = new Set(measuredRuns(findings).map(({ name }) => name.toLowerCase()));
  const served = new Set(runs.flatMap((run) => run.for));
  return [
    ...numbers
      .filter((number) => answers.filter(({ point }) => point === number).length !== 1)
      .map((number) => `Point ${number} must be answered exactly once.`),
    ...[...answers.map(({ point }) => point), ...served]
      .filter((number) => !numbers.includes(number))
      .map((number) => `There is no point ${number}.`),
    ...answers
      .filter(({ point, by }) => (by === "run") !== served.has(point))
      .map(({ point, by }) =>
        by === "run" ? `No run is for point ${point}.` : `Point ${point} has a run, but is answered by "${by}".`,
      ),
    ...runs
      .filter(({ from }) => !measured.has(from.toLowerCase()))
      .map(({ name, from }) => `“${name}” starts from “${from}”, which is no measured result.`),
  ];
}
