import * as z from "zod";
import type { Figure } from "../../research/figure";
import { type Findings, methodRuns } from "../../research/findings";
import type { Idea } from "../../research/idea";
import { describeOutcome } from "../../research/run";
import { ask } from "../ask";
import { editsAnswer } from "../edits-answer";
import type { Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { describeFigures, proposePlots } from "../prompts/plot-results";
import { shortened } from "../prompts/remarks";
import { failureText } from "../prompts/run-experiments";
import { reopen, timesReopened } from "../reopen";
import type { FileCheck } from "../revision-answer";
import { step } from "../step";
import { tellOnce } from "../tell-once";
import { enterEstimatedStage } from "./enter-stage";
import { makeChange } from "./make-change";
import { intentOf } from "./make-run";
import { limitsOf, outcomeOf, runJob } from "./measure";

/** Lets the model fill and shape `plot.py`, runs it, and describes what it drew. Four attempts, then the gate says why. */
export async function plotResults(lab: Lab, context: ExperimentContext, findings: Findings): Promise<Figure[]> {
  await enterEstimatedStage(lab, "plots", context.sizes);
  const own = intentOf(lab, context.idea, "plots: by hand", "Edits by the researcher", "Made outside a proposal.");
  let base = await step(lab, "plots: start", z.string(), () => lab.workspace.settle(own));
  let failure: string | undefined;
  const remarks: string[] = [];
  const { plotAttempts } = lab.parameters;
  const before = plotAttempts * timesReopened(lab, "plots: start");
  for (let attempt = before + 1; attempt <= before + plotAttempts; attempt++) {
    const plotPy = (await lab.workspace.readAt(base, "plot.py")) ?? "";
    const check: FileCheck = (after) => missingLabels(after["plot.py"] ?? "", findings);
    const answer = editsAnswer({ "plot.py": plotPy }, check);
    const question = proposePlots(context, findings, { attempt, plotPy, failure, remarks }, answer);
    const proposed = await ask(lab, question);
    const intent = intentOf(
      lab,
      context.idea,
      `plots, attempt ${attempt}`,
      "Plot the results",
      "The figures of the paper.",
      "plots",
    );
    const { commit, decision } = await makeChange(lab, intent, proposed, { ...question, check });
    if (decision.remarks) remarks.push(shortened(decision.remarks));
    if (commit === undefined) {
      failure = "The change was not accepted, so nothing was drawn.";
      continue;
    }
    base = commit;
    const drawn = await draw(lab, context.idea, findings, attempt, commit);
    if (drawn.figures.length > 0) return describe(lab, context, findings, commit, drawn.figures);
    failure = drawn.failure;
    await tellOnce(lab, `plot.py, attempt ${attempt}: ${failure.split("\n", 1)[0]}`);
  }
  // Resumed, there are as many attempts again, from what the researcher made of plot.py meanwhile.
  await reopen(lab, ["plots: start"], failure ?? "");
  throw new NoFigures(failure ?? "");
}

/** A legend that names every measured run by its human name and no other. */
function missingLabels(plotPy: string, findings: Findings): string[] {
  const missing = methodRuns(findings).filter(
    ({ name }) => !plotPy.includes(`"${name}"`) && !plotPy.includes(`'${name}'`),
  );
  return missing.map((run) => `plot.py has no label "${run.name}" for run_${run.number}.`);
}

type Drawn = { readonly figures: readonly string[]; readonly failure: string };

async function draw(lab: Lab, idea: Idea, findings: Findings, attempt: number, commit: string): Promise<Drawn> {
  const name = `plots, attempt ${attempt}`;
  const result = await runJob(lab, name, {
    id: `plots-attempt-${attempt}`,
    commit,
    command: ["{python}", "plot.py"],
    env: {},
    carry: methodRuns(findings).map((run) => `run_${run.number}`),
    collect: ["*.png"],
    locked: {},
    limits: limitsOf(lab, lab.parameters.plotTimeLimitSeconds),
    gpus: 0,
  });
  if (result.end.how.type !== "exited" || result.end.how.code !== 0)
    return { figures: [], failure: failureText(outcomeOf(result)) };
  const figures = result.files.filter((file) => file.endsWith(".png"));
  if (figures.length === 0) return { figures: [], failure: "plot.py ended well but wrote no PNG file." };
  const intent = intentOf(
    lab,
    idea,
    `${name}: figures`,
    "Draw the figures",
    `From ${describeOutcome(findings.baseline.outcome)} and later runs.`,
    "plots",
  );
  await step(lab, intent.step, z.string(), () => lab.workspace.record(figures, intent));
  return { figures, failure: "" };
}

async function describe(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  commit: string,
  names: readonly string[],
): Promise<Figure[]> {
  const plotPy = (await lab.workspace.readAt(commit, "plot.py")) ?? "";
  const { figures } = await ask(lab, describeFigures(context, findings, plotPy, names));
  return figures;
}

export class NoFigures extends Error {
  override readonly name = "NoFigures";
  constructor(reason: string) {
    super(
      `No figure could be drawn, so the paper is not begun: ${reason.split("\n", 1)[0]} Repair plot.py in the idea's worktree and resume.`,
    );
  }
}
