import * as z from "zod";
import { type Findings, MOST_REPEATS, PlannedRun } from "../../research/findings";
import { describeOutcome, type Outcome, type Run } from "../../research/run";
import type { Template } from "../../research/template";
import { jsonAnswer } from "../answers";
import type { AnswerShape, Question } from "../ask";
import { type ExperimentContext, experimentContext } from "./context";
import type { SourceFiles } from "./project-text";
import { handIn, remarksPart } from "./remarks";
import { data, SCIENTIST } from "./scientist";

const Plan = z.array(PlannedRun);
export const PlanAnswer = z.object({ thought: z.string(), runs: Plan.min(1) });

export const VerdictAnswer = z.object({
  lesson: z.string().min(20).describe("what the numbers of this run say, in three to six sentences"),
  next: z.enum(["continue", "finish"]),
  runs: Plan.describe("the runs still worth making, the next one first; empty when finished"),
  request: z
    .string()
    .optional()
    .describe("what only the researcher can change, such as more runs, more seeds or a longer limit"),
  ran: z
    .object({ name: z.string().trim().min(2).max(60), description: z.string().trim().min(10) })
    .optional()
    .describe("the run's true name and what was edited, where the researcher made another run of it"),
});
export type VerdictAnswer = z.infer<typeof VerdictAnswer>;

const RUN_SHAPE = `{"name": "human name, two to five words, fit for a figure legend", "from": "Baseline", "against": ["other results to compare with, if any"], "change": "what is edited, concretely", "expectation": "which metric moves which way, and why"}`;

export function planRuns(context: ExperimentContext, findings: Findings): Question<z.infer<typeof PlanAnswer>> {
  return {
    name: "plan of the runs",
    stage: "experiments",
    system: SCIENTIST,
    context: experimentContext(context, findings),
    question: `# Your task: plan the runs
The baseline is measured. First read the idea against the code at this scale and against the baseline's numbers: what does the code do differently from what the idea says, which constant never takes effect, which effect would drown in the noise between seeds? Then plan the runs that answer the idea's question, at most ${context.maxRuns}, fewer if fewer decide it. Order them so that each is worth making whatever the one before it gave: the main comparison first, then the run that would separate the suspected mechanism from its rivals (an ablation or a control), then a sensitivity check. "from" names the measured result whose code a run starts from: "Baseline" unless the run builds on another. Each run is compared with the baseline, with the result it starts from, and with those that "against" names, made before it; every comparison more makes all verdicts stricter. In the primary metric every other pair of results gets its interval without a verdict. A difference of differences gets none: let a single contrast decide. ${REPEATS} The plan is looked at again after every result: leave out a run that only makes sense under a condition, and add it when the condition is met.

Answer with JSON: {"thought": "what contradicts the idea as written, and why these runs decide the question", "runs": [${RUN_SHAPE}, …]}`,
    answer: jsonAnswer("plan", PlanAnswer),
  };
}

/** The current text of the editable files and, after a failure, what happened to the attempt before. */
export type ChangeRequest = {
  readonly planned: PlannedRun;
  readonly number: number;
  readonly attempt: number;
  readonly files: SourceFiles;
  /** Empty at the first attempt. */
  readonly failure: string;
  /** What the researcher made of the attempts before. */
  readonly remarks: readonly string[];
  /** The result whose code the files are, when this is the first attempt; later attempts see their own. */
  readonly origin: string;
  /** The runs that are planned after this one. */
  readonly later: readonly PlannedRun[];
};

export function proposeChange<Edits>(
  context: ExperimentContext,
  findings: Findings,
  request: ChangeRequest,
  answer: AnswerShape<Edits>,
): Question<Edits> {
  const { planned, number, attempt, files, failure, remarks, origin, later } = request;
  return {
    name: `run ${number}, attempt ${attempt}: change`,
    stage: "experiments",
    system: SCIENTIST,
    context: experimentContext(context, findings),
    question: `# The files as they are now (${attempt === 1 ? `those of “${origin}”` : `after attempt ${attempt - 1}`})
${Object.entries(files)
  .map(([path, text]) => currentFile(path, text, context.baselineFiles[path]))
  .join("\n\n")}

# The run to make now: ${planned.name}
Change: ${planned.change}
Expectation: ${planned.expectation}
Where this differs from the idea's own description, this holds.
It will be run as: ${commandLine(context.template, `run_${number}`)}
${laterRuns(later)}
${failure ? `\n# What happened to the attempt before\n${failure}\n` : ""}${remarksPart(remarks)}
# Your task: send the edit that makes this run${failure ? ", repaired" : ""}
Edit ${Object.keys(files).join(", ")} with SEARCH/REPLACE blocks, each with its Title and Why. Before you write, check in your head that every name you use exists at that place, that shapes and devices fit, and that the result differs from the run it is compared with in this one respect only.`,
    answer,
  };
}

function laterRuns(later: readonly PlannedRun[]): string {
  if (later.length === 0) return "No later run is planned.";
  return `Planned after it:\n${later.map((run) => `- ${headOf(run)}: ${run.change}`).join("\n")}`;
}

/** “Slow, from Baseline, compared with Fast as well” */
function headOf({ name, from, against }: PlannedRun): string {
  const others = against.length > 0 ? `, compared with ${against.map((one) => `“${one}”`).join(" and ")} as well` : "";
  return `${name}, from ${from}${others}`;
}

function currentFile(path: string, text: string, baseline: string | undefined): string {
  if (text === baseline) return `${path} is the baseline's, as shown above.`;
  return `## ${path}\n${data(path, text)}`;
}

function commandLine(template: Template, outDir: string): string {
  return template.manifest.command
    .map((part) => part.replace("{python}", "python").replace("{out_dir}", outDir))
    .join(" ");
}

/** What a failed attempt looks like to the model. */
export function failureText(outcome: Outcome): string {
  return [whatHappened(outcome), whatItMeans(outcome)].filter(Boolean).join("\n");
}

/** What the machine made of it: the reason behind the last words, how far it had come, what no run may do. */
function whatItMeans(outcome: Outcome): string {
  if (outcome.type === "measured" || outcome.type === "unknown") return "";
  const { failure, reached, denied = [] } = outcome;
  return [
    failure ? `What it failed of: ${failure.what}. ${failure.advice}` : "",
    reached ? `How far it had come (no evidence):\n${data("last values", reached)}` : "",
    denied.length > 0 ? `${SANDBOXED}\n${data("what the sandbox refused", denied.join("\n"))}` : "",
  ]
    .filter(Boolean)
    .join("\n");
}

const SANDBOXED = `A run sees nothing but the system, its interpreter, its data and its own folder, where alone it writes; it has the network only where the template says so. That stays so: reach the purpose without what was refused.`;

function whatHappened(outcome: Outcome): string {
  switch (outcome.type) {
    case "crashed":
      return `It crashed with exit code ${outcome.exitCode}.\n${data("end of standard error", outcome.stderrEnd || "(empty)")}\n${data("end of standard output", outcome.stdoutEnd || "(empty)")}`;
    case "timed-out":
      return `It was stopped at the time limit of ${outcome.seconds} s, which stays as it is. Its last lines:\n${data("log", outcome.lastLines)}`;
    case "invalid":
    case "stopped":
      return `${describeOutcome(outcome)}\n${data("log", outcome.lastLines)}`;
    default:
      return describeOutcome(outcome);
  }
}

export function judgeRun(
  context: ExperimentContext,
  findings: Findings,
  made: { readonly run: Run; readonly planned: PlannedRun },
  remaining: readonly PlannedRun[],
): Question<VerdictAnswer> {
  const { run, planned } = made;
  const left = context.maxRuns - findings.runs.length;
  const altered = handIn(run.description) !== "";
  return {
    name: `run ${run.number}: lesson`,
    stage: "experiments",
    system: SCIENTIST,
    context: experimentContext(context, findings),
    question: `# Your task: say what “${run.name}” taught, and what comes next
The last result above is new. It was expected that: ${planned.expectation || "(nothing was said)"}
Write its lesson in three to six sentences from its rows in the tables: what moved, by how much, with which verdict, on which data sets, and what that says about the suspected mechanism and the expectation. If it failed, say what the failure says about the idea.${altered ? `\n${TRUE_NAME}` : ""}
${plannedList(remaining)}
Runs left: ${left} (a run that failed counts).
${context.isGiven ? PLAN_IS_GIVEN : left > 0 ? WHAT_NEXT : NOTHING_LEFT}

Answer with JSON: {"lesson": "…", "next": "continue" | "finish", "runs": [${RUN_SHAPE}, …], "request": "optional"${altered ? ', "ran": {"name": "…", "description": "…"}, which is optional' : ""}}`,
    answer: jsonAnswer("verdict", altered ? VerdictAnswer : VerdictAnswer.omit({ ran: true })),
  };
}

const REPEATS = `A run with "repeat": true makes no change: it runs the program of "from" once more and shows how much results differ by chance alone. Plan one where noise could decide: results that differ although nothing did, a single seed, a surprising gain. Code that seeds everything often repeats to the last digit on one machine: then a repeat teaches nothing. At most ${MOST_REPEATS} in all; it takes the place of another run and is no method.`;

const TRUE_NAME = `The researcher altered the change before it ran: their hand is told above, and the code above is what ran. Where that is no longer what the name and the description say, give both anew in "ran": the name as it shall stand in tables, legends and the paper, and what was edited. Plans that build on this result use the new name.`;

const WHAT_NEXT = `Keep, change, reorder or drop the plan in the light of the result. Finish when the question is answered, not when the result is pleasing; a surprising result first deserves a run that tries to break it. A gain whose capacity is "not matched" may come from size alone: a control of the same size, without the idea, tells. ${REPEATS}
If the question needs what only the researcher can give (more runs, more seeds, another scale, a longer limit), say so in "request"; the work goes on meanwhile.`;

const PLAN_IS_GIVEN = `These runs were decided on when the paper was reviewed: what is still planned is made in any case, and nothing is added. "next" is "finish" and "runs" is empty. What only the researcher could give beyond that (more runs, more seeds, another scale) goes into "request".`;

const NOTHING_LEFT = `No run is left: "next" is "finish" and "runs" is empty. What you would run next, and what only the researcher could give (more runs, more seeds, another scale), goes into "request".`;

function plannedList(runs: readonly PlannedRun[]): string {
  if (runs.length === 0) return "Still planned: nothing.";
  const lines = runs.map((run) => `- ${headOf(run)}: ${run.change} Expected: ${run.expectation}`);
  return `Still planned:\n${lines.join("\n")}`;
}
