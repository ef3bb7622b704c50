import * as z from "zod";
import { type DrawnFigure, FIGURE_RECORD, figuresInRecord } from "../../research/figure-record";
import { type Findings, methodRuns } from "../../research/findings";
import type { Idea } from "../../research/idea";
import { describeOutcome } from "../../research/run";
import type { Lab } from "../lab";
import { failureText } from "../prompts/run-experiments";
import { step } from "../step";
import { intentOf } from "./make-run";
import { limitsOf, outcomeOf, runJob } from "./measure";
import recorder from "./record-figures.py";

/** What plot.py left at one attempt: pictures, or the reason why there are none. */
export type Drawn = {
  /** The step that drew: `plots, attempt 1`. */
  readonly name: string;
  readonly figures: readonly string[];
  readonly failure: string;
  /** The commit that holds the pictures and the record of what is in them; empty when nothing was drawn. */
  readonly commit: string;
};

/** Runs plot.py of a commit under the program that writes down what is drawn, and commits what came of it. */
export async function drawFigures(
  lab: Lab,
  idea: Idea,
  findings: Findings,
  name: string,
  commit: string,
): Promise<Drawn> {
  const result = await runJob(lab, name, {
    id: name.replace(/\W+/g, "-"),
    commit,
    command: ["{python}", "-c", recorder, "plot.py"],
    env: {},
    carry: methodRuns(findings).map((run) => `run_${run.number}`),
    collect: ["*.png", FIGURE_RECORD],
    locked: {},
    limits: limitsOf(lab, lab.parameters.plotTimeLimitSeconds),
    gpus: 0,
  });
  const left = result.files.filter((file) => file.endsWith(".png") || file === FIGURE_RECORD);
  // Also what an attempt left that failed: nothing of ours may lie about changed when the next proposal is shown.
  const recorded = left.length === 0 ? "" : await keep(lab, idea, findings, name, left);
  const nothing = (failure: string): Drawn => ({ name, figures: [], failure, commit: "" });
  if (result.end.how.type !== "exited" || result.end.how.code !== 0) return nothing(failureText(outcomeOf(result)));
  const figures = left.filter((file) => file !== FIGURE_RECORD);
  if (figures.length === 0) return nothing("plot.py ended well but wrote no PNG file.");
  return { name, figures, failure: "", commit: recorded };
}

function keep(lab: Lab, idea: Idea, findings: Findings, name: string, files: readonly string[]): Promise<string> {
  const why = `From ${describeOutcome(findings.baseline.outcome)} and later runs.`;
  const intent = intentOf(lab, idea, `${name}: figures`, "Draw the figures", why, "plots");
  return step(lab, intent.step, z.string(), () => lab.workspace.record(files, intent));
}

/** What is in the pictures, as far as it was recorded. */
export async function drawnIn(lab: Pick<Lab, "workspace">, { commit, figures }: Drawn): Promise<DrawnFigure[]> {
  const record = commit === "" ? undefined : await lab.workspace.readAt(commit, FIGURE_RECORD);
  return figuresInRecord(record).filter(({ path }) => figures.includes(path));
}
