import type { Run } from "../../research/run";
import { COLORS } from "./tree-node";

export type Icon = { readonly icon: string; readonly color?: string };

/** How a run came out, wherever a row is about one. */
export const OUTCOME_ICONS: Record<Run["outcome"]["type"], Icon> = {
  measured: { icon: "pass", color: COLORS.good },
  crashed: { icon: "error", color: COLORS.bad },
  "timed-out": { icon: "watch", color: COLORS.bad },
  invalid: { icon: "warning", color: COLORS.warning },
  stopped: { icon: "debug-stop" },
  unknown: { icon: "question" },
};
