import * as z from "zod";
import { environmentLine } from "../../research/environment";
import type { Findings } from "../../research/findings";
import { guardWords } from "../../research/guards";
import type { Idea } from "../../research/idea";
import { describeOutcome, type Run } from "../../research/run";
import type { Lab } from "../lab";
import { comparisonTable, resultTable } from "../prompts/evidence";
import { step } from "../step";

/** Writes and commits `notes.txt`: title, experiment, and for each run what was changed, measured and learnt. */
export async function writeNotes(lab: Lab, idea: Idea, findings: Findings): Promise<void> {
  const name = `notes after run ${findings.runs.length}`;
  await step(lab, name, z.string(), async () => {
    await lab.workspace.write("notes.txt", notesText(lab, idea, findings));
    const intent = {
      idea: idea.Name,
      step: name,
      title: "Write the notes",
      why: name,
      kind: "prose",
      model: lab.model.name,
      hunks: [],
    } as const;
    return lab.workspace.record(["notes.txt"], { ...intent, hunks: [] });
  });
}

export function notesText(lab: Pick<Lab, "template">, idea: Idea, findings: Findings): string {
  const entry = (run: Run) =>
    [
      `## Run ${run.number}: ${run.name}`,
      `Change: ${run.description}`,
      `Commit: ${run.commit || "none"}`,
      `Outcome: ${describeOutcome(run.outcome)}`,
      run.environment ? `Made with: ${environmentLine(run.environment, lab.template.manifest)}` : "",
      run.guards.length > 0 ? `Guards: ${guardWords(run.guards)}` : "",
      run.outcome.type === "measured" ? resultTable(run, findings.baseline, lab.template.manifest) : "",
      run.lesson ? `Lesson: ${run.lesson}` : "",
    ]
      .filter(Boolean)
      .join("\n");
  return `# Title: ${idea.Title}\n# Experiment description: ${idea.Experiment}\n\n${[findings.baseline, ...findings.runs].map(entry).join("\n\n")}\n\n## Comparisons and verdicts\n${comparisonTable(findings, lab.template.manifest)}\n`;
}
