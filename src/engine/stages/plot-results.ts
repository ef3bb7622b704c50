import * as z from "zod";
import type { DescribedFigure } from "../../research/figure";
import { FIGURE_RECORD } from "../../research/figure-record";
import { type Findings, methodRuns } from "../../research/findings";
import { bulleted } from "../answers";
import { ask } from "../ask";
import { editsAnswer, editsOrUnchanged } from "../edits-answer";
import type { Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { describeFigures, proposePlots } from "../prompts/plot-results";
import { shortened } from "../prompts/remarks";
import { reopen, timesReopened } from "../reopen";
import type { FileCheck } from "../revision-answer";
import { step } from "../step";
import { tellOnce } from "../tell-once";
import { type Drawn, drawFigures, drawnIn } from "./draw-figures";
import { enterEstimatedStage } from "./enter-stage";
import { type FoundFault, faultsToMend, sentenceOn, withoutBlank } from "./figure-checks";
import { keepLooks, lookAtFigures, seenProblems } from "./look-at-figures";
import { makeChange } from "./make-change";
import { intentOf } from "./make-run";

/**
 * Lets the model fill and shape `plot.py`, runs it, and describes what it drew. What our checks find in the pictures goes back to the
 * model as a failure does, as long as it mends something. Four attempts, then the gate says why there is no figure. `occasion` names
 * the steps: results that come later are drawn once more.
 */
export async function plotResults(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  occasion = "plots",
): Promise<DescribedFigure[]> {
  await enterEstimatedStage(lab, "plots", context.sizes);
  const own = intentOf(
    lab,
    context.idea,
    `${occasion}: by hand`,
    "Edits by the researcher",
    "Made outside a proposal.",
  );
  const start = await step(lab, `${occasion}: start`, z.string(), () => lab.workspace.settle(own));
  const drawn = await drawUntilSound(lab, context, findings, start, occasion);
  const described = await describe(lab, context, findings, drawn, `${occasion}: descriptions`);
  const seen = await lookAtFigures(lab, context, findings, described, occasion);
  const redrawn = await drawnAnew(lab, context, findings, drawn, seenProblems(seen), occasion);
  if (!redrawn) {
    await keepLooks(lab, context.idea, drawn.commit, seen, occasion);
    return seen;
  }
  const anew = await describe(lab, context, findings, redrawn, `${occasion}: descriptions after a look`);
  const better = await lookAtFigures(lab, context, findings, anew, occasion);
  await keepLooks(lab, context.idea, redrawn.commit, better, occasion);
  return better;
}

/** One attempt to mend what somebody saw who looked at the figures. Undefined when the figures stay as they were. */
async function drawnAnew(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  drawn: Sound,
  problems: readonly string[],
  occasion: string,
): Promise<Sound | undefined> {
  if (problems.length === 0) return undefined;
  for (const problem of problems) await tellOnce(lab, `Seen in the figures: ${problem}`);
  const name = `${occasion}, after a look`;
  const failure = `plot.py ran. Somebody who looked at its figures says:\n${bulleted(problems)}`;
  const base = await step(lab, `${name}: start`, z.string(), () => lab.workspace.head());
  const made = await proposeAndDraw(lab, context, findings, { name, base, failure, remarks: [], mending: true });
  if (made === "left") return undefined;
  const before = new Set(drawn.faults.map(sentenceOn));
  const isWorse = made.drawn.faults.some((fault) => !before.has(sentenceOn(fault)));
  if (made.drawn.figures.length > 0 && !isWorse) return made.drawn;
  await tellOnce(
    lab,
    `plot.py, after a look: ${isWorse ? sentenceOn(made.drawn.faults[0]!) : made.drawn.failure.split("\n", 1)[0]} The figures stay as they were.`,
  );
  await putBack(lab, context, drawn);
  return undefined;
}

/** Pictures that are drawn, the plot.py that drew them, and what is still wrong with them. */
type Sound = Drawn & { readonly plotPy: string; readonly faults: readonly FoundFault[] };

async function drawUntilSound(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  start: string,
  occasion: string,
): Promise<Sound> {
  let base = start;
  let best: Sound | undefined;
  let failure: string | undefined;
  let last = "";
  const remarks: string[] = [];
  const { plotAttempts } = lab.parameters;
  const before = plotAttempts * timesReopened(lab, `${occasion}: start`);
  for (let attempt = before + 1; attempt <= before + plotAttempts; attempt++) {
    const name = `${occasion}, attempt ${attempt}`;
    const made = await proposeAndDraw(lab, context, findings, {
      name,
      base,
      failure,
      remarks,
      mending: best !== undefined,
    });
    if (made === "left") break;
    last = name;
    if (made.remarks) remarks.push(shortened(made.remarks));
    base = made.base;
    const drawn = made.drawn;
    const isWhole = drawn.figures.length > 0;
    const known = new Set(best?.faults.map(sentenceOn));
    if (isWhole) best = drawn;
    if (isWhole && drawn.faults.every((fault) => known.has(sentenceOn(fault)))) break;
    failure = isWhole ? findingsText(drawn.faults) : drawn.failure;
    await tellOnce(
      lab,
      `plot.py, attempt ${attempt}: ${isWhole ? sentenceOn(drawn.faults[0]!) : failure.split("\n", 1)[0]}`,
    );
  }
  if (best && withoutBlank(best.figures, best.faults).length > 0) return settled(lab, context, best, last);
  // Resumed, there are as many attempts again, from what the researcher made of plot.py meanwhile.
  await reopen(lab, [`${occasion}: start`], failure ?? "");
  throw new NoFigures(failure ?? "");
}

/** A legend that names every measured run by its human name and no other. */
function missingLabels(plotPy: string, findings: Findings): string[] {
  const missing = methodRuns(findings).filter(
    ({ name }) => !plotPy.includes(`"${name}"`) && !plotPy.includes(`'${name}'`),
  );
  return missing.map((run) => `plot.py has no label "${run.name}" for run_${run.number}.`);
}

type Attempt = {
  readonly name: string;
  readonly base: string;
  readonly failure: string | undefined;
  readonly remarks: readonly string[];
  /** There are pictures already: the author may leave them as they are. */
  readonly mending: boolean;
};

async function proposeAndDraw(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  { name, base, failure, remarks, mending }: Attempt,
): Promise<{ readonly base: string; readonly remarks: string; readonly drawn: Sound } | "left"> {
  const plotPy = (await lab.workspace.readAt(base, "plot.py")) ?? "";
  const check: FileCheck = (after) => missingLabels(after["plot.py"] ?? "", findings);
  const answer = (mending ? editsOrUnchanged : editsAnswer)({ "plot.py": plotPy }, check);
  const question = proposePlots(context, findings, { name, plotPy, failure, remarks, mending }, answer);
  const proposed = await ask(lab, question);
  if (proposed.edits.length === 0) return "left";
  const intent = intentOf(lab, context.idea, name, "Plot the results", "The figures of the paper.", "plots");
  const { commit, decision } = await makeChange(lab, intent, proposed, { ...question, check });
  if (commit === undefined && mending) return "left";
  if (commit === undefined) {
    const nothing = { name, figures: [], failure: NOT_ACCEPTED, commit: "", plotPy, faults: [] };
    return { base, remarks: decision.remarks, drawn: nothing };
  }
  const drawn = await drawFigures(lab, context.idea, findings, name, commit);
  const faults = faultsToMend(await drawnIn(lab, drawn), findings);
  const drawing = (await lab.workspace.readAt(commit, "plot.py")) ?? "";
  return { base: commit, remarks: decision.remarks, drawn: { ...drawn, plotPy: drawing, faults } };
}

const NOT_ACCEPTED = "The change was not accepted, so nothing was drawn.";

function findingsText(faults: readonly FoundFault[]): string {
  return `plot.py ran. Our checks of what it drew found:\n${bulleted(faults.map(sentenceOn))}`;
}

/** The pictures that hold, without those that show nothing. What is still wrong with them is said. */
async function settled(lab: Lab, context: ExperimentContext, best: Sound, last: string): Promise<Sound> {
  for (const fault of best.faults) await tellOnce(lab, `Left in the figures: ${sentenceOn(fault)}`);
  if (last !== best.name) await putBack(lab, context, best);
  return { ...best, figures: withoutBlank(best.figures, best.faults) };
}

/** A later attempt that came to nothing may have left pictures of its own in the place of these. */
async function putBack(lab: Lab, { idea }: ExperimentContext, { name, commit, figures }: Sound): Promise<void> {
  const intent = intentOf(lab, idea, `${name}: kept`, "Keep the figures that hold", "", "plots");
  await step(lab, intent.step, z.string(), async () => {
    const wanted = ["plot.py", FIGURE_RECORD, ...figures];
    const there = await Promise.all(
      wanted.map(async (path) => (await lab.workspace.readAt(commit, path)) !== undefined),
    );
    return lab.workspace.restore(
      commit,
      wanted.filter((_, at) => there[at]),
      intent,
    );
  });
}

async function describe(
  lab: Lab,
  context: ExperimentContext,
  findings: Findings,
  { plotPy, figures, ...rest }: Sound,
  name: string,
): Promise<DescribedFigure[]> {
  const drawn = await drawnIn(lab, { ...rest, figures });
  const described = await ask(lab, describeFigures(context, findings, plotPy, { name, figures }));
  return described.figures.map((figure) => ({ ...figure, drawn: drawn.find(({ path }) => path === figure.path) }));
}

export class NoFigures extends Error {
  override readonly name = "NoFigures";
  constructor(reason: string) {
    super(
      `No figure could be drawn, so the paper does not go on: ${reason.split("\n", 1)[0]} Repair plot.py in the idea's worktree and resume.`,
    );
  }
}
