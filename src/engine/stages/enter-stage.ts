import type { Stage } from "../../research/run-event";
import { next, nothingYet } from "../../research/run-view";
import { timeLimitAt } from "../../research/template";
import { rateOf } from "../estimate/bill";
import { estimateStage } from "../estimate/estimate-rest";
import type { PromptSizes } from "../estimate/prompt-sizes";
import type { Lab } from "../lab";

/** Notes in the journal, once, that a stage began. */
export async function enterStage(lab: Pick<Lab, "journal">, stage: Stage): Promise<void> {
  if (!isEntered(lab, stage)) await lab.journal.append({ type: "stage-entered", stage });
}

/** As `enterStage`, with what the stage is expected to cost. */
export async function enterEstimatedStage(lab: Lab, stage: Stage, sizes: PromptSizes): Promise<void> {
  if (isEntered(lab, stage)) return;
  const { parameters, model, reviewer, template } = lab;
  const limitSeconds = timeLimitAt(parameters.scale, template.manifest);
  const basis = { sizes, parameters, scientist: rateOf(model), reviewer: rateOf(reviewer), limitSeconds };
  const estimate = estimateStage(basis, lab.journal.history.reduce(next, nothingYet), stage);
  await lab.journal.append({ type: "stage-entered", stage, estimate });
}

function isEntered({ journal }: Pick<Lab, "journal">, stage: Stage): boolean {
  return journal.history.some((event) => event.type === "stage-entered" && event.stage === stage);
}
