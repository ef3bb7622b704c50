import type { Evidence } from "../evidence";
import { calledNames, hasSetting, usefulNames } from "./code-names";

/** Names of settings that are told, and of what the code calls. */
const MOST = 200;
const MOST_CALLED = 120;

/** What can be named in a query, and nothing of what was measured: nobody can fit what a paper says to values that they do not see. */
export function vocabularyOf(evidence: Evidence): string {
  return [...namesOf(evidence), ...namesInCode(evidence)].join("\n");
}

/**
 * The part that sentences are read again for when it changes: names of the code come and go with every run. As it is now, and as it was
 * before the last run was there, before the last two, and so on: a sentence that stood there then, and still does, speaks of no later run.
 */
export function resultNames(evidence: Evidence): string[] {
  const { runs, datasets, metrics } = evidence;
  const code = namesInCode(evidence).length > 0 ? "code" : "";
  return runs
    .map((_, at) => {
      const then = runs.slice(0, runs.length - at);
      const was = (set: string, key: string) => then.some((run) => run.value(set, key) !== undefined);
      return {
        runs: then,
        datasets: datasets.filter((set) => metrics.some(({ key }) => was(set, key))),
        metrics: metrics.filter(({ key }) => datasets.some((set) => was(set, key))),
      };
    })
    .map((then) => [...namesOf(then), code].join("\n"));
}

function namesOf({ runs, datasets, metrics }: Pick<Evidence, "runs" | "datasets" | "metrics">): string[] {
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
  ];
}

function namesInCode(evidence: Evidence): string[] {
  const settings = usefulNames(evidence).slice(0, MOST);
  const called = calledNames(evidence).slice(0, MOST_CALLED);
  const scales = [...new Set(evidence.environments.flatMap((one) => one.scale ?? []))];
  return [
    ...(scales.length > 0 ? [`The runs were made at the scale ${scales.join(" or ")}.`] : []),
    ...(settings.length > 0
      ? [
          `Settings in the code: ${settings.map((name) => name + standsIn(evidence, name, settings) + whose(evidence, name)).join(", ")}`,
        ]
      : []),
    ...(called.length > 0 ? [`Called in the code: ${called.join(", ")}`] : []),
  ];
}

/** “ (in block)” where another name is much like it. */
function standsIn({ code }: Evidence, name: string, all: readonly string[]): string {
  const homes = [...(code.homes.get(name) ?? [])];
  const [first, last] = [name.split(/[._]/)[0]!, name.split(/[._]/).at(-1)!];
  const isAlike = (other: string) => {
    const words = other.split(/[._]/);
    return other !== name && [first, last].some((word) => word.length > 2 && words.includes(word));
  };
  return homes.length === 0 || homes.length > 2 || !all.some(isAlike) ? "" : ` (in ${homes.join(" and ")})`;
}

/** “ (run 2)” where the programs of other runs are known, and have no such name. */
function whose({ runs }: Evidence, name: string): string {
  const known = runs.flatMap(({ number, code }) => (code ? [{ number, code }] : []));
  const having = known.filter(({ code }) => hasSetting(code, name)).map(({ number }) => number);
  return having.length === 0 || having.length === known.length ? "" : ` (run ${having.join(" and ")})`;
}
