import type { RerunPlan } from "../engine/rerun-plan";
import { duration } from "../research/duration";
import {
  type ReproducedNumber,
  type ReproducedRun,
  type Reproduction,
  type ReproductionReason,
  verdictsOf,
} from "../research/reproduction";
import { describeOutcome } from "../research/run";

/** What would run, for whoever decides about it. */
export function planLines(plan: RerunPlan): string[] {
  const { title, place, folder, runs, guards, variables, network, cautions, concerns } = plan;
  return [
    `Reproduce “${title}” on ${place}`,
    ...interpreterLines(plan),
    ...runs.map(
      ({ number, name, commit, command, limitSeconds }) =>
        `  run ${number} “${name}”: ${command}  (commit ${commit.slice(0, 8)}, at most ${duration(limitSeconds)})`,
    ),
    ...(plan.why === undefined ? [] : [plan.why]),
    ...(guards ? [`After each run, what judges it: ${guards}  (at most as long once more)`] : []),
    ...(variables.length > 0 ? [`The template sets ${variables.join(", ")}`] : []),
    ...(network ? ["The template lets its runs use the network."] : []),
    `The code: ${folder}`,
    ...cautions.map((caution) => `! ${caution}`),
    ...concerns.map(
      ({ concern: { path, line, message }, commits }) =>
        `! ${path}, line ${line} (${commits.map((commit) => commit.slice(0, 8)).join(", ")}): ${message}`,
    ),
  ].map(plain);
}

function interpreterLines({ interpreter, installs }: RerunPlan): string[] {
  if (!installs) return interpreter === undefined ? [] : [`The interpreter: ${interpreter}`];
  const { packages, from } = installs;
  return [
    `The interpreter: a fresh environment made with ${interpreter}`,
    packages.length > 0
      ? `Installed into it once you launch, with what they need: ${packages.join(", ")}  (from ${from})`
      : "Nothing is installed into it.",
  ];
}

/** The table of a reproduction, with what differs between the two machines and why each number has its verdict. */
export function reproductionLines(reproduction: Reproduction): string[] {
  const { reproduced, differs, "not-comparable": open } = verdictsOf(reproduction);
  const numbers = reproduced + differs + open;
  return [
    `“${reproduction.title}”: ${reproduced} of ${numbers} numbers reproduced within noise, ${differs} differ, ${open} cannot be compared`,
    ...(differs > 0 && numbers > 10 ? ["Of twenty numbers one lies outside of its 95 % interval by chance."] : []),
    ...reproduction.runs.flatMap(runLines),
  ].map(plain);
}

/** A bundle's names and what its runs print may hold what a terminal obeys or turns around, and could paint over what is asked. */
function plain(line: string): string {
  return line.replace(/[\p{Cc}\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]/gu, "�");
}

function runLines({ number, name, outcome, seconds, differences, numbers }: ReproducedRun): string[] {
  const took = seconds.paper && seconds.again ? `, ${duration(seconds.again)} (paper: ${duration(seconds.paper)})` : "";
  return [
    "",
    `run ${number} “${name}”: ${outcome ? describeOutcome(outcome) : "not run yet"}${took}`,
    ...differences.map(({ what, paper, again }) => `  ${what}: ${paper ?? "–"} → ${again ?? "–"}`),
    ...aligned(numbers.map(cells)),
  ];
}

function cells(one: ReproducedNumber): string[] {
  const { metric, dataset, unit, paper, again, tolerance, verdict } = one;
  return [
    `${metric} (${dataset})`,
    `${digits(paper)}${unit && ` ${unit}`}`,
    again === undefined ? "–" : digits(again),
    tolerance === undefined ? "" : `± ${digits(tolerance)}`,
    verdict === "not-comparable" ? "not comparable" : verdict,
    WHY[one.reason],
  ];
}

const WHY: Record<ReproductionReason, string> = {
  same: "the same number",
  "within-noise": "within what seeds and repeats differ by",
  "beyond-noise": "further apart than seeds and repeats explain",
  "no-chance": "no seed changes this number, and it is another one",
  "noise-unknown": "one seed and no repeat: nothing says how much it varies by chance",
  "not-reported": "the run made again did not report it",
  "not-measured": "the run made again has no numbers",
  "other-hardware": "it is a time, and the hardware is another",
};

function digits(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ")}`.trimEnd());
}
