import * as z from "zod";
import type { Idea } from "../../research/idea";
import type { Lab } from "../lab";
import type { ExperimentContext } from "../prompts/context";
import { step } from "../step";

/** The idea's branch and worktree, and the experiment's files at its first commit: frozen, so that every prompt begins alike. */
export async function experimentContextOf(lab: Lab, idea: Idea): Promise<ExperimentContext> {
  const opened = await lab.workspace.open();
  const base = await step(lab, "start", z.string(), async () => opened);
  const baselineFiles: Record<string, string> = {};
  for (const path of experimentFiles(lab)) baselineFiles[path] = (await lab.workspace.readAt(base, path)) ?? "";
  return { template: lab.template, idea, base, baselineFiles, maxRuns: lab.parameters.maxRuns };
}

/** What a run may change: everything editable but the plot script. */
function experimentFiles(lab: Lab): string[] {
  return lab.template.manifest.editable.filter((path) => path !== "plot.py");
}
