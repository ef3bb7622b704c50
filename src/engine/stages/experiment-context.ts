import * as z from "zod";
import type { Idea } from "../../research/idea";
import { NEURIPS } from "../../research/review-forms";
import { promptSizes } from "../estimate/prompt-sizes";
import type { Lab } from "../lab";
import { PAPER_SOURCE } from "../paper-source";
import type { ExperimentContext } from "../prompts/context";
import { reopen } from "../reopen";
import { step } from "../step";

/** The idea's branch and worktree, and the experiment's files at its first commit: frozen, so that every prompt begins alike. */
export async function experimentContextOf(lab: Lab, idea: Idea): Promise<ExperimentContext> {
  const opened = await lab.workspace.open();
  const base = await startAt(lab, opened);
  await checkBase(lab, base);
  const baselineFiles = await filesAt(lab, base, experimentFiles(lab));
  const lockedFiles = await filesAt(lab, base, Object.keys(lab.template.manifest.locked));
  const { template } = lab;
  const { maxRuns, scale, ideasTried } = lab.parameters;
  const texts = await filesAt(lab, base, ["plot.py", PAPER_SOURCE]);
  const sizes = promptSizes(
    { template, scale, files: baselineFiles, locked: lockedFiles },
    { plot: texts["plot.py"] ?? "", paper: texts[PAPER_SOURCE] ?? "" },
    idea,
    { kind: lab.reviewForm ?? NEURIPS, example: lab.parameters.reviewExample },
  );
  return { template, idea, base, baselineFiles, lockedFiles, maxRuns, scale, sizes, ideasTried };
}

/** The steps that depend on the commit that the idea starts from, and on what the machine has. */
export const BASELINE_STEPS = [
  "baseline: job",
  "baseline: outcome",
  "baseline, guards: job",
  "baseline, guards: outcome",
] as const;

/** Until it has a commit of its own, an idea follows the project's last commit; what was measured before that is measured again. */
async function startAt(lab: Lab, opened: string): Promise<string> {
  const start = () => step(lab, "start", z.string(), async () => opened);
  if ((await start()) === opened) return opened;
  await reopen(lab, [...BASELINE_STEPS, "start"], "The project has a newer commit.");
  return start();
}

/** Whatever a later stage would miss is missed here, before anything is spent. */
async function checkBase(lab: Lab, base: string): Promise<void> {
  const { editable, locked } = lab.template.manifest;
  for (const path of [...editable, ...Object.keys(locked), PAPER_SOURCE]) {
    if ((await lab.workspace.readAt(base, path)) === undefined) throw new BaseIncomplete(path, base);
  }
}

/** What a run may change: everything editable but the plot script. */
function experimentFiles(lab: Lab): string[] {
  return lab.template.manifest.editable.filter((path) => path !== "plot.py");
}

/** The text of each file in a commit; one that was not there is empty. */
export async function filesAt(
  lab: Pick<Lab, "workspace">,
  commit: string,
  paths: readonly string[],
): Promise<Record<string, string>> {
  const texts = await Promise.all(paths.map((path) => lab.workspace.readAt(commit, path)));
  return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? ""]));
}

/** The commit that the idea starts from lacks a file that an idea cannot do without. */
export class BaseIncomplete extends Error {
  override readonly name = "BaseIncomplete";
  constructor(path: string, base: string) {
    super(
      `${path} is in no commit of the project (the idea starts from ${base.slice(0, 8)}), and it is needed. Add and commit it, then resume.`,
    );
  }
}
