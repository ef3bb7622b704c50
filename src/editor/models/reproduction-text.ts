import type { RerunPlan } from "../../engine/rerun-plan";
import {
  type ReproducedNumber,
  type ReproducedRun,
  type Reproduction,
  type ReproductionReason,
  verdictsOf,
} from "../../research/reproduction";
import { describeOutcome } from "../../research/run";
import type { L10n } from "./tree-node";
import { asText, duration, short } from "./wording";

/** A reproduction as Markdown for reading: the count first, then each run with its numbers beside those of the paper. */
export function reproductionText(l10n: L10n, reproduction: Reproduction): string {
  const { reproduced, differs, "not-comparable": open } = verdictsOf(reproduction);
  const all = reproduced + differs + open;
  const { title, place, source, freshEnvironment, runs } = reproduction;
  return [
    `# ${asText(l10n.t("“{0}”, run again", title))}`,
    `**${asText(l10n.t("{0} of {1} numbers reproduced within noise, {2} differ, {3} cannot be compared.", reproduced, all, differs, open))}**`,
    asText(
      [
        source.kind === "bundle"
          ? l10n.t("From the bundle {0}, on {1}.", source.name, place)
          : l10n.t("From the idea's own commits, on {0}.", place),
        ...(freshEnvironment ? [l10n.t("In a fresh environment with the recorded packages.")] : []),
        l10n.t("What may differ by chance is taken from seeds and repeated runs, at 95 %."),
        ...(differs > 0 && all > 10 ? [l10n.t("Of twenty numbers one lies outside of that by chance.")] : []),
      ].join(" "),
    ),
    ...runs.map((run) => runText(l10n, run)),
  ].join("\n\n");
}

function runText(l10n: L10n, { number, name, commit, outcome, seconds, differences, numbers }: ReproducedRun): string {
  const how =
    outcome === undefined
      ? l10n.t("Not run yet.")
      : outcome.type === "measured"
        ? timesOf(l10n, seconds)
        : describeOutcome(outcome);
  const head = [l10n.t("Metric"), l10n.t("Paper"), l10n.t("Again"), l10n.t("May differ by"), "", l10n.t("Why")];
  const machine = [l10n.t("Where it ran"), l10n.t("Paper"), l10n.t("Again")];
  const facts = differences.map(({ what, paper, again }) => [what, paper || "–", again || "–"]);
  return [
    `## ${asText(l10n.t("Run {0}: {1}", number, name))} (\`${commit.slice(0, 8)}\`)`,
    asText(how),
    ...(numbers.length > 0
      ? [
          table(
            head,
            numbers.map((one) => cells(l10n, one)),
          ),
        ]
      : []),
    ...(facts.length > 0 ? [table(machine, facts)] : []),
  ].join("\n\n");
}

function timesOf(l10n: L10n, { paper, again }: ReproducedRun["seconds"]): string {
  if (again === undefined) return "";
  return paper === undefined
    ? l10n.t("It took {0}.", duration(again))
    : l10n.t("It took {0}; in the study it took {1}.", duration(again), duration(paper));
}

function cells(
  l10n: L10n,
  { metric, dataset, unit, paper, again, tolerance, verdict, reason }: ReproducedNumber,
): string[] {
  const value = (number: number) => short(number, 5);
  return [
    `${metric} (${dataset})`,
    [value(paper), unit].filter(Boolean).join(" "),
    again === undefined ? "–" : value(again),
    tolerance === undefined ? "–" : `± ${short(tolerance, 3)}`,
    verdictWord(l10n, verdict),
    why(l10n, reason),
  ];
}

function verdictWord(l10n: L10n, verdict: ReproducedNumber["verdict"]): string {
  if (verdict === "reproduced") return l10n.t("✓ reproduced");
  return verdict === "differs" ? l10n.t("✗ differs") : l10n.t("– not comparable");
}

function why(l10n: L10n, reason: ReproductionReason): string {
  switch (reason) {
    case "same":
      return l10n.t("the same number");
    case "within-noise":
      return l10n.t("within what seeds and repeats differ by");
    case "beyond-noise":
      return l10n.t("further apart than seeds and repeats explain");
    case "no-chance":
      return l10n.t("no seed changes this number, and it is another one");
    case "noise-unknown":
      return l10n.t("one seed and no repeat: nothing says how much it varies by chance");
    case "not-reported":
      return l10n.t("the run made again did not report it");
    case "not-measured":
      return l10n.t("the run made again has no numbers");
    case "other-hardware":
      return l10n.t("it is a time, and the hardware is another");
  }
}

/** What would run, for whoever decides about it. */
export function rerunPlanText(l10n: L10n, plan: RerunPlan): string {
  const { title, place, folder, runs, cautions, concerns } = plan;
  const head = [l10n.t("Run"), l10n.t("Name"), l10n.t("Commit"), l10n.t("Command"), l10n.t("At most")];
  const rows = runs.map(({ number, name, commit, command, limitSeconds }) => [
    ...[String(number), name, commit.slice(0, 8), command, duration(limitSeconds)],
  ]);
  const places = [l10n.t("Place in the code"), l10n.t("What to know"), l10n.t("Commit")];
  const found = concerns.map(({ concern: { path, line, message }, commits }) => [
    ...[`${path}:${line}`, message, commits.map((commit) => commit.slice(0, 8)).join(", ")],
  ]);
  return [
    `# ${asText(l10n.t("What runs when “{0}” is reproduced", title))}`,
    asText(l10n.t("On {0}. Nothing has run yet. The code can be read in {1}.", place, folder)),
    ...[...interpreterTexts(l10n, plan), ...templateTexts(l10n, plan)].map(asText),
    ...cautions.map((caution) => `> ${asText(caution)}`),
    ...(plan.why === undefined ? [] : [asText(plan.why)]),
    table(head, rows),
    ...(found.length > 0
      ? [`## ${asText(l10n.t("What a careful reader of this code stops at"))}`, table(places, found)]
      : []),
  ].join("\n\n");
}

function interpreterTexts(l10n: L10n, { interpreter, installs }: RerunPlan): string[] {
  if (!installs) return interpreter === undefined ? [] : [l10n.t("The interpreter is {0}.", interpreter)];
  const { packages, from } = installs;
  return [
    l10n.t("The interpreter is that of a fresh environment, made with {0}.", interpreter ?? ""),
    packages.length > 0
      ? l10n.t(
          "Once you launch, this is installed into it from {1}, with what it needs: {0}.",
          packages.join(", "),
          from,
        )
      : l10n.t("Nothing is installed into it."),
  ];
}

function templateTexts(l10n: L10n, { guards, variables, network }: RerunPlan): string[] {
  return [
    ...(guards ? [l10n.t("After each run this judges it, for at most as long once more: {0}", guards)] : []),
    ...(variables.length > 0 ? [l10n.t("The template sets {0}.", variables.join(", "))] : []),
    ...(network ? [l10n.t("The template lets its runs use the network.")] : []),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const safe = rows.map((row) => line(row.map((cell) => asText(cell).replaceAll("  \n", " "))));
  return [line(head), line(head.map(() => "---")), ...safe].join("\n");
}
