import type { Evidence } from "../evidence";
import { settingNames } from "./judge-setting";

/** Names of settings that are told. */
const MOST = 150;

/** What can be named in a query, and nothing of what was measured: nobody can fit what a paper says to values that they do not see. */
export function vocabularyOf(evidence: Evidence): string {
  const { runs, datasets, metrics } = evidence;
  const settings = settingNames(evidence).toSorted().slice(0, MOST);
  return [
    "Runs:",
    ...runs.map(
      ({ number, names }) =>
        `- ${number}: ${names.join("; also ") || `run_${number}`}${number === 0 ? " (the baseline)" : ""}`,
    ),
    "Data sets:",
    ...datasets.map((name) => `- ${name}`),
    "Metrics:",
    ...metrics.map(
      ({ key, direction, unit, primary }) =>
        `- ${key}: ${[direction ? `${direction} is better` : "no direction is better", unit && `in ${unit}`, primary && "the primary metric"].filter(Boolean).join(", ")}`,
    ),
    ...(settings.length > 0 ? [`Settings in the code: ${settings.join(", ")}`] : []),
  ].join("\n");
}
