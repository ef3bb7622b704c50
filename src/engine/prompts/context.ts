import type { Findings } from "../../research/findings";
import type { Idea } from "../../research/idea";
import type { Template } from "../../research/template";
import type { PromptSizes } from "../estimate/prompt-sizes";
import { comparisonTable, noiseTable } from "./evidence";
import { experimentLog } from "./experiment-log";
import { projectContext, type SourceFiles } from "./project-text";

/** What all questions after the baseline share. */
export type ExperimentContext = {
  readonly template: Template;
  readonly idea: Idea;
  /** The commit that the idea's branch began at. */
  readonly base: string;
  readonly baselineFiles: SourceFiles;
  /** Files that nobody may change: data and evaluation. */
  readonly lockedFiles: SourceFiles;
  readonly maxRuns: number;
  /** That the runs were decided on before: what is learnt changes no plan. */
  readonly isGiven?: boolean;
  readonly scale: string;
  /** How many ideas were begun in the project, this one among them; one where nobody counted. */
  readonly ideasTried?: number;
  /** What the prompts are made of, for estimates of what they cost. */
  readonly sizes: PromptSizes;
};

/** Frozen project first, then the log, then what every new run changes: the order that providers can cache. */
export function experimentContext(context: ExperimentContext, findings: Findings): string[] {
  const { template, scale, idea, baselineFiles: files, lockedFiles: locked } = context;
  return [
    projectContext({ template, scale, files, locked }, idea),
    ...experimentLog(findings, template),
    ...standings(findings, context),
  ];
}

/** How the results compare as things stand; nothing before there is something to compare. */
function standings(findings: Findings, { template: { manifest }, ideasTried = 1 }: ExperimentContext): string[] {
  if (!findings.runs.some(({ outcome }) => outcome.type === "measured")) return [];
  const noise = noiseTable(findings, manifest);
  return [
    [
      "# Comparisons and verdicts, as things stand",
      "These verdicts are the ones that count; a further run may change them. A lesson above was written when fewer results were compared: where its intervals or verdicts differ from these, these hold.",
      comparisonTable(findings, manifest),
      ideasTried > 1 ? triedSentence(ideasTried) : "",
      noise
        ? `The noise between runs, as far as programs were run again:\n${noise}`
        : "No program was run again, so that the noise between runs is not known.",
    ]
      .filter(Boolean)
      .join("\n"),
  ];
}

/** Verdicts are corrected within an idea; what trying many ideas does is said with them. */
function triedSentence(ideas: number): string {
  const chance = Math.round(100 * (1 - 0.95 ** ideas));
  return `This is one of ${ideas} ideas that were begun in this project. Verdicts are not corrected for that: had none of them any effect, the chance that one of them showed a “better” or “worse” in a metric on a data set all the same would be ${chance} %.`;
}
