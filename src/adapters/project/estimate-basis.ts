import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { rateOf } from "../../engine/estimate/bill";
import type { EstimateBasis } from "../../engine/estimate/estimate-rest";
import { promptSizes } from "../../engine/estimate/prompt-sizes";
import { PAPER_SOURCE } from "../../engine/paper-source";
import { NEURIPS } from "../../research/review-forms";
import { timeLimitAt } from "../../research/template";
import { readReviewForm } from "../read-review-form";
import { parametersOf } from "../settings";
import type { Desk } from "./desk";

/** From the project's files as they are now, and the models as they are set. Undefined as long as none of them can be asked. */
export async function estimateBasisOf(
  desk: Pick<Desk, "folder" | "template" | "settings" | "models" | "literature">,
): Promise<EstimateBasis | undefined> {
  const models = await desk.models().catch(() => undefined);
  if (!models) return undefined;
  const { template, settings } = desk;
  const { editable, locked } = template.manifest;
  const scale = settings["experiments.scale"];
  const code = editable.filter((path) => path !== "plot.py");
  const project = {
    template,
    scale,
    files: await textsIn(desk, code),
    locked: await textsIn(desk, Object.keys(locked)),
  };
  const [plot, paper] = await Promise.all(["plot.py", PAPER_SOURCE].map((path) => textIn(desk, path)));
  const parameters = parametersOf(settings);
  // A form that cannot be read is told by the review.
  const kind = await readReviewForm(settings, desk.folder).catch(() => NEURIPS);
  const reviewing = { kind, example: parameters.reviewExample };
  return {
    sizes: promptSizes(project, { plot: plot!, paper: paper! }, undefined, reviewing),
    parameters: { ...parameters, literatureSources: desk.literature.sources.length },
    scientist: rateOf(models.model),
    reviewer: rateOf(models.reviewer),
    limitSeconds: timeLimitAt(scale, template.manifest),
  };
}

async function textsIn(desk: Pick<Desk, "folder">, paths: readonly string[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await textIn(desk, path)])));
}

/** A file that is missing is told by whoever cannot do without it. */
function textIn({ folder }: Pick<Desk, "folder">, path: string): Promise<string> {
  return readFile(join(folder, path), "utf8").catch(() => "");
}
