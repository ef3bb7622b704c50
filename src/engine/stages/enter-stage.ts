import type { Stage } from "../../research/run-event";
import type { Lab } from "../lab";

/** Notes in the journal, once, that a stage began. */
export async function enterStage(lab: Pick<Lab, "journal">, stage: Stage): Promise<void> {
  const entered = lab.journal.history.some((event) => event.type === "stage-entered" && event.stage === stage);
  if (!entered) await lab.journal.append({ type: "stage-entered", stage });
}
