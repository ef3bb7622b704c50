import * as z from "zod";
import { Figure } from "../../research/figure";
import type { Findings } from "../../research/findings";
import { methodRuns } from "../../research/findings";
import { jsonAnswer } from "../answers";
import type { AnswerShape, Question } from "../ask";
import { type ExperimentContext, experimentContext } from "./context";
import { table } from "./evidence";
import { remarksPart } from "./remarks";
import { data, SCIENTIST } from "./scientist";
import { otherPairs } from "./write-paper";

export type PlotRequest = {
  /** Of the attempt, as `plots, attempt 1`. */
  readonly name: string;
  readonly plotPy: string;
  readonly failure: string | undefined;
  /** The attempt before drew its figures, and something was found in them. */
  readonly mending: boolean;
  /** What the researcher made of the attempts before. */
  readonly remarks: readonly string[];
};

export function proposePlots<Edits>(
  context: ExperimentContext,
  findings: Findings,
  request: PlotRequest,
  answer: AnswerShape<Edits>,
): Question<Edits> {
  const folders = methodRuns(findings).map((run) => [`run_${run.number}`, run.name]);
  return {
    name: `${request.name}: change`,
    stage: "plots",
    system: SCIENTIST,
    context: experimentContext(context, findings),
    question: `# plot.py as it is now
${data("plot.py", request.plotPy)}

# The measured runs
${table(["folder", "human name"], folders)}
${request.failure ? `\n# What happened to the attempt before\n${request.failure}\n` : ""}${remarksPart(request.remarks)}
# Your task: make plot.py tell the story${request.failure ? ", repaired" : ""}
Edit plot.py so that its \`labels\` dictionary has exactly these folders with exactly these names, and so that the figures answer the idea's question at a glance: the comparison that decides it first, with its uncertainty; axes named with units; the same colour for the same run everywhere; readable when printed at the width of a text column. Use only what the runs wrote. Change only what the story needs: often the labels are enough. plot.py runs without arguments in the folder that holds the run folders, and writes PNG files beside them.${request.mending ? `\n${LEAVE}` : ""}`,
    answer,
  };
}

const LEAVE =
  "Mend what was found in the figures and nothing else. If a finding is wrong, or mending it would make the figures worse, answer with the reason and the line UNCHANGED instead of edits.";

const Descriptions = z.object({ figures: z.array(Figure) });

/** `figures` are the PNG files that plot.py wrote. The description is for a reader who cannot see the figure: the writing stage. */
export function describeFigures(
  context: ExperimentContext,
  findings: Findings,
  plotPy: string,
  { name, figures: names }: { readonly name: string; readonly figures: readonly string[] },
): Question<{ figures: Figure[] }> {
  return {
    name,
    stage: "plots",
    system: SCIENTIST,
    context: experimentContext(context, findings),
    question: `# plot.py
${data("plot.py", plotPy)}

# Other pairs of results
${otherPairs(findings, context.template) || "None."}

# Your task: describe the figures ${names.join(", ")}
You see the code that drew them and the numbers, not the pictures. For each: what is on its axes and in its legend, what a reader should compare, and what the numbers in the tables say about it (with the verdicts, no adjectives beyond them). Leave out a figure that adds nothing. Do not describe a shape or trend that the tables do not contain.

Answer with JSON: {"figures": [{"path": "file.png", "description": "three to six sentences"}, …]}`,
    answer: {
      ...jsonAnswer("figures", Descriptions),
      read(text, finish) {
        const reading = jsonAnswer("figures", Descriptions).read(text, finish);
        const strangers = reading.ok ? reading.value.figures.filter(({ path }) => !names.includes(path)) : [];
        if (strangers.length === 0) return reading;
        return {
          ok: false,
          problem: `There is no figure ${strangers.map(({ path }) => path).join(", ")}. The files are ${names.join(", ")}.`,
        };
      },
    },
  };
}
