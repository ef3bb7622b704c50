import type { RunView } from "../../research/run-view";
import type { BoardState } from "./board-state";

/** What a researcher has done in a project, by the steps of the walkthrough that only the project's own state can prove. */
export type Milestones = { readonly hasModel: boolean; readonly launched: boolean; readonly approved: boolean };

export function milestones({ settings, begun }: BoardState): Milestones {
  const launched = ({ steps }: RunView) =>
    steps.some(({ name, state }) => state === "done" && name === "baseline: job");
  return {
    hasModel: settings.model !== "",
    launched: begun.some(({ record }) => launched(record.view)),
    approved: begun.some(({ record }) => record.approved),
  };
}
