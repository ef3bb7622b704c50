import * as z from "zod";
import type { Idea } from "../../research/idea";
import { NEURIPS } from "../../research/review-forms";
import { estimateTokens } from "../../research/usage";
import { withoutBibliography } from "../prompts/cite";
import { ideaText, type ProjectText, projectContext } from "../prompts/project-text";
import { refereePrefix } from "../prompts/review-paper";
import { SCIENTIST } from "../prompts/scientist";
import { PAPER_RULES } from "../prompts/section-guides";
import { bibEntriesIn, referenceTable } from "../prompts/write-paper";
import { sectionsToWrite } from "../stages/paper-frame";

/** What an idea's prompts are made of, in tokens unless it says otherwise. Measured at the texts themselves. */
export const PromptSizes = z.object({
  /** The system text of the scientist. */
  system: z.number(),
  /** The frozen project: task, metrics, code. */
  project: z.number(),
  idea: z.number(),
  /** The experiment's own files, which are shown again where they changed. */
  code: z.number(),
  plot: z.number(),
  /** The referee's system text and example. */
  referee: z.number(),
  /** What every question about the paper adds: its rules and the reference table. */
  paperRules: z.number(),
  /** The paper's source before anything is written, without the entries of its bibliography, and those. */
  paperFrame: z.number(),
  bibliography: z.number(),
  /** Number of sections to be written. */
  sections: z.number(),
  /** Number of metrics that are judged. */
  metrics: z.number(),
});
export type PromptSizes = z.infer<typeof PromptSizes>;

/** The form that the referees will be asked to fill, and whether they see an example. */
type Reviewing = Parameters<typeof refereePrefix>[0];

/** `project` as the ideas' questions have it, `plot` and `paper` the texts of plot.py and of the paper's source. */
export function promptSizes(
  project: ProjectText,
  texts: { readonly plot: string; readonly paper: string },
  idea?: Pick<Idea, "Title" | "Experiment" | "sources">,
  reviewing: Reviewing = { kind: NEURIPS, example: true },
): PromptSizes {
  const paperFrame = estimateTokens(withoutBibliography(texts.paper));
  const metrics = Object.values(project.template.manifest.metrics).filter(({ judged }) => judged !== false);
  return {
    system: estimateTokens(SCIENTIST),
    project: estimateTokens(projectContext(project)),
    idea: idea ? estimateTokens(ideaText(idea)) : TYPICAL_IDEA,
    code: Object.values(project.files).reduce((sum, text) => sum + estimateTokens(text), 0),
    plot: estimateTokens(texts.plot),
    referee: refereePrefix(reviewing).reduce((sum, text) => sum + estimateTokens(text), 0),
    paperRules: estimateTokens(PAPER_RULES) + estimateTokens(referenceTable(bibEntriesIn(texts.paper))),
    paperFrame,
    bibliography: estimateTokens(texts.paper) - paperFrame,
    sections: sectionsToWrite(texts.paper).length,
    metrics: metrics.length,
  };
}

/** An idea of 150 to 300 words, as they are asked for. */
const TYPICAL_IDEA = 400;
